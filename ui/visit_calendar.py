"""A month or a week of visits on the screen: which days, whose, and what follows from a drag."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import revisits
from care.revisits import CalendarDate, CalendarVisit, Whose
from core import clock
from core.i18n import language
from ui import current, visit_address, visit_labels
from ui.actions import ask
from ui.calendar_parts import CalendarEvent, DayMark, DayOpened, Moved, Opened, Sheet, Turned, Visit, Width, calendar
from ui.safe import esc

KEY = "revisit_calendar"
MONTH, WEEK = "month", "week"
_A_DAY = {MONTH: 3, WEEK: 14}
_SAID, _DAY, _NARROW, _READ = "revisits_said", "revisits_day", "revisits_narrow", "revisits_read"
_FARTHEST = 366 * 50


def is_narrow() -> bool:
    """The window has the width of a phone, as it told us; before that, whether the browser is a phone's."""
    told = current.remembered(_NARROW)
    agent = st.context.headers.get("User-Agent")
    return bool(told) if told is not None else isinstance(agent, str) and "Mobi" in agent


def listen() -> None:
    """Only whether the window becomes wide: the list is drawn by others."""
    calendar(None, key=KEY, is_narrow=is_narrow())


def answer(event: CalendarEvent | None) -> None:
    """Do what was asked for; what opens a drawer runs the page anew."""
    if event is None:
        return
    current.forget(_SAID)
    match event:
        case Width(narrow):
            current.remember(_NARROW, narrow)
            st.rerun()
        case Turned(day):
            current.remember(_DAY, day)
        case DayOpened(day):
            visit_address.list_day(day)
            st.rerun()
        case Opened(id_, is_to_move):
            visit_address.open_visit(id_)
            if is_to_move:
                visit_address.begin("move")
            st.rerun()
        case Moved(id_, day):
            _ask_why(id_, day)


def _ask_why(visit_id: int, day: date) -> None:
    """A day that cannot be is refused before anybody is asked for a reason; the visit goes back where it was."""
    if problem := ask(revisits.move_problem, visit_id, on=day):
        current.remember(_SAID, problem)
        return
    visit_address.open_visit(visit_id)
    visit_address.begin("move", day)
    st.rerun()


def draw(actor: Actor, whose: Whose, view: str) -> None:
    if said := current.remembered(_SAID):
        st.warning(esc(said), icon=":material/event_busy:")
    sheet, warning = _as_it_stands(actor, whose, view, _shown_day())
    if warning:
        st.caption(esc(warning))
    shown, dropped = visit_address.shown(), visit_address.dropped_on()
    asking = (shown, dropped) if shown and dropped else None
    calendar(replace(sheet, asking=asking), key=KEY, is_narrow=False)


def _as_it_stands(actor: Actor, whose: Whose, view: str, day: date) -> tuple[Sheet, str]:
    """Read anew when anything was done, else once a minute: it is looked at again and again, mostly for nothing."""
    key = (actor, whose, view, day, language(), f"{clock.now():%d %H:%M}", ask(revisits.calendar_stamp))
    known = current.remembered(_READ)
    if known is None or known[0] != key:
        known = (key, *_read(actor, whose, view, day))
        current.remember(_READ, known)
    return known[1], known[2]


def _read(actor: Actor, whose: Whose, view: str, day: date) -> tuple[Sheet, str]:
    first, last = span(view, day)
    found = ask(revisits.calendar, first=first, last=last, whose=whose, a_day=_A_DAY[view])
    sheet = Sheet(
        view=view, day=day, first=first, last=last, today=found.today,
        days={date_.day: _mark(date_) for date_ in found.days},
        visits=[_visit(actor, whose, visit) for visit in found.visits],
    )  # fmt: skip
    return sheet, found.warning


def span(view: str, day: date) -> tuple[date, date]:
    """Whole weeks from Monday to Sunday: of the month or the week in which `day` lies."""
    first = last = day
    if view == MONTH:
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _shown_day() -> date:
    today = clock.today()
    day = current.remembered(_DAY)
    return day if isinstance(day, date) and abs((day - today).days) < _FARTHEST else today


def _mark(date_: CalendarDate) -> DayMark:
    return DayMark(
        total=date_.total, late=date_.overdue, is_off=date_.is_off, mark=visit_labels.day_mark(date_),
        href=f"/revisits?day={date_.day}",
    )  # fmt: skip


def _visit(actor: Actor, whose: Whose, visit: CalendarVisit) -> Visit:
    return Visit(
        id=visit.id, on=visit.on, title=visit.name, state=visit.face.value, state_word=visit_labels.face(visit.face),
        href=f"/revisits?revisit={visit.id}", tier=visit.tier.value,
        who=visit.assignee if whose.user_id is None else "",
        is_movable=visit.is_open and actor.may(Permission.REVISIT_WORK),
    )  # fmt: skip
