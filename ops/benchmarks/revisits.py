"""Revisits: the planner over everybody, its second run, and what a person looks at before and during a day's visits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import revisits
from care.interactions import NewInteraction
from care.revisits import VisitReport
from db import session as database
from db.models import Direction, Medium, Outcome, Revisit, VisitState
from ops.benchmarks import talk_book
from ops.benchmarks.figure import Figure, Limit, at_most
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_LIMIT = at_most(50)
# What each cannot do without.
_WHO = "SELECT id, owner_id, team_id, tier FROM customers WHERE deleted_at IS NULL"
_OPEN = "SELECT planned_on, COUNT(*) FROM revisits WHERE state = 'open' GROUP BY planned_on"
_TOUCH = "UPDATE revisits SET row_version = row_version + 1 WHERE id = {id}"


def measure(world: World) -> Iterator[Figure]:
    talk_book.fill(world)
    yield _seconds("planner, everybody", _who, at_most(60))
    yield _seconds("planner, the second run", _who, at_most(5))
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        yield _timed(f"visits due as {who}", _asked(revisits.due_lines, actor), lambda: bare([_OPEN]))
        yield _timed(f"next revisits as {who}", _asked(revisits.queue, actor, only_own=False), lambda: bare([_OPEN]))
    yield _visits(world)


def _seconds(name: str, floor: Callable[[], object], limit: Limit) -> Figure:
    began = time.perf_counter()
    revisits.plan_all()
    taken = time.perf_counter() - began
    began = time.perf_counter()
    floor()
    return Figure(name, taken, "s", time.perf_counter() - began, limit)


def _who() -> None:
    bare([_WHO])


def _timed(name: str, ours: Callable[[], object], floor: Callable[[], object]) -> Figure:
    taken, bare_time = side_by_side(ours, floor, _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), _LIMIT)


def _asked(question: Callable[..., object], actor: Actor, **details: Any) -> Callable[[], None]:
    def ask() -> None:
        with database.reading() as session:
            question(session, actor, **details)

    return ask


def _visits(world: World) -> Figure:
    """Each round makes another visit, and plans the one after it."""
    with database.reading() as session:
        waiting = select(col(Revisit.id)).where(col(Revisit.state) == VisitState.OPEN).order_by(col(Revisit.planned_on))
        ids = iter(session.exec(waiting.limit(_ROUNDS * 2)).all())
    return _timed("a visit made", lambda: database.attempt(lambda session: _make(session, world, next(ids))), _touch)


def _make(session: Session, world: World, revisit_id: int) -> int:
    contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "一切正常。")
    return revisits.complete(session, world.owner, revisit_id, report=VisitReport(contact)).id


def _touch() -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql(_TOUCH.format(id=1))
