"""For everybody, first thing in the morning: what needs me today."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import kpis, today
from core import clock
from core.i18n import _
from ui import (
    first_step_parts,
    formats,
    kpi_asking,
    kpi_card_parts,
    lane_parts,
    links,
    office_parts,
    period_parts,
    today_deeds,
    today_duty_parts,
    today_parts,
)
from ui.actions import ask
from ui.current import signed_in
from ui.kept import ask_kept
from ui.safe import esc

KEY = "day"


def page() -> None:
    actor = signed_in()
    with st.container(horizontal=True, vertical_alignment="center", key="today-title"):
        st.title(_("Today"), anchor=False, width="content")
        st.caption(esc(formats.day(clock.today())), width="content")
        st.space("stretch")
        if actor.may(Permission.TASK_WORK):
            links.link_to("work/tasks.py", _("Tasks"), icon=":material/task_alt:")

    steps = ask(today.first_steps)
    if not steps.has_customers:
        first_step_parts.show(actor, colleagues=steps.colleagues)
    elif actor.may(Permission.SETTINGS_CHANGE):
        show_month(actor)
        show_work(actor)
        office_parts.show(ask(today.office))
    else:
        show_work(actor)
        show_month(actor)
    if actor.may(Permission.SETTINGS_CHANGE):
        office_parts.notice()
    today_deeds.open_asked()


def show_month(actor: Actor) -> None:
    """The three numbers that the owner asks for first."""
    if not actor.may(Permission.KPI_READ):
        return
    period = kpis.month_told(clock.today())
    st.subheader(_("Last month") if period.end <= clock.today() else _("This month so far"), anchor=False)
    if asked := kpi_card_parts.draw(kpi_asking.glance(actor, period), key="month"):
        links.to("kpis/dashboard.py", **period_parts.as_address(period, kpis.Filters()), rows=asked)


def show_work(actor: Actor) -> None:
    """What is due with customers, then what else a working day brings; the one button of each line does it."""
    if asked := lane_parts.asked(KEY):
        today_deeds.answer(asked)
    duties = today_duty_parts.boxes(actor)
    day = None
    if actor.may(Permission.CUSTOMER_EDIT):
        day = ask_kept(actor, ask(today.stamp), today.my_day)
    if day is None or (actor.may(Permission.SETTINGS_CHANGE) and day.is_clear and not day.unconsented.total):
        lane_parts.lanes([duties], key=KEY)  # the owner has no customers of their own: colleagues look after them
        return
    if day.is_clear and not duties:
        st.success(
            _("Nothing is due this week. A good moment to call somebody who bought lately."), icon=":material/sunny:"
        )
    today_deeds.undo_last()
    urgent = [] if day.is_clear else today_parts.urgent(day)
    lane_parts.lanes([urgent, duties, today_parts.without_deadline(day)], key=KEY)


page()
