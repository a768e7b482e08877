"""The drawer in which days are set: closed or worked, with which hours, and why."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from care import worktime
from care.worktime import DaySource, WorkingTime
from core import clock
from core.i18n import _
from db.models import DayKind
from ui import current, worktime_labels
from ui.actions import perform, settle
from ui.address import close, opened
from ui.dialog_parts import told
from ui.worktime_parts import Stretch, name_of, stretches

_KEYS = ("day-first", "day-last", "day-kind", "day-name", "day-frames")


def day_drawer(asked: WorkingTime) -> None:
    """The drawer of `?day=20260309`, or of `?new=1`."""
    number = opened("day")
    if number is None and opened("new") is None:
        return
    stretch = _stretch(asked, number)
    title = _("Change these days") if stretch else _("Set days")

    @st.dialog(title, width="medium", position="right", on_dismiss=closed)
    def dialog() -> None:
        if opened("day") is None and opened("new") is None:
            st.rerun()
        _form(stretch, _day(number), asked.ordinary)

    dialog()


def closed() -> None:
    close("day")
    close("new")
    settle()
    current.forget(*_KEYS)


def _form(stretch: Stretch, day: date, ordinary: str) -> None:
    first, last = (stretch[0].day, stretch[-1].day) if stretch else (day, day)
    own = bool(stretch) and stretch[0].source is DaySource.OWN
    hours = stretch[0].hours if own and stretch[0].hours != ordinary else ""
    with st.form("day", border=False):
        _span(first, last)
        kind = stretch[0].kind if stretch else DayKind.OFF
        st.segmented_control(
            _("Kind"), list(DayKind), default=kind, format_func=worktime_labels.day_kind, key="day-kind", required=True
        )
        st.text_input(_("Occasion"), name_of(stretch[0]) if stretch else "", key="day-name", max_chars=60)
        told("name")
        st.text_input(
            _("Hours"), hours, key="day-frames", max_chars=120, placeholder=ordinary,
            help=_("Of a working day; empty: those of an ordinary working day."),
        )  # fmt: skip
        told("frames")
        st.form_submit_button(_("Save"), type="primary", on_click=_save)
    if own:
        st.button(
            _("Remove"), key="day-remove", icon=":material/delete:", on_click=_remove, args=(stretch,),
            help=_("The week and the public holidays then decide again."),
        )  # fmt: skip


def _span(first: date, last: date) -> None:
    from_, until = st.columns(2)
    with from_:
        st.date_input(_("From"), first, format="YYYY-MM-DD", key="day-first")
        told("day")
    with until:
        st.date_input(
            _("Until"), last if last != first else None, format="YYYY-MM-DD", key="day-last",
            help=_("Empty: this one day."),
        )  # fmt: skip
        told("until")


def _save() -> None:
    first, last, kind, name, frames = (current.remembered(key) for key in _KEYS)
    done = perform(
        worktime.set_day,
        first,
        kind=kind or DayKind.OFF,
        name=name or "",
        frames=(frames or "") if kind is DayKind.WORK else "",
        until=last,
    )
    _finish(done)


def _remove(stretch: Stretch) -> None:
    _finish(perform(worktime.clear_day, stretch[0].day, until=stretch[-1].day))


def _finish(done: object) -> None:
    if done is not None:
        closed()
        current.flash(_("Saved."))


def _stretch(asked: WorkingTime, number: int | None) -> Stretch:
    """The days that the line of this number stands for; none: a day that differs in nothing yet."""
    day = _day(number) if number is not None else None
    lists: Iterable[Stretch] = (s for days in asked.by_year.values() for s in stretches(days))
    return next((stretch for stretch in lists if day is not None and stretch[0].day <= day <= stretch[-1].day), ())


def _day(number: int | None) -> date:
    """20260309 as a day; today for anything else."""
    try:
        return date.fromisoformat(f"{number:08d}") if number is not None else clock.today()
    except ValueError:
        return clock.today()
