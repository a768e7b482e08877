"""How each of some customers stands with their plan, and what that asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, false, func, or_, select
from sqlmodel import Session, col

from care.revisits.cadence import Cadence
from care.revisits.eligible import cycle_days, why_not
from core import clock
from db import bulk
from db.models import (
    Customer,
    Interaction,
    Outcome,
    PlanEnd,
    Revisit,
    RevisitPlan,
    VisitCause,
    VisitState,
    visit_is_open,
)

_visits: FromClause = Revisit.__table__  # type: ignore[attr-defined]
_ENDED = (VisitState.DONE, VisitState.SKIPPED)
_is_open = and_(col(Revisit.customer_id) == col(Customer.id), visit_is_open())


class Step(StrEnum):
    """What is to be done about one customer's plan."""

    END = "end"
    PLAN = "plan"
    REDATE = "redate"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class Standing:
    """One customer with the open visit, if there is one."""

    customer_id: int
    owner_id: int | None
    team_id: int | None
    first_day: datetime
    first_order_on: date | None
    last_order_on: date | None
    cycle: int
    why_not: PlanEnd | None
    visit_id: int | None
    planned_on: date | None
    step: Step | None


@dataclass(frozen=True)
class Since:
    """From when a customer's cycle counts, and what of visits lies behind."""

    at: datetime
    has_history: bool
    """A visit was planned before."""
    ended_at: datetime | None
    """When one was last made or left out."""


def to_settle(session: Session, cadence: Cadence) -> list[int]:
    """Every customer whose open visit is not what it should be, or who has none and should."""
    query = _joined(select(col(Customer.id)), _step(cadence, _days_off(session, cadence)).is_not(None))
    return list(session.execute(query.order_by(col(Customer.id))).scalars())


def standings(session: Session, cadence: Cadence, ids: Sequence[int]) -> Sequence[Standing]:
    columns: Any = (
        col(Customer.id), col(Customer.owner_id), col(Customer.team_id), col(Customer.created_at),
        col(Customer.first_order_on), col(Customer.last_order_on), cycle_days(cadence.policy),
        why_not(cadence.policy, cadence.today, cadence.newcomers), col(Revisit.id), col(Revisit.planned_on),
        _step(cadence, _days_off(session, cadence, ids)),
    )  # fmt: skip
    query = _joined(select(*columns), bulk.among(col(Customer.id), ids))
    rows: Any = session.execute(query.order_by(col(Customer.id)))
    return [
        Standing(*(*facts, PlanEnd(why) if why else None, visit, planned, Step(step) if step else None))
        for *facts, why, visit, planned, step in rows
    ]


def since(session: Session, rows: Sequence[Standing]) -> dict[int, Since]:
    """The last contact that spoke with the customer and was not about a complaint, or the last visit, made or left out;
    else the day they came to us."""
    ids = [row.customer_id for row in rows]
    contact, visit = col(Interaction.customer_id), col(Revisit.customer_id)
    spoken: Any = select(contact, func.max(col(Interaction.at))).where(bulk.among(contact, ids), *_spoke())
    ended: Any = select(
        visit, func.max(case((col(Revisit.state).in_(_ENDED), col(Revisit.done_at)), else_=None))
    ).where(bulk.among(visit, ids))
    talks: dict[int, datetime] = dict(session.execute(spoken.group_by(contact)).all())
    visits: dict[int, datetime | None] = dict(session.execute(ended.group_by(visit)).all())
    found = {}
    for row in rows:
        known = [at for at in (talks.get(row.customer_id), visits.get(row.customer_id)) if at]
        at = max(known) if known else _came(row)
        found[row.customer_id] = Since(at, row.customer_id in visits, visits.get(row.customer_id))
    return found


def _came(row: Standing) -> datetime:
    if row.first_order_on is None:
        return row.first_day
    return min(row.first_day, clock.start_of(row.first_order_on))


def _joined(columns: Select[Any], *where: Any) -> Select[Any]:
    joined = columns.select_from(Customer).outerjoin(RevisitPlan, col(RevisitPlan.customer_id) == col(Customer.id))
    return joined.outerjoin(Revisit, _is_open).where(*where)


def _step(cadence: Cadence, days_off: Sequence[date]) -> ColumnElement[Any]:
    """The first of these that is needed; nothing is, for most customers on most days."""
    why, visit = why_not(cadence.policy, cadence.today, cadence.newcomers), col(Revisit.id)
    moved = or_(
        col(Revisit.assignee_id).is_distinct_from(col(Customer.owner_id)),
        col(Revisit.team_id).is_distinct_from(col(Customer.team_id)),
    )
    by_rule = and_(~col(Revisit.is_fixed), col(Revisit.cause) == VisitCause.CYCLE)
    changed = or_(col(Revisit.cycle_days) != cycle_days(cadence.policy), _SPOKEN_SINCE, _ordered(cadence))
    on_day_off = col(Revisit.planned_on).in_(days_off)
    return case(
        (and_(visit.is_not(None), why.is_not(None)), Step.END.value),
        (and_(visit.is_(None), why.is_(None)), Step.PLAN.value),
        (and_(visit.is_not(None), or_(and_(by_rule, changed), on_day_off)), Step.REDATE.value),
        (and_(visit.is_not(None), moved), Step.HAND_OVER.value),
        else_=None,
    )


def _spoken_since() -> ColumnElement[bool]:
    newer = select(col(Interaction.id)).where(
        col(Interaction.customer_id) == col(Revisit.customer_id), col(Interaction.at) > col(Revisit.since_at), *_spoke()
    )
    return newer.correlate(Revisit).exists()


def _ordered(cadence: Cadence) -> ColumnElement[bool]:
    """They bought something since, and the visit that follows an order would come sooner."""
    terms = []
    for day in cadence.order_days:
        due = cadence.after_order(day, clock.start_of(day), 0)
        before = col(Revisit.since_at) < clock.start_of(day + timedelta(days=1))
        if due is not None:
            terms.append(and_(col(Customer.last_order_on) == day, before, col(Revisit.due_on) > due.on))
    return and_(or_(false(), *terms), ~_VISITED_SINCE_ORDER)


def _visited_since_order() -> ColumnElement[bool]:
    earlier = _visits.alias("earlier")
    visited = select(earlier.c.id).where(
        earlier.c.customer_id == col(Customer.id),
        earlier.c.state.in_(_ENDED),
        earlier.c.done_on >= col(Customer.last_order_on),
    )
    return visited.correlate(Customer).exists()


def _spoke() -> tuple[ColumnElement[bool], ...]:
    return col(Interaction.outcome) == Outcome.CONNECTED, col(Interaction.complaint_id).is_(None)


# Put together once: they are asked with every change of a customer.
_SPOKEN_SINCE, _VISITED_SINCE_ORDER = _spoken_since(), _visited_since_order()


def _days_off(session: Session, cadence: Cadence, ids: Sequence[int] | None = None) -> list[date]:
    """Days to come on which visits, or those of these customers, stand and nobody works: the calendar was changed."""
    planned = select(col(Revisit.planned_on)).where(visit_is_open(), col(Revisit.planned_on) >= cadence.today)
    if ids is not None:
        planned = planned.where(bulk.among(col(Revisit.customer_id), ids))
    days = session.execute(planned.distinct()).scalars()
    return [day for day in days if not cadence.calendar.is_working_day(day) and cadence.worked(day) != day]
