"""A range of days with its visits: counted from small indexes, and of each day a few by name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care import worktime
from care.revisits.calendar_days import CalendarDate, dates
from care.revisits.calendar_index import OPEN_DAY, OVER_DAY, open_ones, over_counted, over_ones
from care.revisits.faces import Face, face
from care.revisits.whose import Whose
from core import clock
from db import dialect
from db.models import Customer, Revisit, Tier, User, VisitState

LONGEST = timedelta(days=62)
"""Nothing that is drawn at once is longer."""
_OPEN, _OVER = (Face.PLANNED, Face.TODAY, Face.OVERDUE), (Face.DONE, Face.SKIPPED)
_Counts = Mapping[date, Counter[Face]]


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
    attempts: int
    """Tries that reached nobody."""
    address: str

    @property
    def is_open(self) -> bool:
        return self.face in _OPEN


@dataclass(frozen=True)
class CalendarSheet:
    days: tuple[CalendarDate, ...]
    visits: tuple[CalendarVisit, ...]
    today: date
    warning: str
    """Of which year the holidays are not known yet; empty: of all."""


def calendar(session: Session, actor: Actor, *, first: date, last: date, whose: Whose, a_day: int = 3) -> CalendarSheet:
    """From `first` to `last`, two months at most; of each day at most `a_day` visits, the open ones before the rest."""
    actor.require(Permission.REVISIT_READ)
    last = min(last, first + LONGEST)
    today, holidays = clock.today(), worktime.calendar_in_force(session)
    counts = _counts(session, actor, whose, (first, last))
    visits = _visits(session, _few(session, actor, whose, counts, a_day), today)
    return CalendarSheet(
        days=dates(first, last, counts, holidays),
        visits=_at_most(visits, a_day),
        today=today,
        warning=worktime.warning(holidays, first, last),
    )


def visits_of(session: Session, ids: Sequence[int]) -> tuple[CalendarVisit, ...]:
    """These visits, whoever asks was asked already."""
    return _visits(session, ids, clock.today())


def _counts(session: Session, actor: Actor, whose: Whose, span: tuple[date, date]) -> _Counts:
    today = clock.today()
    found: dict[date, Counter[Face]] = {}
    of_open: Any = select(OPEN_DAY, func.count()).group_by(OPEN_DAY)
    for day, n in session.exec(open_ones(of_open, actor, whose).where(OPEN_DAY.between(*span))):
        found.setdefault(day, Counter())[face(VisitState.OPEN, day, today=today)] += n
    of_over: Any = select(OVER_DAY, Revisit.state, func.count()).group_by(OVER_DAY, col(Revisit.state))
    for day, state, n in session.exec(over_counted(of_over, actor, whose).where(OVER_DAY.between(*span))):
        found.setdefault(day, Counter())[face(state, day, today=today)] += n
    return found


def _few(session: Session, actor: Actor, whose: Whose, counts: _Counts, a_day: int) -> list[int]:
    """The first of each day in the order of the index: of thousands on one day no more are touched than are shown."""
    ids: list[int] = []
    on, connection = bindparam("on", type_=Date()), session.connection()
    for day, of_them, faces in ((OPEN_DAY, open_ones, _OPEN), (OVER_DAY, over_ones, _OVER)):
        first = of_them(select(col(Revisit.id)), actor, whose).where(day == on).limit(a_day)
        in_order = first.order_by(day, col(Revisit.customer_id)) if faces is _OPEN else first
        for held in (held for held, n in counts.items() if any(n[kind] for kind in faces)):
            ids.extend(connection.execute(in_order, {"on": held}).scalars())
    return ids


def _visits(session: Session, ids: Iterable[int], today: date) -> tuple[CalendarVisit, ...]:
    columns: Any = (Revisit.id, Revisit.customer_id, Customer.name, Customer.tier, Revisit.state, Revisit.planned_on,
                    Revisit.done_on, User.name, Revisit.due_on, Revisit.latest_on, Revisit.attempts,
                    Customer.address)  # fmt: skip
    query = select(*columns).join_from(Revisit, Customer).outerjoin(User, col(User.id) == col(Revisit.assignee_id))
    # Each by its key: SQLite would else begin with all the customers there are.
    by_key: Any = dialect.by_key(dialect.by_key(query, Revisit), Customer)
    rows = session.exec(by_key.where(col(Revisit.id).in_(list(ids)), col(Customer.deleted_at).is_(None)))
    return tuple(sorted((_visit(row, today) for row in rows), key=_in_order))


def _visit(row: Sequence[Any], today: date) -> CalendarVisit:
    id_, customer_id, name, tier, state, planned_on, done_on, assignee, *rest = row
    on = planned_on if state is VisitState.OPEN else done_on
    return CalendarVisit(id_, customer_id, name, tier, on, face(state, planned_on, today=today), assignee or "", *rest)


def _in_order(visit: CalendarVisit) -> tuple[date, bool, str, str, int]:
    return visit.on, not visit.is_open, visit.tier, visit.name, visit.id


def _at_most(visits: Iterable[CalendarVisit], a_day: int) -> tuple[CalendarVisit, ...]:
    drawn: Counter[date] = Counter()
    kept = []
    for visit in visits:
        drawn[visit.on] += 1
        if drawn[visit.on] <= a_day:
            kept.append(visit)
    return tuple(kept)
