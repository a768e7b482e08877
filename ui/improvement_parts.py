"""Improvements that recurring causes propose: what speaks for each; decided in the dialog of `?improvement=`."""

from collections.abc import Sequence

import streamlit as st

from care import causes
from care.causes import ImprovementRow
from core.i18n import _, ngettext
from db.models import ImprovementState, Subject
from ui import actions, cause_labels, current, formats, links
from ui.address import close, open_one, opened
from ui.dialog_parts import told
from ui.safe import esc

_BASE = "improvement_base"
_ICONS = {
    ImprovementState.PROPOSED: ":material/lightbulb:",
    ImprovementState.ACCEPTED: ":material/check_circle:",
    ImprovementState.DISMISSED: ":material/do_not_disturb_on:",
    ImprovementState.DOING: ":material/build:",
    ImprovementState.DONE: ":material/task_alt:",
    ImprovementState.MEASURED: ":material/monitoring:",
}
_TONES = {
    ImprovementState.PROPOSED: "orange",
    ImprovementState.ACCEPTED: "green",
    ImprovementState.DISMISSED: "gray",
    ImprovementState.DOING: "blue",
    ImprovementState.DONE: "blue",
    ImprovementState.MEASURED: "green",
}


def show(rows: Sequence[ImprovementRow]) -> None:
    """Those to be decided open, those decided behind a line."""
    st.subheader(_("Proposed improvements"), anchor=False)
    waiting = [row for row in rows if row.state is ImprovementState.PROPOSED]
    decided = [row for row in rows if row.state is not ImprovementState.PROPOSED]
    if not waiting:
        st.caption(_("When a cause keeps coming back, a change of the rules is proposed here."))
    for row in waiting:
        _card(row)
    if decided:
        told_n = ngettext("{n} decided", "{n} decided", len(decided)).format(n=len(decided))
        with st.expander(told_n):
            for row in decided:
                _card(row)


def open_asked(rows: Sequence[ImprovementRow]) -> None:
    """The dialog of `?improvement=7`, if this person may decide on it."""
    row = next((row for row in rows if row.id == opened("improvement")), None)
    if row is not None and row.may_decide:
        st.dialog(_("Decide on an improvement"), on_dismiss=_close)(_dialog)(row)


def _card(row: ImprovementRow) -> None:
    with st.container(border=True, gap="xsmall", key=f"improvement-{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(
                _(cause_labels.IMPROVEMENT_STATES[row.state]),
                icon=_ICONS[row.state],
                color=_TONES[row.state],  # type: ignore[arg-type]
            )
            st.markdown(esc(sentence(row)), width="content")
            st.space("stretch")
            if row.may_decide:
                st.button(_("Make a decision"), key=f"decide-{row.id}", on_click=_begin, args=(row.id,))
        _evidence(row)
        if row.decided_at:
            when = _("{name}, {day}").format(name=row.decided_by or "—", day=formats.local_day(row.decided_at))
            st.markdown(esc(row.words))
            st.caption(esc(when))


def sentence(row: ImprovementRow) -> str:
    """What is proposed, and why."""
    if row.proposal:
        return row.proposal
    cause = cause_labels.cause(row.cause) if row.cause else "—"
    told = ngettext(
        "“{cause}” led to {n} complaint within {days} days: change the rule that lets it happen.",
        "“{cause}” led to {n} complaints within {days} days: change the rule that lets it happen.",
        row.total,
    )
    return told.format(cause=cause, n=row.total, days=row.days)


def _evidence(row: ImprovementRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for complaint_id, number in row.complaints:
            if way := links.way_to(Subject.COMPLAINT, complaint_id):
                links.link_to(way.file, esc(number), icon=":material/support_agent:", **way.query)
        if hidden := row.total - len(row.complaints):
            more = ngettext("and {n} that you may not see", "and {n} that you may not see", hidden)
            st.caption(more.format(n=hidden), width="content")


def _begin(improvement_id: int) -> None:
    actions.settle()
    current.forget(_BASE)
    open_one("improvement", improvement_id)


def _close() -> None:
    close("improvement")
    current.forget(_BASE)
    actions.settle()


def _dialog(row: ImprovementRow) -> None:
    if opened("improvement") != row.id:
        st.rerun()
    st.markdown(esc(sentence(row)))
    _evidence(row)
    with st.form("improvement-form", border=False):
        words = st.text_area(_("Which rule is to change, or why none?"), key="improvement_words", max_chars=1000)
        told("words")
        yes, no = st.columns(2)
        taken = yes.form_submit_button(_("Take it up"), key="improvement_accept", type="primary", width="stretch")
        aside = no.form_submit_button(_("Put it aside"), key="improvement_dismiss", width="stretch")
    if taken or aside:
        _decide(row, accept=taken, words=words)


def _decide(row: ImprovementRow, *, accept: bool, words: str) -> None:
    done = actions.perform(causes.decide_improvement, row.id, accept=accept, words=words, seen_version=row.version)
    if done is not None:
        current.flash(_("Saved."))
        _close()
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
