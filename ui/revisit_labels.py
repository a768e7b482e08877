"""Every code of a visit as the word that people read, and how late it is in days."""

from datetime import date

from care import revisits
from core import clock
from core.i18n import N_, _, ngettext
from db.models import Demand, VisitCause, VisitState
from ui import formats

SATISFACTION = {
    5: N_("5 Very satisfied"),
    4: N_("4 Satisfied"),
    3: N_("3 Neither"),
    2: N_("2 Dissatisfied"),
    1: N_("1 Very dissatisfied"),
}


def cause(code: VisitCause) -> str:
    return _(revisits.CAUSES[code])


def state(code: VisitState) -> str:
    return _(revisits.STATES[code])


def demand(code: Demand) -> str:
    return _(revisits.DEMANDS[code])


def satisfaction(points: int) -> str:
    return _(SATISFACTION[points])


def due_words(planned_on: date) -> str:
    """In days, as one says it."""
    days = (planned_on - clock.today()).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def planned(planned_on: date) -> str:
    """Next revisit: Mar 12, in 3 days."""
    return _("Next revisit: {day}, {when}").format(day=formats.weekday(planned_on), when=due_words(planned_on))
