"""Bringing the open visits of some customers in step with what their plans ask for: the one way a visit is planned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, text, update
from sqlmodel import Session, col, select

from care import rulebook
from care.revisits.cadence import Cadence, Due
from care.revisits.policy import RevisitPolicy
from care.revisits.spread import planned_day
from care.revisits.standing import Standing, Step, since, standings
from care.worktime import calendar_in_force
from core import clock
from db import bulk, dialect
from db.models import Customer, MoveKind, Revisit, RevisitMove, VisitCause, VisitState

_visits = Revisit.__table__  # type: ignore[attr-defined]
_Load = dict[int | None, Counter[date]]


@dataclass
class Settled:
    """How many customers each step was taken for."""

    counts: Counter[Step] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()


def cadence_in_force(session: Session) -> Cadence:
    return Cadence(rulebook.in_force(session, RevisitPolicy), calendar_in_force(session), clock.today())


def settle(session: Session, customer_ids: Iterable[int]) -> Settled:
    """End, plan, date anew and hand over, as each of these customers needs it. They are held until the end.

    Asked anew under the hold: of two who settle the same customer the later finds nothing left to do.
    """
    ids = list(customer_ids)
    session.flush()
    _hold(session, ids)
    cadence = cadence_in_force(session)
    rows = [row for row in standings(session, cadence, ids) if row.step is not None]
    by_step = {step: [row for row in rows if row.step is step] for step in Step}
    dated = [*by_step[Step.PLAN], *by_step[Step.REDATE]]
    if dated:
        load, known = loads(session, cadence.today, {row.owner_id for row in dated}), since(session, dated)
        _plan(session, cadence, by_step[Step.PLAN], known, load)
        _redate(session, cadence, by_step[Step.REDATE], known, load)
    _end(session, by_step[Step.END])
    _hand_over(session, [*by_step[Step.HAND_OVER], *by_step[Step.REDATE]])
    _forget(session)
    return Settled(Counter(row.step for row in rows if row.step))


def loads(session: Session, today: date, people: Iterable[int | None]) -> _Load:
    """How many visits each of these people has on each day from today on; None: nobody's."""
    who, day = col(Revisit.assignee_id), col(Revisit.planned_on)
    open_ones: Any = select(who, day, func.count()).where(col(Revisit.state) == VisitState.OPEN, day >= today)
    wanted, load = set(people), _Load()
    if len(wanted) == 1:
        open_ones = open_ones.where(who.is_not_distinct_from(next(iter(wanted))))
    for person, on, n in session.execute(open_ones.group_by(who, day)):
        load.setdefault(person, Counter())[on] = n
    return load | {person: Counter() for person in wanted if person not in load}


def new_visit(row: Standing, due: Due, planned: date, **further: Any) -> dict[str, Any]:
    """A row to be inserted."""
    now = clock.now()
    fresh = {
        "customer_id": row.customer_id, "cause": VisitCause.CYCLE, "state": VisitState.OPEN, "due_on": due.on,
        "planned_on": planned, "grace_days": due.grace, "latest_on": due.latest, "since_at": due.since,
        "cycle_days": due.cycle, "is_fixed": False, "assignee_id": row.owner_id, "team_id": row.team_id,
        "attempts": 0, "is_unreached": False, "need_change": "", "problem": "", "skip_reason": "",
        "created_at": now, "updated_at": now, "row_version": 1,
    }  # fmt: skip
    return fresh | further


def _hold(session: Session, ids: Sequence[int]) -> None:
    mine = select(col(Customer.id)).where(text(bulk.one_of("customers.id", ids))).order_by(col(Customer.id))
    session.exec(mine.with_for_update(key_share=True)).all()


def _plan(
    session: Session, cadence: Cadence, rows: Sequence[Standing], known: dict[int, tuple[datetime, bool]], load: _Load
) -> None:
    fresh = []
    for row in rows:
        at, has_history = known[row.customer_id]
        due = cadence.due(at, row.cycle, backlog_key=None if has_history else row.customer_id)
        planned = _placed(due, cadence, load[row.owner_id])
        fresh.append(new_visit(row, due, planned))
    dialect.insert_new(session, Revisit, fresh)


def _redate(
    session: Session, cadence: Cadence, rows: Sequence[Standing], known: dict[int, tuple[datetime, bool]], load: _Load
) -> None:
    for row in rows:
        visit = session.get_one(Revisit, row.visit_id, populate_existing=True)
        load[row.owner_id][visit.planned_on] -= 1
        if visit.cause is VisitCause.CYCLE:
            _date_anew(visit, cadence.due(known[row.customer_id][0], row.cycle))
        due = Due(visit.due_on, visit.grace_days, visit.since_at, visit.cycle_days)
        move(session, visit, _placed(due, cadence, load[row.owner_id]), kind=MoveKind.REPLANNED)
    session.flush()


def _date_anew(visit: Revisit, due: Due) -> None:
    visit.due_on, visit.grace_days, visit.latest_on = due.on, due.grace, due.latest
    visit.since_at, visit.cycle_days = due.since, due.cycle


def move(
    session: Session, visit: Revisit, to: date, *, kind: MoveKind, by_id: int | None = None, reason: str = ""
) -> None:
    """Onto another day, which is kept."""
    if to != visit.planned_on:
        before, visit.planned_on = visit.planned_on, to
        session.add(
            RevisitMove(
                revisit_id=visit.id, at=clock.now(), by_id=by_id, before=before, after=to, kind=kind, reason=reason
            )
        )


def _placed(due: Due, cadence: Cadence, load: Counter[date]) -> date:
    day = planned_day(due, cadence, load)
    load[day] += 1
    return day


def _end(session: Session, rows: Sequence[Standing]) -> None:
    now, today = clock.now(), clock.today()
    for why in {row.why_not for row in rows}:
        ids = [row.visit_id for row in rows if row.why_not is why and row.visit_id]
        ended = {"state": VisitState.CANCELLED, "ended_for": why, "done_at": now, "done_on": today}
        _change(session, ids, **ended)


def _hand_over(session: Session, rows: Sequence[Standing]) -> None:
    for owner in {(row.owner_id, row.team_id) for row in rows}:
        ids = [row.visit_id for row in rows if (row.owner_id, row.team_id) == owner and row.visit_id]
        _change(session, ids, assignee_id=owner[0], team_id=owner[1])


def _change(session: Session, ids: Sequence[int], **values: Any) -> None:
    """Past the rows in hand: they may be tens of thousands. Whoever has one open is told that it changed."""
    these = update(Revisit).where(text(bulk.one_of("revisits.id", ids)), col(Revisit.state) == VisitState.OPEN)
    counted = values | {"row_version": _visits.c.row_version + 1, "updated_at": clock.now()}
    session.execute(these.values(**counted).execution_options(synchronize_session=False))


def _forget(session: Session) -> None:
    """Visits in hand are read again: they were changed past the session."""
    for row in list(session.identity_map.values()):
        if isinstance(row, Revisit):
            session.expire(row)
