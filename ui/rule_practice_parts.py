"""How one rule is kept: its rate, thirteen months, by team and person, and the cases in which it was not."""

import streamlit as st

from care import handbook
from care.handbook import BreachRow, Compliance, PartRate, RuleFile
from care.kpis import Period, Unit
from core import clock
from core.i18n import N_, _, ngettext
from ui import chart_parts, current, formats, handbook_labels, kpi_parts, rule_breach_drawer
from ui.actions import ask
from ui.address import open_one
from ui.chart_parts import Bar
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list

_CUTS = {"people": N_("Person"), "teams": N_("Team")}
_LISTED = 12


def practice(file: RuleFile, kept: Compliance, period: Period) -> None:
    with st.container(border=True, key="rule-rate"):
        _rate(file, kept)
        _trend(kept)
    if kept.rate.n:
        _parts(kept)
    breaches(file, period)


def _rate(file: RuleFile, kept: Compliance) -> None:
    rate = kept.rate
    st.metric(esc(file.check_name), handbook_labels.shown(rate), help=_(file.check_counts))
    words = [handbook_labels.counted(rate)]
    if rate.interval and not rate.value.is_fraction:
        low, high = rate.interval
        words.append(_("19 of 20 times between {low} and {high}").format(
            low=formats.percent(low), high=formats.percent(high)))  # fmt: skip
    if rate.excused:
        shown = kpi_parts.shown(rate.without_excused, Unit.SHARE)
        words.append(_("{share} without the {n} excused").format(share=shown, n=rate.excused))
    if kept.is_snapshot:
        words.append(_("as things are now"))
    words += [f"{_(label)}: {_(choice)}" for label, choice in file.chosen]
    st.caption(esc(" · ".join(words)))


def _trend(kept: Compliance) -> None:
    bars = []
    for place, month in enumerate(kept.months):
        rate = month.rate
        share = rate.value.value if rate else None
        said = f"{handbook_labels.shown(rate)} · {handbook_labels.counted(rate)}" if rate else formats.NOTHING
        is_open = place == len(kept.months) - 1 or bool(rate and rate.is_small)
        value = None if share is None else share * 100
        bars.append(Bar(f"{month.start:%y-%m}", value, f"{formats.month(month.start)} · {said}", is_open))
    if sum(bar.value is not None for bar in bars) > 1:
        chart_parts.columns(bars, unit=_("Kept, %"), number_format=",.0f", alt_text=_("How the rule was kept by month"))


@st.fragment
def _parts(kept: Compliance) -> None:
    """Changing the cut redraws nothing else."""
    with st.container(border=True, key="rule-parts"):
        chosen = st.segmented_control(
            _("By"),
            list(_CUTS),
            default="people",
            required=True,
            format_func=lambda name: _(_CUTS[name]),
            label_visibility="collapsed",
            key="rule_parts_by",
            persist_state="session",
        )
        parts: tuple[PartRate, ...] = kept.teams if chosen == "teams" else kept.people
        shown = parts[:_LISTED]
        columns = {
            _(_CUTS[chosen or "people"]): [esc(part.name or _("nobody")) for part in shown],
            _("Kept"): [esc(handbook_labels.shown(part.rate)) for part in shown],
            "n": [formats.number(part.rate.n) for part in shown],
            _("Breaches"): [formats.number(part.rate.breaches) for part in shown],
            _("of them excused"): [formats.number(part.rate.excused) for part in shown],
        }
        st.table({esc(name): cells for name, cells in columns.items()})


def breaches(file: RuleFile, period: Period) -> None:
    pager = f"breaches_page_{file.id}"
    found = ask(handbook.breaches, file.id, period=period, page=current.remembered(pager, 1))
    counted = ngettext("{n} breach", "{n} breaches", found.total).format(n=formats.number(found.total))
    st.subheader(esc(counted), anchor=False)
    if not found.rows:
        st.caption(_("Nothing to be seen here: the rule was kept, or it had no case in this period."))
        return
    columns = [
        Column(_("What it is about")), Column(_("Whose")), Column(_("Team"), "desk"), Column(_("Why")),
        Column(_("When"), "end"),
    ]  # fmt: skip
    lines = [_line(file.id, row) for row in found.rows]
    if case_id := linked_list(columns, lines, key="rule-breaches"):
        rule_breach_drawer.begin()
        open_one("case", case_id)
        st.rerun()
    if found.pages > 1:
        st.pagination(found.pages, key=pager)


def _line(rule_id: int, row: BreachRow) -> ListRow:
    when = formats.short_day(clock.local(row.at).date()) if row.at else formats.NOTHING
    cells = (
        Cell(row.about or rule_breach_drawer.unnamed(row), marks=handbook_labels.breach_mark(row.state)),
        Cell(row.who or formats.NOTHING),
        Cell(row.team or formats.NOTHING),
        Cell(rule_breach_drawer.why(row)),
        Cell(when),
    )
    return ListRow(row.case_id, f"/{screen('handbook/rule.py').address}?rule={rule_id}&case={row.case_id}", cells)
