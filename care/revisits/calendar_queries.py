"""A range of days with its visits: counted from small indexes, and of each day a few by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import open_revisits_visible_to, revisits_visible_to
from care import worktime
from care.revisits.faces import Face, face
from care.revisits.whose import Whose, chosen
from core import clock
from db.models import Customer, Revisit, Tier, User, VisitState

LONGEST = timedelta(days=62)
"""Nothing that is drawn at once is longer."""
_DAY = timedelta(days=1)
_SHOWN_WHEN_OVER = (VisitState.DONE, VisitState.SKIPPED)
_OPEN_DAY, _OVER_DAY = col(Revisit.planned_on), col(Revisit.done_on)


@dataclass(frozen=True)
class CalendarVisit:
    id: int
    customer_id: int
    name: str
    tier: Tier
    on: date
    """The day it stands on; of one that is over, the day it was done or left out."""
    face: Face
    assignee: str
    due_on: date
    latest_on: date
    is_movable: bool


@dataclass(frozen=True)
class CalendarDate:
    day: date
    counts: Mapping[Face, int]
    is_off: bool
    """Not worked: a weekend, a holiday."""
    mark: str
    """The holiday's name in English, or the firm's own word."""
    is_made_up: bool
    """A weekend day that is worked."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class CalendarSheet:
    days: tuple[CalendarDate, ...]
    visits: tuple[CalendarVisit, ...]
    today: date
    warning: str
    """Of which year the holidays are not known yet; empty: of all."""


def calendar(
    session: Session, actor: Actor, *, first: date, last: date, whose: Whose = Whose(), a_day: int = 3
) -> CalendarSheet:
    """From `first` to `last`, two months at most; of each day at most `a_day` visits, the open ones before the rest."""
    actor.require(Permission.REVISIT_READ)
    last = min(last, first + LONGEST)
    today, holidays = clock.today(), worktime.calendar_in_force(session)
    is_open = and_(open_revisits_visible_to(actor), chosen(whose), _OPEN_DAY.between(first, last))
    is_over = and_(_over(actor, whose), _OVER_DAY.between(first, last))
    counts = _counts(session, is_open, is_over, today)
    ids = _few(session, is_open, is_over, a_day)
    return CalendarSheet(
        days=tuple(_date(day, counts, holidays) for day in _days(first, last)),
        visits=_visits(session, actor, ids, today),
        today=today,
        warning=worktime.warning(holidays, first, last),
    )


def _over(actor: Actor, whose: Whose) -> ColumnElement[bool]:
    return and_(revisits_visible_to(actor), chosen(whose), col(Revisit.state).in_(_SHOWN_WHEN_OVER))
