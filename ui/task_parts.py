"""Tasks on the screen: the list, and the drawer in which one is finished, handed on or called off."""

from collections.abc import Sequence

import streamlit as st

from care import tasks
from care.tasks import TaskRow
from core.i18n import N_, _
from db.models import Subject
from ui import actions, current, formats, links
from ui.address import close, open_one
from ui.dialog_parts import told
from ui.links import way_to
from ui.menu import screen
from ui.people_apart import told_apart
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

SUBJECTS = {
    Subject.ACTION: N_("Corrective action"),
    Subject.COMPLAINT: N_("Complaint"),
    Subject.CUSTOMER: N_("Customer"),
    Subject.IMPROVEMENT: N_("Improvement"),
    Subject.RULE: N_("Rule"),
}


def task_list(rows: Sequence[TaskRow], *, key: str) -> None:
    """A line opens the task's drawer."""
    columns = [
        Column(_("What is to be done")), Column(_("About")), Column(_("Due")), Column(_("By whom")),
        Column(_("Given by"), "desk"),
    ]  # fmt: skip
    if task_id := linked_list(columns, [_line(row) for row in rows], key=key):
        open_one("task", task_id)
        st.rerun()


def _line(row: TaskRow) -> ListRow:
    return ListRow(
        row.id,
        f"/{screen('work/tasks.py').address}?task={row.id}",
        (
            Cell(row.title, marks=_marks(row)),
            Cell(subject_of(row) or formats.NOTHING),
            Cell(formats.near(row.due_at)),
            Cell(row.assignee or _("nobody yet")),
            Cell(row.by or _("a rule")),
        ),
    )


def _marks(row: TaskRow) -> tuple[Mark, ...]:
    if row.done_at is not None:
        return (Mark(_("✓ done"), "green"),)
    if row.cancelled_at is not None:
        return (Mark(_("– called off")),)
    return (Mark(_("▲ overdue"), "red"),) if row.is_overdue else ()


def subject_of(row: TaskRow) -> str:
    """The name or number; the sort of thing where that is not the reader's to see, and before the number of a rule."""
    kind = _(SUBJECTS[row.subject]) if row.subject in SUBJECTS else ""
    return f"{kind} {row.about}".strip() if row.subject is Subject.RULE else row.about or kind


def drawer(task_id: int) -> None:
    row = actions.ask(tasks.task, task_id)

    @st.dialog(esc(row.title), on_dismiss=close_drawer)
    def dialog() -> None:
        _facts(row)
        if row.elsewhere:
            st.info(esc(row.elsewhere), icon=":material/arrow_outward:")
        if row.may_finish:
            _finish(row)
        if row.may_redirect:
            _redirect(row)

    dialog()


def close_drawer() -> None:
    for name in ("task", "new", "complaint", "customer"):
        close(name)
    actions.settle()


def _facts(row: TaskRow) -> None:
    if way := way_to(row.subject, row.subject_id):
        links.link_to(way.file, esc(subject_of(row)), icon=":material/arrow_forward:", **way.query)
    said = [
        formats.near(row.due_at),
        row.assignee or _("nobody yet"),
        _("given by {name}").format(name=row.by or _("a rule")),
    ]
    st.caption(esc(" · ".join(said)))
    if row.is_overdue:
        late = _("▲ overdue")
        st.caption(f":red[{late}]")
    if not row.is_open:
        over = (
            _("{name} did this on {when}: {outcome}")
            if row.done_at
            else _("{name} called this off on {when}: {outcome}")
        )
        when = formats.moment(row.done_at or row.cancelled_at)
        st.info(over.format(name=esc(row.done_by or _("A rule")), when=esc(when), outcome=esc(row.outcome or "—")))


def _finish(row: TaskRow) -> None:
    with st.form(f"task-{row.id}", border=False):
        outcome = st.text_input(
            _("What came of it?"), key=f"task-outcome-{row.id}", max_chars=1000,
            placeholder=_("A few words, such as: called, all is well"),
        )  # fmt: skip
        told("outcome")
        sent = st.form_submit_button(_("Done"), type="primary", icon=":material/check:", width="stretch")
    if sent:
        settled(actions.perform(tasks.finish, row.id, outcome=outcome), _("Done."))


def _redirect(row: TaskRow) -> None:
    with st.expander(_("Hand on or call off"), expanded=False):
        others = {each.id: each.name for each in actions.ask(tasks.people) if each.id != row.assignee_id}
        with st.form(f"task-on-{row.id}", border=False):
            to = person_select(_("To whom"), others, key=f"task-to-{row.id}")
            told("assignee")
            handed = st.form_submit_button(_("Hand on"))
        if handed:
            settled(actions.perform(tasks.hand_on, row.id, to=to or 0), _("Handed on."))
        with st.form(f"task-off-{row.id}", border=False):
            reason = st.text_input(_("Why is it no longer to be done?"), key=f"task-reason-{row.id}", max_chars=1000)
            told("reason")
            dropped = st.form_submit_button(_("Call off"))
        if dropped:
            settled(actions.perform(tasks.cancel, row.id, reason=reason), _("Called off."))


def person_select(label: str, names: dict[int, str], *, key: str, chosen: int | None = None) -> int | None:
    ids, words = list(names), told_apart(names)
    place = ids.index(chosen) if chosen in names else None
    return st.selectbox(label, ids, index=place, format_func=lambda id_: words.get(id_, ""), key=key,
                        placeholder=_("Choose a colleague"))  # fmt: skip


def settled(done: object, said: str) -> None:
    """A problem is told beside its field by the run that follows; what went through closes the drawer."""
    if done is not None:
        current.flash(said)
        close_drawer()
    elif not actions.problems():
        return
    st.rerun()
