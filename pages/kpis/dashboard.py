"""For the owner's glance and for managers: how does the firm stand, against what it wants, and which rows say so."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis
from care.kpis import Choices, Filters, Numbers, Period
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
from ui.kpi_asking import Shown


def page() -> None:
    actor = signed_in(Permission.KPI_READ)
    period_parts.take_address()
    stamp = ask(kpis.stamp)
    period, filters = title_line(kpi_asking.choices(actor, stamp))
    if period is None:
        st.caption(_("Pick the last day too."))
        return

    opened = kpi_rows.opened(actor)
    period_parts.tell_address(period, filters, opened)
    shown = kpi_asking.shown(actor, stamp, period, filters)
    ways(shown.numbers, actor)
    if opened:
        show_rows(shown, opened, actor, filters)
        return
    show_cards(shown)
    kpi_sections.show(shown, actor, filters)


def title_line(choices: Choices) -> tuple[Period | None, Filters]:
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-title"):
        st.title(_("Numbers"), anchor=False, width="content")
        st.space("stretch")
        period = period_parts.period_picker()
        filters = period_parts.filter_picker(choices)
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


def show_cards(shown: Shown) -> None:
    """Two elements: the large ones stay where they are, whatever is below."""
    asked = kpi_card_parts.draw(shown.first, key="kpi-large")
    asked = kpi_card_parts.draw(shown.others, key="kpi-others") or asked
    if asked:
        st.query_params["rows"] = asked
        st.rerun()


def show_rows(shown: Shown, opened: str, actor: Actor, filters: Filters) -> None:
    """The number itself and nothing else above its rows; a segment has no number."""
    cards = [card for group in shown.groups for card in group["cards"] if card["code"] == opened]
    if cards:
        alone = kpi_card_parts.sheet([{"title": "", "large": True, "cards": cards}])
        kpi_card_parts.draw(alone, key="kpi-opened")
    kpi_rows.show(opened, actor, shown.numbers.period, filters)


page()
