"""Bringing the open visits of some customers in step with what their plans ask for: the one way a visit is planned."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from care import rulebook
from care.revisits.cadence import Cadence, Due
from care.revisits.loads import Loads, loads
from care.revisits.moving import move
from care.revisits.policy import Newcomers, RevisitPolicy
from care.revisits.spread import planned_day
from care.revisits.standing import Since, Standing, Step, since, standings
from care.worktime import calendar_in_force
from core import clock
from db import bulk, dialect
from db.models import Customer, MoveKind, Order, Revisit, VisitCause, VisitState, visit_is_open

_visits = Revisit.__table__  # type: ignore[attr-defined]
_Known = dict[int, Since]


def cadence_in_force(session: Session) -> Cadence:
    policy, newcomers = rulebook.in_force(session, RevisitPolicy), rulebook.in_force(session, Newcomers)
    return Cadence(policy, calendar_in_force(session), clock.today(), newcomers)


def replan(session: Session, customer_id: int) -> None:
    """Something about this customer has changed that their plan follows: tier, owner, consent, orders, contacts."""
    settle(session, [customer_id])


def settle(session: Session, customer_ids: Iterable[int]) -> Counter[Step]:
    """End, plan, date anew and hand over, as each of these customers needs it; how often. They are held until the end.

    Asked anew under the hold: of two who settle the same customer the later finds nothing left to do.
    """
    ids = list(customer_ids)
    session.flush()
    hold(session, ids)
    cadence = cadence_in_force(session)
    rows = [row for row in standings(session, cadence, ids) if row.step is not None]
    by_step = {step: [row for row in rows if row.step is step] for step in Step}
    if dated := [*by_step[Step.PLAN], *by_step[Step.REDATE]]:
        load, known = loads(session, cadence.today, {row.owner_id for row in dated}), since(session, dated)
        _plan(session, cadence, by_step[Step.PLAN], known, load)
        _redate(session, cadence, by_step[Step.REDATE], known, load)
    _end(session, by_step[Step.END])
    _hand_over(session, [*by_step[Step.HAND_OVER], *by_step[Step.REDATE]])
    _forget(session)
    return Counter(row.step for row in rows if row.step)


def hold(session: Session, ids: Collection[int]) -> None:
    """These customers, so that whoever else plans for them waits for his turn."""
    mine = select(col(Customer.id)).where(bulk.among(col(Customer.id), ids)).order_by(col(Customer.id))
    session.exec(mine.with_for_update(key_share=True)).all()


def new_visit(row: Standing, due: Due, planned: date, **further: Any) -> dict[str, Any]:
    """A row to be inserted."""
    now = clock.now()
    fresh = {
        "customer_id": row.customer_id, "cause": VisitCause.CYCLE, "state": VisitState.OPEN, "due_on": due.on,
        "planned_on": planned, "grace_days": due.grace, "latest_on": due.latest, "since_at": due.since,
        "cycle_days": due.cycle, "is_fixed": False, "assignee_id": row.owner_id, "team_id": row.team_id,
        "attempts": 0, "is_unreached": False, "need_change": "", "problem": "", "skip_reason": "", "order_id": None,
        "created_at": now, "updated_at": now, "row_version": 1,
    }  # fmt: skip
    return fresh | further


def _plan(session: Session, cadence: Cadence, rows: Sequence[Standing], known: _Known, load: Loads) -> None:
    fresh, orders = [], _orders(session, cadence, rows)
    for row in rows:
        due, cause = _due(row, cadence, known[row.customer_id])
        order_id = orders.get(row.customer_id) if cause is VisitCause.ORDER else None
        planned = _placed(due, cadence, load[row.owner_id])
        fresh.append(new_visit(row, due, planned, cause=cause, order_id=order_id))
    dialect.insert_many(session, Revisit, fresh)


def _due(row: Standing, cadence: Cadence, before: Since) -> tuple[Due, VisitCause]:
    """By the cycle, or after an order when that is sooner and nobody was visited since."""
    due = cadence.due(before.at, row.cycle, backlog_key=None if before.has_history else row.customer_id)
    ordered = cadence.after_order(row.last_order_on, before.at, row.cycle)
    was_visited = row.last_order_on and before.ended_at and cadence.day(before.ended_at) >= row.last_order_on
    if ordered is not None and ordered.on < due.on and not was_visited:
        return ordered, VisitCause.ORDER
    return due, VisitCause.CYCLE


def _redate(session: Session, cadence: Cadence, rows: Sequence[Standing], known: _Known, load: Loads) -> None:
    theirs = select(Revisit).where(bulk.among(col(Revisit.id), [row.visit_id or 0 for row in rows]))
    orders = _orders(session, cadence, rows)
    visits = {visit.id: visit for visit in session.exec(theirs.execution_options(populate_existing=True))}
    for row in rows:
        visit = visits[row.visit_id or 0]
        if visit.is_fixed:  # the day was chosen, and is a day off since
            move(session, visit, cadence.worked(visit.planned_on), kind=MoveKind.REPLANNED)
            continue
        load[row.owner_id][visit.planned_on] -= visit.assignee_id == row.owner_id
        due = Due(visit.due_on, visit.grace_days, visit.since_at, visit.cycle_days)
        if visit.cause is VisitCause.CYCLE:
            due, visit.cause = _due(row, cadence, known[row.customer_id])
            visit.order_id = orders.get(row.customer_id) if visit.cause is VisitCause.ORDER else None
        date_anew(visit, due)
        move(session, visit, _placed(due, cadence, load[row.owner_id]), kind=MoveKind.REPLANNED)
    session.flush()


def date_anew(visit: Revisit, due: Due) -> None:
    visit.due_on, visit.grace_days, visit.latest_on = due.on, due.grace, due.latest
    visit.since_at, visit.cycle_days = due.since, due.cycle


def _orders(session: Session, cadence: Cadence, rows: Sequence[Standing]) -> dict[int, int]:
    """The newest order of each that a visit may follow."""
    recent = {row.customer_id for row in rows if row.last_order_on in cadence.order_days}
    if not recent:
        return {}
    theirs: Any = select(col(Order.customer_id), col(Order.id)).where(
        bulk.among(col(Order.customer_id), recent), col(Order.ordered_on) >= min(cadence.order_days)
    )
    return dict(session.execute(theirs.order_by(col(Order.ordered_on), col(Order.id))).all())


def _placed(due: Due, cadence: Cadence, load: Counter[date]) -> date:
    day = planned_day(due, cadence, load)
    load[day] += 1
    return day


def _end(session: Session, rows: Sequence[Standing]) -> None:
    now, today = clock.now(), clock.today()
    for why in {row.why_not for row in rows}:
        ids = [row.visit_id for row in rows if row.why_not is why and row.visit_id]
        _change(session, ids, state=VisitState.CANCELLED, ended_for=why, done_at=now, done_on=today)


def _hand_over(session: Session, rows: Sequence[Standing]) -> None:
    for owner in {(row.owner_id, row.team_id) for row in rows}:
        ids = [row.visit_id for row in rows if (row.owner_id, row.team_id) == owner and row.visit_id]
        _change(session, ids, assignee_id=owner[0], team_id=owner[1])


def _change(session: Session, ids: Sequence[int], **values: Any) -> None:
    """Past the rows in hand: they may be tens of thousands. Whoever has one open is told that it changed."""
    these = update(Revisit).where(bulk.among(col(Revisit.id), ids), visit_is_open())
    counted = values | {"row_version": _visits.c.row_version + 1, "updated_at": clock.now()}
    session.execute(these.values(**counted).execution_options(synchronize_session=False))


def _forget(session: Session) -> None:
    """Visits in hand are read again: they were changed past the session."""
    for row in list(session.identity_map.values()):
        if isinstance(row, Revisit):
            session.refresh(row)
