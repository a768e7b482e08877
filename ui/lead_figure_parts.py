"""The numbers of leads: how soon they were called, how many became customers, why others were lost."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from care import leads
from care.leads import Behind, Group, LeadFigures, Share
from core import clock
from core.i18n import N_, _, ngettext
from db.models import LeadStage, Source
from ui import formats, labels
from ui.actions import ask
from ui.lead_cards import href
from ui.lead_labels import word
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_SPANS = {30: N_("Last 30 days"), 90: N_("Last 90 days"), 365: N_("Last 365 days")}
_FEW = 5
_BEHIND = {
    Behind.FIRST_FOLLOW_UP: N_("First call within the day"),
    Behind.CONVERSION: N_("Leads that became customers"),
    Behind.PERIOD_RATE: N_("Won of those decided"),
}


def numbers() -> None:
    days = st.segmented_control(
        _("Period"), list(_SPANS), default=30, format_func=lambda days: _(_SPANS[days]), key="leads_days",
        required=True, label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    end = clock.today() + timedelta(days=1)
    start = end - timedelta(days=days or 30)
    found = ask(leads.figures, start=start, end=end)
    _large(found)
    behind = st.pills(
        _("The leads behind it"), list(Behind), format_func=lambda one: _(_BEHIND[one]), key="leads_behind"
    )
    if behind is not None:
        _rows(behind, start, end)
    left, right = st.columns(2)
    with left:
        _funnel(found)
    with right:
        _lost(found)
    sources = [(labels.source(Source(group.key)), group) for group in found.by_source]
    _groups(_("By source"), sources)
    _groups(_("By person"), [(group.key or _("In the queue"), group) for group in found.by_person])
    _groups(_("By region"), [(group.key or _("Unknown"), group) for group in found.by_region[:15]])


def _large(found: LeadFigures) -> None:
    first, second, third, fourth = st.columns(4)
    with first:
        st.metric(_("First call within the day"), share(found.first_follow_up))
        st.caption(
            _("{n} counted, {pending} not due yet").format(n=found.first_follow_up.denominator, pending=found.pending)
        )
    with second:
        st.metric(_("Leads that became customers"), share(found.conversion))
        ripe = _("some are still open") if found.is_immature else _("all are decided")
        st.caption(_("of {n} received; {ripe}").format(n=found.conversion.denominator, ripe=ripe))
    with third:
        st.metric(_("Won of those decided"), share(found.period_rate))
        st.caption(_("{won} won, {lost} lost in these days").format(
            won=found.period_rate.numerator, lost=found.period_rate.denominator - found.period_rate.numerator
        ))  # fmt: skip
    with fourth:
        st.metric(_("Days until they are customers (median)"), _days(found.cycle.median))
        st.caption(_("mean {days}, {n} customers").format(days=_days(found.cycle.mean), n=found.cycle.n))


def share(value: Share) -> str:
    """Of very few a fraction: 3/4 says more than 75%."""
    if 0 < value.denominator < _FEW:
        return f"{value.numerator}/{value.denominator}"
    return formats.percent(value.value)


def _days(value: float | None) -> str:
    return formats.NOTHING if value is None else formats.number(round(value, 1))


def _heading(words: str) -> None:
    st.markdown(f"**{esc(words)}**")


def _funnel(found: LeadFigures) -> None:
    _heading(_("Stages entered"))
    st.caption(_("How often a stage was entered in these days: entries, not one group followed through."))
    stood = {one.stage: one for one in found.stays}
    rows = []
    for stage in [one for one in LeadStage if one in found.entries]:
        n = found.entries[stage]
        hours = formats.number(round(stood[stage].median_hours, 1)) if stage in stood else formats.NOTHING
        rows.append((word(stage), formats.number(n), hours))
    _table((_("Lead stage"), _("Entered"), _("Hours there (median)")), rows)


def _lost(found: LeadFigures) -> None:
    _heading(_("Why leads were lost"))
    if not found.lost:
        st.caption(_("None was lost in these days."))
        return
    ordered = sorted(found.lost.items(), key=lambda one: -one[1])
    _table((_("Why it was lost"), _("Leads")), [(word(reason), formats.number(n)) for reason, n in ordered])


def _groups(title: str, named: Sequence[tuple[str, Group]]) -> None:
    if not named:
        return
    rows = [
        (name, formats.number(group.n), share(group.first_follow_up), share(group.conversion)) for name, group in named
    ]
    _table((title, _("Leads"), _("First call within the day"), _("Became customers")), rows)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Small ones are written, not mounted: a canvas takes longer than the page."""
    lines = [titles, ["---", *["--:"] * (len(titles) - 1)], *rows]
    st.markdown("\n".join("| " + " | ".join(esc(cell) if place != 1 else cell for cell in line) + " |"
                          for place, line in enumerate(lines)))  # fmt: skip


def _rows(behind: Behind, start: date, end: date) -> None:
    found = ask(leads.rows, behind=behind, start=start, end=end)
    st.caption(ngettext("{n} lead", "{n} leads", found.total).format(n=formats.number(found.total)))
    titles = (
        Column(_("Lead")),
        Column(_("Number"), "desk"),
        Column(_("In charge")),
        Column(_("Lead stage")),
        Column(_("Counts")),
    )
    lines = [
        ListRow(line.id, href(line.id), (
            Cell(line.name), Cell(line.number), Cell(line.owner or _("In the queue")), Cell(word(line.stage)),
            Cell("", marks=(Mark("✓ " + _("yes"), "green") if line.counts else Mark("– " + _("no"), "grey"),)),
        ))
        for line in found.lines
    ]  # fmt: skip
    linked_list(titles, lines, key="lead_behind")
