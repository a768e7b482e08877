"""What is to be done about a complaint, by whom, until when; and who higher up was told."""

import streamlit as st

from care import tasks
from care.complaints import ComplaintFile, RaisedLevel
from care.tasks import TaskRow
from core.i18n import _, ngettext
from db.models import Subject
from ui import complaint_address as address
from ui import escalation_labels, formats, links
from ui.actions import ask
from ui.safe import esc


def tasks_panel(file: ComplaintFile) -> None:
    rows = ask(tasks.about, Subject.COMPLAINT, file.facts.id)
    if not rows:
        return
    st.subheader(_("Tasks"), anchor=False)
    with st.container(gap="xsmall"):
        for row in rows:
            st.markdown(_task(row))
            if row.may_finish:
                links.link_to("work/tasks.py", _("Open the task"), icon=":material/task_alt:", task=str(row.id))


def _task(row: TaskRow) -> str:
    who = esc(row.assignee) or _("nobody")
    if row.is_open:
        shape = ":red[▲]" if row.is_overdue else ":material/radio_button_unchecked:"
        when = _("overdue since {moment}") if row.is_overdue else _("due {moment}")
        return f"{shape} {esc(row.title)}  \n:small[:gray[{who} · {when.format(moment=formats.near(row.due_at))}]]"
    shape = ":material/check:" if row.done_at else ":material/close:"
    told = " · ".join(filter(None, [who, formats.near(row.done_at or row.cancelled_at), esc(row.outcome)]))
    return f":gray[{shape} {esc(row.title)}]  \n:small[:gray[{told}]]"


def escalations_panel(file: ComplaintFile) -> None:
    """Told upwards; whoever was told says that they know. What they know is folded away: the story has it too."""
    if not file.escalations:
        return
    st.subheader(_("Escalations"), anchor=False)
    waiting = [raised for raised in file.escalations if not raised.acknowledged_by]
    for raised in waiting:
        _waiting(raised)
    if known := [raised for raised in file.escalations if raised.acknowledged_by]:
        n = len(known)
        with st.expander(ngettext("{n} acknowledged", "{n} acknowledged", n).format(n=n), key="escalations-known"):
            for raised in known:
                _known(raised)


def _waiting(raised: RaisedLevel) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = escalation_labels.marked(raised.level, raised.cause)
        st.markdown(f"{told}  \n:small[:gray[{formats.near(raised.fired_at)}]]", width="content")
        if raised.may_answer:
            st.button(
                _("Acknowledge"), key=f"ack_{raised.id}", on_click=address.begin_deed, args=("acknowledge", raised.id)
            )


def _known(raised: RaisedLevel) -> None:
    said = " · ".join(filter(None, [raised.acknowledged_by, raised.note]))
    known = _("{moment} · acknowledged: {said}").format(moment=formats.near(raised.fired_at), said=esc(said))
    st.markdown(f"✓ {escalation_labels.raised(raised.level, raised.cause)}  \n:small[:gray[{known}]]")
