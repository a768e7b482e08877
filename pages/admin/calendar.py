"""For owner and administrators: when the firm works, so that what is due in working hours is due at the right time."""

from datetime import date

import streamlit as st

from auth.permissions import Permission
from care import worktime
from care.worktime import WorkingTime
from core.i18n import _
from ui.actions import ask
from ui.address import open_one
from ui.current import signed_in
from ui.safe import esc
from ui.worktime_dialog import day_drawer
from ui.worktime_parts import day_list, state_of, week_form


def page() -> None:
    signed_in(Permission.SETTINGS_CHANGE)
    asked = ask(worktime.working_time)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Working time"), width="content")
        st.caption(esc(state_of(asked)), width="content")
        st.space("stretch")
        st.button(_("Set days"), key="day-new", type="primary", icon=":material/event:",
                  on_click=open_one, args=("new", 1))  # fmt: skip
    warn(asked)
    week, days = st.columns([2, 5], gap="large")
    with week:
        st.subheader(_("Weekly hours"))
        week_form(asked.week)
    with days:
        st.subheader(_("Days that differ from the week"))
        show_days(asked)
    day_drawer(asked)


def warn(asked: WorkingTime) -> None:
    """Whatever falls due in such a year may be a week off, and nobody would know why."""
    if missing := asked.missing_years:
        told = worktime.warning(worktime.WorkCalendar(), date(missing[0], 1, 1), date(missing[-1], 12, 31))
        todo = _("They come with an update each autumn, once they are ordered; until then, set them here yourself.")
        st.warning(f"{esc(told)} {esc(todo)}", icon=":material/event_busy:")


def show_days(asked: WorkingTime) -> None:
    for tab, (year, days) in zip(st.tabs([str(year) for year in asked.by_year]), asked.by_year.items(), strict=True):
        with tab:
            if days:
                day_list(days, key=f"days-{year}")
            else:
                st.info(_("Nothing is known about {year} yet.").format(year=year), icon=":material/event_note:")


page()
