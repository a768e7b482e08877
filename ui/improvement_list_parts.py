"""Improvements on their way: proposed, decided, carried out by somebody, and what became of the number they name."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from care import causes, improvements, tasks
from care.improvements import ORIGINS, Idea, ImprovementLine
from care.kpis import Unit, Value
from core import clock
from core.i18n import _, ngettext
from db.models import ImprovementOrigin, ImprovementState
from ui import actions, cause_labels, current, formats, kpi_parts, links
from ui.dialog_parts import told
from ui.safe import esc
from ui.task_parts import person_select

_TONES = {
    ImprovementState.PROPOSED: "orange",
    ImprovementState.ACCEPTED: "blue",
    ImprovementState.DOING: "blue",
    ImprovementState.DONE: "blue",
    ImprovementState.MEASURED: "green",
    ImprovementState.DISMISSED: "gray",
}
_AHEAD = timedelta(days=30)


def propose_form() -> None:
    """What came from elsewhere is named in the address: ?from=suggestion&of=7."""
    origin, of = _origin()
    is_begun = origin is not ImprovementOrigin.IDEA
    with st.expander(_("Propose an improvement"), expanded=is_begun), st.form("propose", border=False):
        if is_begun:
            st.caption(esc(_("It comes from {origin}.").format(origin=_(ORIGINS[origin]))))
        words = st.text_area(_("What should be better, and how?"), key="propose_words", max_chars=1000)
        told("proposal")
        if st.form_submit_button(_("Propose"), type="primary"):
            done = actions.perform(improvements.propose, idea=Idea(words, origin, of))
            if done is not None:
                st.query_params.clear()
            _settled(done)


def listing(rows: Sequence[ImprovementLine]) -> None:
    if not rows:
        st.info(_("Nothing is proposed yet. Everybody may: small things count."), icon=":material/lightbulb:")
    for row in rows:
        _card(row)


def sentence(row: ImprovementLine) -> str:
    """A person's words, or what a rule proposed."""
    if row.proposal:
        return row.proposal
    told_n = ngettext(
        "“{cause}” led to {n} complaint within {days} days: change the rule that lets it happen.",
        "“{cause}” led to {n} complaints within {days} days: change the rule that lets it happen.",
        row.complaints,
    )
    cause = cause_labels.cause(row.cause) if row.cause else "—"
    return told_n.format(cause=cause, n=row.complaints, days=row.days)


def _origin() -> tuple[ImprovementOrigin, int | None]:
    asked, of = st.query_params.get("from", ""), st.query_params.get("of", "")
    if asked in list(ImprovementOrigin) and of.isascii() and of.isdigit() and len(of) < 10:
        return ImprovementOrigin(asked), int(of)
    return ImprovementOrigin.IDEA, None


def _card(row: ImprovementLine) -> None:
    with st.container(border=True, gap="xsmall", key=f"improvement-{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            state = _(cause_labels.IMPROVEMENT_STATES[row.state])
            st.badge(state, color=_TONES[row.state])  # type: ignore[arg-type]
            st.markdown(esc(sentence(row)), width="content")
        from_ = _("from {origin}").format(origin=_(ORIGINS[row.origin]))
        st.caption(esc(" · ".join(filter(None, [from_, row.proposed_by, formats.local_day(row.proposed_at)]))))
        if row.decision:
            st.caption(esc(f"{row.decided_by}: {row.decision}"))
        _course(row)
        _ways_on(row)


def _course(row: ImprovementLine) -> None:
    if row.owner:
        late = f" :red[{_('▲ overdue')}]" if row.is_late else ""
        due = _("due {day}").format(day=formats.day(row.due_on))
        st.markdown(f"{esc(row.owner)} · {esc(due)}{late}")
    if row.done_words:
        st.markdown(esc(row.done_words))
    if row.measure:
        before, after = _reading(row.before, row.before_n, row.unit), _reading(row.after, row.after_n, row.unit)
        told_n = _("{number}: {before} before, {after} after").format(
            number=row.measure_name, before=before, after=after
        )
        st.markdown(f":material/monitoring: {esc(told_n)}")
    if row.is_rewarded:
        st.markdown(f":material/military_tech: {esc(_('rewarded'))}")


def _reading(value: float | None, n: int | None, unit: Unit) -> str:
    if value is None:
        return formats.NOTHING
    return f"{kpi_parts.shown(Value(value, n or 0), unit)} (n = {formats.number(n)})"


def _ways_on(row: ImprovementLine) -> None:
    if row.may_decide:
        with st.popover(_("Make a decision")):
            _decide(row)
    if row.may_plan:
        with st.popover(_("Plan it")):
            _plan(row)
    if row.may_report:
        with st.popover(_("Report it done")), st.form(f"improved-{row.id}", border=False):
            words = st.text_area(_("What was done?"), key=f"improved-words-{row.id}", max_chars=1000)
            told("words")
            if st.form_submit_button(_("Save"), type="primary"):
                _settled(actions.perform(improvements.report_improved, row.id, words=words, seen=row.version))
    if row.cause and row.complaints:
        links.link_to("complaints/causes.py", _("See the complaints"), icon=":material/troubleshoot:")


def _decide(row: ImprovementLine) -> None:
    with st.form(f"decide-improvement-{row.id}", border=False):
        words = st.text_area(_("Which rule is to change, or why none?"), key=f"decide-words-{row.id}", max_chars=1000)
        told("words")
        yes, no = st.columns(2)
        taken = yes.form_submit_button(_("Take it up"), type="primary", width="stretch")
        aside = no.form_submit_button(_("Put it aside"), width="stretch")
    if taken or aside:
        _settled(
            actions.perform(causes.decide_improvement, row.id, accept=taken, words=words, seen_version=row.version)
        )


def _plan(row: ImprovementLine) -> None:
    names = {each.id: each.name for each in actions.ask(tasks.people)}
    measures = {"": _("none"), **actions.ask(improvements.choices)}
    with st.form(f"plan-improvement-{row.id}", border=False):
        owner = person_select(_("Who carries it out?"), names, key=f"plan-owner-{row.id}")
        told("owner_id")
        day = st.date_input(_("Until"), clock.today() + _AHEAD, key=f"plan-day-{row.id}", format="YYYY-MM-DD")
        told("due_on")
        measure = st.selectbox(
            _("Which number is it to move?"), list(measures), format_func=measures.__getitem__, key=f"plan-by-{row.id}"
        )
        told("measure")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        _settled(
            actions.perform(
                improvements.plan, row.id, owner_id=owner or 0, due_on=day, measure=measure or "", seen=row.version
            )
        )


def _settled(done: object) -> None:
    if done is not None:
        actions.settle()
        current.flash(_("Saved."))
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
