"""For the owner's glance and for managers: how does the firm stand, against what it wants, and which rows say so."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis
from care.kpis import Filters, Numbers, Period
from core.i18n import _
from ui import (
    kpi_asking,
    kpi_card_parts,
    kpi_parts,
    kpi_rows,
    kpi_sections,
    links,
    period_parts,
)
from ui.actions import ask
from ui.current import signed_in
from ui.kpi_card_parts import Reader


def page() -> None:
    actor = signed_in(Permission.KPI_READ)
    period_parts.take_address()
    period, filters = title_line()
    if period is None:
        st.caption(_("Pick the last day too."))
        return

    opened = kpi_rows.opened(actor)
    period_parts.tell_address(period, filters, opened)
    numbers = kpi_asking.numbers(actor, period, filters)
    ways(numbers, actor)
    if opened:
        show_rows(numbers, opened, actor, filters)
        return
    show_cards(numbers, actor, filters)
    kpi_sections.show(numbers, actor, filters)


def title_line() -> tuple[Period | None, Filters]:
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-title"):
        st.title(_("Numbers"), anchor=False, width="content")
        st.space("stretch")
        period = period_parts.period_picker()
        filters = period_parts.filter_picker(ask(kpis.choices))
    return period, filters


def ways(numbers: Numbers, actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-compared"):
        st.caption(kpi_parts.compared(numbers), width="content")
        links.link_to("kpis/definitions.py", _("How numbers are counted"), icon=":material/function:")
        links.link_to("kpis/targets.py", _("Targets and baseline"), icon=":material/flag:")
        if actor.may(Permission.REPORT_READ):
            links.link_to("reports/reports.py", _("Reports"), icon=":material/summarize:")
        if actor.may(Permission.CUSTOMER_READ):
            links.link_to("kpis/risks.py", _("Customers at risk"), icon=":material/warning:")


def show_cards(numbers: Numbers, actor: Actor, filters: Filters) -> None:
    """Two elements: the large ones stay where they are, whatever is below."""
    reader = Reader(actor, period_parts.as_address(numbers.period, filters))
    first = kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
    asked = kpi_card_parts.draw([first], key="kpi-large")
    asked = kpi_card_parts.draw(kpi_card_parts.others(numbers, reader), key="kpi-others") or asked
    if asked:
        st.query_params["rows"] = asked
        st.rerun()


def show_rows(numbers: Numbers, opened: str, actor: Actor, filters: Filters) -> None:
    """The number itself and nothing else above its rows."""
    reader = Reader(actor, period_parts.as_address(numbers.period, filters))
    kpi_card_parts.draw([kpi_card_parts.group(numbers, [opened], reader, is_large=True)], key="kpi-opened")
    kpi_rows.show(opened, numbers.period, filters)


page()
