"""Days that a person may choose for a visit, and what is said of the others. Pure."""

from datetime import date, timedelta

from babel.dates import format_date

from care.revisits.cadence import Cadence
from care.worktime import NAMES, public_day
from core.i18n import _, language

FURTHEST = timedelta(days=366)


def day_problem(on: date, cadence: Cadence) -> str:
    """Why nobody can be visited on this day; empty: it can be."""
    if on < cadence.today:
        return _("This day is over. Please choose today or later.")
    if on > cadence.today + FURTHEST:
        return _("Please choose a day within a year.")
    if cadence.worked(on) == on:
        return ""
    facts = {"name": _day_off(on, cadence), "day": format_date(cadence.worked(on), "medium", locale=language())}
    if facts["name"]:
        return _("We are closed on this day ({name}). The next working day is {day}.").format(**facts)
    return _("We are closed on this day. The next working day is {day}.").format(**facts)


def _day_off(on: date, cadence: Cadence) -> str:
    if own := cadence.calendar.own_day(on):
        return own.name
    public = public_day(on)
    return _(NAMES.get(public.name, public.name)) if public else ""
