"""For everybody, first thing in the morning: what needs me today."""

from functools import partial

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis, today
from care.kpis import Kpi
from core import clock
from core.i18n import _
from ui import (
    first_step_parts,
    formats,
    kpi_parts,
    kpi_row_parts,
    links,
    office_parts,
    period_parts,
    today_duty_parts,
    today_parts,
)
from ui.actions import ask
from ui.current import signed_in
from ui.safe import esc

LARGE = (Kpi.GROWTH, Kpi.ACTIVE, Kpi.REVENUE)


def page() -> None:
    actor = signed_in()
    st.title(_("Today"), anchor=False)
    st.caption(esc(formats.day(clock.today())))
    if actor.may(Permission.GREETING_READ):
        links.link_to("greetings/greetings.py", _("Greetings"), icon=":material/cake:")

    steps = ask(today.first_steps)
    if not steps.has_customers:
        first_step_parts.show(actor, colleagues=steps.colleagues)
    elif actor.may(Permission.SETTINGS_CHANGE):
        show_month(actor)
        has_duties = today_duty_parts.show(actor)
        show_work(actor, has_duties=has_duties)
        office_parts.show(ask(today.office))
    else:
        has_duties = today_duty_parts.show(actor)
        show_work(actor, has_duties=has_duties)
        show_month(actor)
    if actor.may(Permission.SETTINGS_CHANGE):
        office_parts.notice()


def show_month(actor: Actor) -> None:
    """The three numbers the owner wants, of this month."""
    if not actor.may(Permission.KPI_READ):
        return
    period = kpis.month_of(clock.today())
    figures = ask(kpis.figures, period=period, wanted=LARGE, months_shown=0)
    days = period_parts.as_address(period, kpis.Filters())
    st.subheader(_("This month so far"), anchor=False)
    for kpi, place in zip(LARGE, st.columns(3), strict=True):
        with place:
            way = partial(kpi_row_parts.link, kpi, days=days) if actor.may(Permission.CUSTOMER_READ) else None
            kpi_parts.card(figures[kpi], way_to_rows=way)


def show_work(actor: Actor, *, has_duties: bool) -> None:
    if not actor.may(Permission.CUSTOMER_EDIT):
        return
    day = ask(today.my_day)
    if actor.may(Permission.SETTINGS_CHANGE) and day.is_clear and not day.unconsented.total:
        return  # the owner has no customers of their own: colleagues look after them
    if not day.is_clear:
        today_parts.urgent(day)
    elif not has_duties:
        st.success(
            _("Nothing is due this week. A good moment to call somebody who bought lately."), icon=":material/sunny:"
        )
    today_parts.without_deadline(day)


page()
