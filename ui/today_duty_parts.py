"""What a working day brings besides customers: escalations to answer, complaints in hand, tasks."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints, surveys, tasks
from care.complaints import AwaitingDecision, BoardFilters, ComplaintLine, OpenEscalation, Wanted
from care.surveys import DueLine
from care.tasks import TaskRow
from core.i18n import _, ngettext
from ui import clock_parts, collect_parts, escalation_labels, formats, links, task_parts
from ui.actions import ask
from ui.safe import esc

SHOWN = 6
R = TypeVar("R")


def show(actor: Actor) -> bool:
    """Only what there is: a day without complaints and tasks is not filled with empty boxes. Whether there is any."""
    raised = ask(complaints.open_escalations) if actor.may(Permission.COMPLAINT_HANDLE) else None
    mine = ask(complaints.listing, filters=BoardFilters(mine=True)) if raised else None
    due = ask(tasks.pressing) if actor.may(Permission.TASK_WORK) else ()
    boxes: list[Callable[[], None]] = []
    if raised and raised.total:
        title = _("Escalations to answer")
        boxes.append(partial(_box, title, ":material/campaign:", raised.total, raised.rows, _escalation))
    waiting = ask(complaints.awaiting_decision) if raised else ()
    if waiting:
        title = _("Waiting for my decision")
        boxes.append(partial(_box, title, ":material/approval:", len(waiting), waiting, _decision))
    if mine and mine.total:
        title = _("Complaints in my hands")
        boxes.append(partial(_box, title, ":material/report:", mine.total, mine.lines, _complaint))
    if due:
        boxes.append(partial(_box, _("Tasks of this week"), ":material/task_alt:", len(due), due, _task))
    collect = ask(surveys.due_lines) if actor.may(Permission.SURVEY_COLLECT) else ()
    if collect:
        total = sum(one.count for one in collect)
        boxes.append(partial(_box, _("Surveys"), ":material/reviews:", total, collect, _collect))
    for n, (place, box) in enumerate(zip(st.columns(len(boxes)) if boxes else (), boxes, strict=True)):
        with place, st.container(border=True, gap="xsmall", height="stretch", key=f"duties-{n}"):
            box()
    return bool(boxes)


def _box(title: str, icon: str, total: int, rows: Sequence[R], line: Callable[[R], None]) -> None:
    st.markdown(f"{icon} **{esc(title)} · {formats.number(total)}**")
    for row in rows[:SHOWN]:
        with st.container(gap=None):
            line(row)
    hidden = 0 if line is _collect else total - len(rows[:SHOWN])
    if hidden:
        file, more = "complaints/board.py", ngettext("and {n} more case", "and {n} more cases", hidden)
        if line is _task:
            file, more = "work/tasks.py", ngettext("and {n} more task", "and {n} more tasks", hidden)
        links.link_to(file, more.format(n=formats.number(hidden)), icon=":material/more_horiz:")


def _collect(row: DueLine) -> None:
    links.link_to("surveys/collect.py", collect_parts.due_words(row), **collect_parts.due_address(row))
    st.caption(esc(_("until {moment}").format(moment=formats.near(row.until))))


def _escalation(row: OpenEscalation) -> None:
    who = " · ".join(filter(None, [row.number, row.customer]))
    to = {"complaint": str(row.complaint_id), "do": "acknowledge", "part": str(row.id)}
    links.link_to("complaints/complaint.py", esc(who), icon=":material/campaign:", **to)
    st.caption(f"{escalation_labels.marked(row.level, row.cause)} · {esc(row.handler or _('Nobody in charge'))}")


def _decision(row: AwaitingDecision) -> None:
    who = " · ".join(filter(None, [row.number, row.customer]))
    links.link_to("complaints/complaint.py", esc(who), icon=":material/approval:", complaint=str(row.complaint_id))
    asked = _("to be closed") if row.wanted is Wanted.CLOSING else _("more time is asked for")
    since = _("since {moment}").format(moment=formats.moment(row.since))
    st.caption(f"{esc(asked)} · {esc(since)}")


def _complaint(row: ComplaintLine) -> None:
    who = " · ".join(filter(None, [row.number, row.customer]))
    links.link_to("complaints/complaint.py", esc(who), icon=":material/report:", complaint=str(row.id))
    if row.urgent is not None:
        st.caption(clock_parts.standing(row.urgent))


def _task(row: TaskRow) -> None:
    links.link_to("work/tasks.py", esc(row.title), icon=":material/task_alt:", task=str(row.id))
    told = " · ".join(filter(None, [esc(task_parts.subject_of(row)), esc(formats.near(row.due_at))]))
    st.caption(f":red[▲ {told}]" if row.is_overdue else told)
