"""RFM on the page of numbers: the heat map of R and F, and the eight segments that lead to their customers."""

from collections.abc import Mapping

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis
from care.kpis import Cuts, Filters, Period, Rfm, Segment, SegmentLine
from core.i18n import _, ngettext
from ui import chart_export, formats, links, period_parts, rfm_chart, rfm_labels
from ui.actions import ask
from ui.kept import ask_kept
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list


def show(actor: Actor, period: Period, filters: Filters) -> None:
    found = counted(actor, period, filters)
    told = " · ".join(_told(found))
    with st.container(border=True, key="kpi-rfm", gap="small"):
        st.markdown(f"**{esc(told)}**", help=_help())
        if not found.customers:
            st.caption(_("Nobody had bought anything by then."))
            return
        with st.container(gap="xsmall"):
            _scores(found)
        left, right = st.columns([1, 2])
        with left:
            rfm_chart.draw(found)
        with right:
            _segments(actor, found, period_parts.as_address(period, filters))
        chart_export.buttons("RFM", _header(), _rows(found), of="kpi-rfm")


def counted(actor: Actor, period: Period, filters: Filters) -> Rfm:
    return ask_kept(actor, ask(kpis.rfm_stamp), kpis.rfm, period=period, filters=filters)


def may_see_customers(actor: Actor) -> bool:
    return actor.may(Permission.CUSTOMER_READ)


def _told(found: Rfm) -> list[str]:
    count = ngettext("{n} customer who ever bought", "{n} customers who ever bought", found.customers)
    told = [_("As of {day}").format(day=formats.day(found.as_of)), count.format(n=formats.number(found.customers))]
    return [*told, _("small sample")] if 0 < found.customers < kpis.SMALL_SAMPLE else told


def _help() -> str:
    return f"{kpis.RFM_FORMULA.definition} {kpis.RFM_FORMULA.edge_cases}"


def _scores(found: Rfm) -> None:
    """What a customer has each score for."""
    cuts, day = found.cuts, found.as_of
    days = [formats.number((day - cut).days - 1) for cut in reversed(cuts.recency.values)]
    orders = [formats.number(cut + 1) for cut in reversed(cuts.frequency.values)]
    net = [formats.money(cut + cuts.money.are_fixed) for cut in reversed(cuts.money.values)]
    recency = _("R, days since the last order: 5 up to {five}, 4 up to {four}, 3 up to {three}, 2 up to {two}, else 1")
    frequency = _("F, orders in 365 days: 5 from {five}, 4 from {four}, 3 from {three}, 2 from {two}, else 1")
    money = _("M, net amount in 365 days: 5 above {five}, 4 above {four}, 3 above {three}, 2 above {two}, else 1")
    if cuts.money.are_fixed:
        money = _("M, net amount in 365 days: 5 from {five}, 4 from {four}, 3 from {three}, 2 from {two}, else 1")
    for words, its, bounds in (
        (recency, cuts.recency, days),
        (frequency, cuts.frequency, orders),
        (money, cuts.money, net),
    ):
        said = words.format(**dict(zip(("five", "four", "three", "two"), bounds, strict=True)))
        st.caption(esc(f"{said} · {_by(its)}"))


def _by(cuts: Cuts) -> str:  # type: ignore[type-arg]
    return _("fixed thresholds") if cuts.are_fixed else _("quintiles")


def _segments(actor: Actor, found: Rfm, address: Mapping[str, str]) -> None:
    may_open = may_see_customers(actor)
    columns = [
        Column(_("Segment")),
        Column(_("Customers"), "end"),
        Column(_("Net amount"), "end"),
        Column(_("What to do")),
    ]
    rows = [_row(place, line, found, address if may_open else None) for place, line in enumerate(found.segments)]
    chosen = linked_list(columns, rows, key="kpi-rfm-segments")
    st.caption(_("↑ a score of 4 or 5, ↓ of 1 to 3."))
    if chosen is not None and may_open:
        st.query_params["rows"] = list(Segment)[chosen].value
        st.rerun()


def _row(place: int, line: SegmentLine, found: Rfm, address: Mapping[str, str] | None) -> ListRow:
    name = Cell(rfm_labels.name(line.segment), quiet=rfm_labels.rule(line.segment))
    share = formats.percent(line.customers / found.customers, digits=0) if found.customers >= kpis.TOO_FEW else ""
    count = Cell(formats.number(line.customers), quiet=share)
    cells = (name, count, Cell(formats.round_money(line.net_cents)), Cell(rfm_labels.advice(line.segment)))
    way = "" if address is None else links.way("kpis/dashboard.py", **address, rows=line.segment.value)
    return ListRow(place, way, cells)


def _header() -> tuple[str, ...]:
    return _("Segment"), "RFM", _("Customers"), _("Net amount in 365 days"), _("What to do"), _("As of")


def _rows(found: Rfm) -> list[tuple[str | int | float, ...]]:
    """Money in units of the currency."""
    return [
        (
            rfm_labels.name(line.segment),
            rfm_labels.rule(line.segment),
            line.customers,
            line.net_cents / 100,
            rfm_labels.advice(line.segment),
            found.as_of.isoformat(),
        )
        for line in found.segments
    ]
