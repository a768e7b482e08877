"""The working-time screen's parts: the week as one writes it, and the list of days that differ from it."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from care import worktime
from care.worktime import NAMES, DaySource, SpecialDay, WorkingTime, minutes_of
from core import clock
from core.i18n import _, ngettext
from db.models import DayKind
from ui import address, current, formats, worktime_labels
from ui.actions import conflict, perform, settle
from ui.dialog_parts import told
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_SEEN = "week-seen"
_KEYS = tuple(f"week-{weekday}" for weekday in range(7))
Stretch = tuple[SpecialDay, ...]
"""Days in a row that are alike."""


def state_of(told_: WorkingTime) -> str:
    """Whether the firm is open at this moment, and until when."""
    if told_.next_change is None:
        return _("Open now.") if told_.is_open else _("Closed now.")
    until = clock.local(told_.next_change)
    words = f"{until:%H:%M}" if until.date() == clock.today() else formats.moment(told_.next_change)
    return (_("Open now, until {moment}.") if told_.is_open else _("Closed now, until {moment}.")).format(moment=words)


def week_form(week: Sequence[str]) -> None:
    """The hours of each weekday in one line of text; what somebody else saved meanwhile is shown, not overwritten."""
    if current.remembered(_SEEN) is None:
        current.remember(_SEEN, tuple(week))
    _tell_conflict(week)
    with st.form("week"):
        for weekday, key in enumerate(_KEYS):
            st.text_input(worktime_labels.weekday(weekday), week[weekday], key=key, max_chars=120, placeholder=_("Off"))
            told(f"weekday_{weekday}")
        total = sum(minutes_of(worktime.frames_of(hours)) for hours in week) / 60
        st.caption(
            _("{n} hours a week. Leave a lunch break between two spans, as in 09:00-12:00 13:30-18:00.").format(
                n=formats.number(total)
            )
        )
        told("week")
        st.form_submit_button(_("Save"), type="primary", on_click=_save_week)


def _tell_conflict(week: Sequence[str]) -> None:
    if conflict() is None:
        return
    st.warning(_("Somebody else has changed the week meanwhile. It now says:"), icon=":material/group:")
    seen = current.remembered(_SEEN) or ()
    for weekday, (before, now) in enumerate(zip(seen, week, strict=False)):
        if before != now:
            said = _("{field}: {value}").format(field=worktime_labels.weekday(weekday), value=now or _("Off"))
            st.caption(esc(said))
    with st.container(horizontal=True):
        st.button(_("Take theirs"), key="week-theirs", on_click=forget_week)
        st.button(_("Save mine over it"), key="week-mine", on_click=_save_week, args=(tuple(week),))


def forget_week() -> None:
    """Show what is stored."""
    settle()
    current.forget(_SEEN, *_KEYS)


def _save_week(seen: tuple[str, ...] = ()) -> None:
    typed = {weekday: str(current.remembered(key) or "") for weekday, key in enumerate(_KEYS)}
    before = dict(enumerate(seen or current.remembered(_SEEN) or ()))
    if perform(worktime.change_week, frames=typed, seen=before) is not None:
        forget_week()
        current.flash(_("Saved."))


def day_list(days: Sequence[SpecialDay], *, key: str) -> None:
    """A line opens the drawer in which these days are set otherwise."""
    columns = [Column(_("Days")), Column(_("Kind")), Column(_("Occasion")), Column(_("Hours"), "desk"),
               Column(_("Source"))]  # fmt: skip
    if number := linked_list(columns, [_line(stretch) for stretch in stretches(days)], key=key):
        address.open_one("day", number)


def stretches(days: Sequence[SpecialDay]) -> list[Stretch]:
    """Days in a row of the same kind, name, hours and source are one line."""
    found: list[list[SpecialDay]] = []
    for day in days:
        if found and day.day - found[-1][-1].day == timedelta(days=1) and _alike(day, found[-1][-1]):
            found[-1].append(day)
        else:
            found.append([day])
    return [tuple(stretch) for stretch in found]


def number_of(day: date) -> int:
    """What a day is called by in the address: 20260309."""
    return day.year * 10_000 + day.month * 100 + day.day


def _alike(one: SpecialDay, other: SpecialDay) -> bool:
    return (one.kind, one.name, one.hours, one.source) == (other.kind, other.name, other.hours, other.source)


def _line(stretch: Stretch) -> ListRow:
    first, last = stretch[0], stretch[-1]
    number = number_of(first.day)
    return ListRow(
        number,
        f"/{screen('admin/calendar.py').address}?day={number}",
        (
            _days_cell(first.day, last.day),
            Cell("", marks=(_mark(first.kind),)),
            Cell(name_of(first) or formats.NOTHING),
            Cell(first.hours or formats.NOTHING),
            Cell(_source(first)),
        ),
    )


def _days_cell(first: date, last: date) -> Cell:
    if first == last:
        return Cell(formats.short_day(first), worktime_labels.weekday(first.weekday()))
    n = (last - first).days + 1
    return Cell(f"{formats.short_day(first)} – {last:%m-%d}", ngettext("{n} day", "{n} days", n).format(n=n))


def _mark(kind: DayKind) -> Mark:
    return Mark(worktime_labels.day_kind(kind), "green" if kind is DayKind.WORK else "grey")


def name_of(day: SpecialDay) -> str:
    """The firm's own words as typed, a public holiday in the reader's language."""
    return _(NAMES.get(day.name, day.name)) if day.source is DaySource.PUBLIC else day.name


def _source(day: SpecialDay) -> str:
    if day.source is DaySource.PUBLIC:
        return _("Public holidays")
    return _("Own, instead of the public holidays") if day.over_public else _("Set here")
