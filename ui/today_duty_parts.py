"""What a working day brings besides customers' files: leads to call, complaints in hand, surveys, tasks."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from auth.actor import Actor
from auth.permissions import Permission
from care import complaints, leads, surveys, tasks, today
from care.complaints import AwaitingDecision, BoardFilters, ComplaintLine, OpenEscalation, Wanted
from care.leads import LeadLine
from care.surveys import DueLine
from care.tasks import TaskRow
from core import clock
from core.i18n import _
from db.models import InvitationMode
from ui import clock_parts, collect_parts, escalation_labels, formats, task_parts
from ui.actions import ask
from ui.kept import ask_kept
from ui.lane_parts import Deed, LaneBox, LaneLine, Tone
from ui.links import Way
from ui.menu import screen

COMPLAINT, LEAD, TASK, SURVEY, ESCALATION = "complaint", "lead", "task", "survey", "escalation"
TALK, CLAIM, OPEN, FINISH, ANSWER = "talk", "claim", "open", "finish", "answer"
SHOWN = 6
R = TypeVar("R")
_COLLECTED = {InvitationMode.LINK: "qr_code_2", InvitationMode.PHONE: "call", InvitationMode.MAIL: "mail"}


def boxes(actor: Actor) -> list[LaneBox]:
    """Only what there is: a day without complaints and tasks is not filled with empty boxes."""
    found = [*_lead_boxes(actor), *_complaint_boxes(actor), *_survey_boxes(actor), *_task_boxes(actor)]
    return [box for box in found if box.total]


def _lead_boxes(actor: Actor) -> Iterable[LaneBox]:
    if not actor.may(Permission.LEAD_WORK):
        return
    found = ask(leads.pressing, only_own=actor.may(Permission.SETTINGS_CHANGE))
    more, file = _("and {n} more leads"), "leads/board.py"
    yield _box(_("Leads beyond the promised time"), "alarm", found.beyond, _lead, file, more)
    yield _box(_("Leads to call"), "person_search", found.inside, _lead, file, more)
    yield _box(_("Leads that nobody has"), "inbox", found.waiting, _lead, file, more)
    yield _box(_("Next steps with leads"), "call", found.steps, _lead_step, file, more)


def _complaint_boxes(actor: Actor) -> Iterable[LaneBox]:
    if not actor.may(Permission.COMPLAINT_HANDLE):
        return
    raised = ask(complaints.open_escalations)
    waiting = ask(complaints.awaiting_decision)
    mine = ask(complaints.listing, filters=BoardFilters(mine=True), per_page=SHOWN)
    more, file = _("and {n} more cases"), "complaints/board.py"
    yield _of(_("Escalations to answer"), "campaign", raised.rows, raised.total, _escalation, file, more)
    yield _of(_("Waiting for my decision"), "approval", waiting, len(waiting), _decision, file, more)
    yield _of(_("Complaints in my hands"), "report", mine.lines, mine.total, _complaint, file, more)


def _survey_boxes(actor: Actor) -> Iterable[LaneBox]:
    if actor.may(Permission.SURVEY_COLLECT):
        due = ask_kept(actor, ask(today.stamp), surveys.due_lines)
        yield _of(_("Surveys"), "reviews", due, len(due), _survey, "surveys/surveys.py", _("and {n} more surveys"))


def _task_boxes(actor: Actor) -> Iterable[LaneBox]:
    if actor.may(Permission.TASK_WORK):
        due = ask(tasks.pressing)
        yield _of(_("Tasks of this week"), "task_alt", due, len(due), _task, "work/tasks.py", _("and {n} more tasks"))


def _box(
    title: str, icon: str, found: leads.Lines, line: Callable[[LeadLine], LaneLine], file: str, more: str
) -> LaneBox:
    return _of(title, icon, found.first, found.total, line, file, more)


def _of(
    title: str, icon: str, rows: Sequence[R], total: int, line: Callable[[R], LaneLine], file: str, more: str
) -> LaneBox:
    shown = tuple(map(line, rows[:SHOWN]))
    words = more.format(n=formats.number(total - len(shown)))
    return LaneBox(title, icon, shown, total, more=f"/{screen(file).address}", words_for_more=words)


def _address(file: str, name: str, id_: int) -> str:
    return f"/{screen(file).address}?{name}={id_}"


def _lead(row: LeadLine) -> LaneLine:
    """Who has not been spoken with, and until when that was promised."""
    is_late = row.due_at is not None and row.due_at < clock.now()
    return _lead_line(row, formats.near(row.due_at), is_late=is_late)


def _lead_step(row: LeadLine) -> LaneLine:
    return _lead_line(row, formats.day(row.next_on), is_late=row.next_on is not None and row.next_on < clock.today())


def _lead_line(row: LeadLine, when: str, *, is_late: bool) -> LaneLine:
    deed = Deed(CLAIM, _("Take it"), "front_hand") if row.is_waiting else Deed(TALK, _("Log contact"), "edit_note")
    return LaneLine(
        row.id, LEAD, _address("leads/board.py", "lead", row.id), _who(row.name, row.company), row.number,
        "person_search", _("until {moment}").format(moment=when), Tone.OVERDUE if is_late else Tone.CALM, deed,
    )  # fmt: skip


def _escalation(row: OpenEscalation) -> LaneLine:
    href = _address("complaints/complaint.py", "complaint", row.complaint_id)
    tone = Tone.AT_RISK if row.level == complaints.Level.HANDLER else Tone.OVERDUE
    return LaneLine(
        row.id, ESCALATION, f"{href}&do=acknowledge&part={row.id}", _who(row.number, row.customer),
        row.handler or _("Nobody in charge"), "campaign", escalation_labels.plain(row.level, row.cause), tone,
        Deed(ANSWER, _("Answer"), "reply"),
    )  # fmt: skip


def _decision(row: AwaitingDecision) -> LaneLine:
    asked = _("to be closed") if row.wanted is Wanted.CLOSING else _("more time is asked for")
    return LaneLine(
        row.complaint_id, COMPLAINT, _address("complaints/complaint.py", "complaint", row.complaint_id),
        _who(row.number, row.customer), asked, "approval",
        _("since {moment}").format(moment=formats.moment(row.since)), deed=Deed(OPEN, _("Decide"), "approval"),
    )  # fmt: skip


def _complaint(row: ComplaintLine) -> LaneLine:
    when, tone = clock_parts.told(row.urgent) if row.urgent else ("", Tone.CALM)
    return LaneLine(
        row.id, COMPLAINT, _address("complaints/complaint.py", "complaint", row.id), _who(row.number, row.customer),
        row.summary, "report", when, tone, Deed(OPEN, _("Open"), "chevron_right"),
    )  # fmt: skip


def _survey(row: DueLine) -> LaneLine:
    way = Way("surveys/collect.py", collect_parts.address_of(row.mode, row.campaign_id))
    return LaneLine(
        row.campaign_id or 0, f"{SURVEY}_{row.mode}", way.href, collect_parts.deed_words(row),
        row.campaign or _("after purchases"), _COLLECTED[row.mode],
        _("until {moment}").format(moment=formats.near(row.until)), deed=Deed(OPEN, _("Begin"), "play_arrow"),
    )  # fmt: skip


def _task(row: TaskRow) -> LaneLine:
    return LaneLine(
        row.id, TASK, _address("work/tasks.py", "task", row.id), row.title, task_parts.subject_of(row), "task_alt",
        formats.near(row.due_at), Tone.OVERDUE if row.is_overdue else Tone.CALM, Deed(FINISH, _("Done"), "check"),
    )  # fmt: skip


def _who(*words: str) -> str:
    return " · ".join(filter(None, words))
