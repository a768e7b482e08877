"""Visits one after the other, as somebody on the road goes through them: what is overdue first, then day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.revisits.calendar_index import OPEN_DAY, OVER_DAY, open_ones, over_ones
from care.revisits.calendar_queries import CalendarVisit, visits_of
from care.revisits.whose import Whose
from core import clock
from db.models import Revisit

AGENDA_PAGE = 12
AHEAD = timedelta(days=7)
DAY_PAGE = 60
"""Of one day: most days stand on one page."""


@dataclass(frozen=True)
class Agenda:
    visits: tuple[CalendarVisit, ...]
    """One page of them, in the order of their days."""
    total: int
    overdue: int
    today: int
    coming: int
    """In the seven days after today."""
    page: int = 1
    """The one that is shown, where a later one was asked for than there is."""
    page_size: int = AGENDA_PAGE

    @property
    def pages(self) -> int:
        return _pages(self.total, self.page_size)


def _pages(total: int, size: int) -> int:
    return max(-(-total // size), 1)


def agenda(session: Session, actor: Actor, *, whose: Whose, page: int = 1, day: date | None = None) -> Agenda:
    """All open ones by their days; with `day` those of that day alone, and after them those made on it."""
    actor.require(Permission.REVISIT_READ)
    overdue, today, coming, total = _counts(session, actor, whose)
    if day is not None:
        total, page, ids = _of_day(session, actor, whose, day, page)
        return Agenda(visits_of(session, ids), total, overdue, today, coming, page, DAY_PAGE)
    page = _within(page, total, AGENDA_PAGE)
    visits = visits_of(session, _page(session, actor, whose, page))
    return Agenda(visits, total, overdue, today, coming, page)


def _within(page: int, total: int, size: int) -> int:
    return max(1, min(page, _pages(total, size)))


def _counts(session: Session, actor: Actor, whose: Whose) -> tuple[int, int, int, int]:
    today = clock.today()
    by_day: Any = select(OPEN_DAY, func.count()).group_by(OPEN_DAY)
    counted = session.exec(open_ones(by_day, actor, whose)).all()
    overdue = sum(n for day, n in counted if day < today)
    now = sum(n for day, n in counted if day == today)
    coming = sum(n for day, n in counted if today < day <= today + AHEAD)
    return overdue, now, coming, sum(n for _day, n in counted)


def _page(session: Session, actor: Actor, whose: Whose, page: int) -> Sequence[int]:
    query = open_ones(select(col(Revisit.id)), actor, whose).order_by(OPEN_DAY, col(Revisit.customer_id))
    found: Sequence[int] = session.exec(query.limit(AGENDA_PAGE).offset((page - 1) * AGENDA_PAGE)).all()
    return found


def _of_day(session: Session, actor: Actor, whose: Whose, day: date, page: int) -> tuple[int, int, list[int]]:
    """How many stand on that day, the page that is shown, and its visits."""
    kinds: Any = ((OPEN_DAY, open_ones), (OVER_DAY, over_ones))
    counted = select(func.count(col(Revisit.id)))
    numbers = [session.exec(of_them(counted, actor, whose).where(on == day)).one() for on, of_them in kinds]
    page = _within(page, sum(numbers), DAY_PAGE)
    ids: list[int] = []
    before = (page - 1) * DAY_PAGE
    for (on, of_them), number in zip(kinds, numbers, strict=True):
        query = of_them(select(col(Revisit.id)), actor, whose).where(on == day).order_by(col(Revisit.customer_id))
        ids += session.exec(query.offset(before).limit(DAY_PAGE - len(ids)))
        before = max(before - number, 0)
    return sum(numbers), page, ids
