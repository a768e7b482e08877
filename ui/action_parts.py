"""Corrective actions on the screen: the list, and the drawer in which one is moved on. Opened by `?action=`."""

from collections.abc import Sequence

import streamlit as st

from care import causes
from care.causes import ActionRow
from core.i18n import _
from db.models import ActionState, Subject
from ui import action_forms, actions, cause_labels, current, formats, links
from ui.address import close, open_one, opened
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list


def action_list(rows: Sequence[ActionRow], *, key: str, with_number: bool = True) -> None:
    """A line opens the action's drawer."""
    about = [Column(_("Complaint"))] if with_number else []
    columns = [Column(_("What is to be done")), *about, Column(_("In charge")), Column(_("Due"), "end")]
    lines = [_line(row, with_number=with_number) for row in rows]
    if action_id := linked_list(columns, lines, key=key):
        begin(action_id)
        st.rerun()


def begin(action_id: int) -> None:
    actions.settle()
    current.forget(action_forms.BASE)
    open_one("action", action_id)


def open_asked() -> None:
    """The drawer of `?action=7`."""
    if action_id := opened("action"):
        st.dialog(_("Corrective action"), width="medium", position="right", on_dismiss=close_drawer)(_drawer)(action_id)


def close_drawer() -> None:
    close("action")
    current.forget(action_forms.BASE)
    actions.settle()


def _line(row: ActionRow, *, with_number: bool) -> ListRow:
    marks = (cause_labels.state_mark(row.state), *((Mark(_("▲ overdue"), "red"),) if row.is_late else ()))
    if row.has_missed and row.state is ActionState.EFFECTIVE:
        marks = (*marks, Mark(_("▲ effect missed"), "red"))
    about = (Cell(row.number),) if with_number else ()
    cells = (Cell(row.deed, marks=marks), *about, Cell(row.owner), Cell(formats.short_day(row.due_on)))
    return ListRow(row.id, f"/{screen('complaints/actions.py').address}?action={row.id}", cells)


def _drawer(action_id: int) -> None:
    if opened("action") != action_id:
        st.rerun()
    row = actions.ask(causes.action, action_id)
    _facts(row)
    _history(row)
    if action_forms.show(row):
        close_drawer()
        st.rerun()


def _facts(row: ActionRow) -> None:
    st.markdown(f"**{esc(row.deed)}**")
    if way := links.way_to(Subject.COMPLAINT, row.complaint_id):
        links.link_to(way.file, esc(row.number), icon=":material/support_agent:", **way.query)
    late = f" · :red[{_('▲ overdue')}]" if row.is_late else ""
    due = _("due {day}").format(day=formats.day(row.due_on))
    st.markdown(f"{esc(cause_labels.state_word(row.state))} · {esc(row.owner)} · {esc(due)}{late}")


def _history(row: ActionRow) -> None:
    """What was done, who looked at it, and what came of it."""
    if row.done_at:
        _told(_("Done on {day} by {name}"), formats.local_day(row.done_at), row.done_by, row.done_words)
    if row.verified_at:
        _told(_("Verified on {day} by {name}"), formats.local_day(row.verified_at), row.verified_by, row.verified_words)
    if row.effect_before is not None and row.effect_after is not None:
        told = _("Complaints of the same cause: {before} before it was done, {after} in the same time after.")
        said = told.format(before=row.effect_before, after=row.effect_after)
        if row.has_missed:
            st.warning(esc(said), icon=":material/trending_up:")
        else:
            st.success(esc(said), icon=":material/trending_down:")
    elif row.effect_due_on:
        told = _("Its effect is counted on {day}: complaints of the same cause before and after.")
        st.caption(esc(told.format(day=formats.day(row.effect_due_on))))


def _told(heading: str, day: str, name: str, words: str) -> None:
    with st.container(border=True, gap="xsmall"):
        st.caption(esc(heading.format(day=day, name=name or "—")))
        st.markdown(esc(words))
