"""Every customer of the firm that is measured on a plan: one open visit each, and three that were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, func, select

from auth.actor import Actor, actor_of
from care import worktime
from core import clock
from db import bulk
from db import session as database
from db.models import Customer, Revisit, Role, Tier, User, UserStatus, VisitCause, VisitState
from ops.benchmarks.world import World, insert

MADE_BEFORE = 3
_AT_ONCE = 10_000
_CYCLES = {Tier.A: 30, Tier.B: 60, Tier.C: 90}
_OVERDUE_DAYS = 5
_VISITS = (
    "customer_id", "cause", "state", "due_on", "planned_on", "grace_days", "latest_on", "since_at", "cycle_days",
    "assignee_id", "team_id", "done_at", "done_on", "row_version", "created_at", "updated_at",
)  # fmt: skip


def fill(world: World) -> None:
    """Once for a world: whoever measures visits asks for it."""
    with database.reading() as session:
        if session.exec(select(func.count(col(Revisit.id)))).one():
            return
    for start in range(0, world.customers, _AT_ONCE):
        with database.transaction() as session:
            bulk.load_in_bulk(session)
            columns: Any = (Customer.id, Customer.tier, Customer.owner_id, Customer.team_id)
            some = select(*columns).where(col(Customer.id).between(start + 1, start + _AT_ONCE))
            insert(session, Revisit, _VISITS, list(_visits(session, session.exec(some).all())))


def manager(world: World) -> Actor:
    """Of the team that the measured salesperson is in."""
    with database.transaction() as session:
        found = session.exec(select(User).where(col(User.username) == "manager")).first()
        if found is None:
            found = User(username="manager", name="周凯", role=Role.MANAGER, status=UserStatus.ACTIVE,
                         team_id=world.sales.team_id)  # fmt: skip
            session.add(found)
            session.flush()
        return actor_of(found)


def _visits(session: Session, customers: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    written, random, today = partial(bulk.moment, session), Random(customers[0][0]), clock.today()  # noqa: S311
    calendar, now = worktime.calendar_in_force(session), written(clock.now().replace(tzinfo=None))
    worked = {day: calendar.day_after(day, 0) for day in _days(today, MADE_BEFORE * 90 + 90)}
    for id_, tier, owner, team in customers:
        cycle = _CYCLES[tier]
        on = worked[today + timedelta(days=random.randrange(-_OVERDUE_DAYS, cycle))]
        for back in range(MADE_BEFORE + 1):
            due = worked[on - timedelta(days=cycle * back)]
            made = back > 0
            yield (
                id_, VisitCause.CYCLE.value, (VisitState.DONE if made else VisitState.OPEN).value, str(due), str(due),
                cycle // 5, str(due + timedelta(days=cycle // 5)), now, cycle, owner, team, now if made else None,
                str(due) if made else None, 1, now, now,
            )  # fmt: skip


def _days(today: date, around: int) -> Iterator[date]:
    return (today + timedelta(days=ahead) for ahead in range(-around - 10, around + 10))
