"""今日 of a hundred thousand customers on plans, spoken with three times each: a seller's day and a manager's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from auth.actor import Actor
from care import today
from core import clock
from db import bulk
from db import session as database
from ops.benchmarks import reruns, talk_book, visit_book
from ops.benchmarks.figure import Figure, at_most, times
from ops.benchmarks.servers import APP, running
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_VERIFIED_WITHIN = 100
_AT_ONCE = 10_000
# What a day cannot do without: one look at each customer, and at each visit that is due.
_LOOKED_AT = (
    "SELECT COUNT(*), MIN(COALESCE(last_verified_at, created_at)) FROM customers WHERE deleted_at IS NULL{whose}"
)
_DUE = "SELECT COUNT(*) FROM revisits WHERE state = 'open'{whose}"


def measure(world: World) -> Iterator[Figure]:
    visit_book.fill(world)
    talk_book.fill(world)
    _verify(world)
    chief, sales = visit_book.manager(world), world.sales
    yield _timed("my day as sales", sales, f" AND owner_id = {sales.id}", f" AND assignee_id = {sales.id}")
    theirs = f" AND team_id = {chief.team_id}"
    yield _timed("my day as manager", chief, theirs, theirs)
    yield from _reruns(world, {"sales": sales, "a manager": chief})


def _verify(world: World) -> None:
    """Every file was looked through on one of the last hundred days: some are due on each day to come."""
    for start in range(1, world.customers + 1, _AT_ONCE):
        with database.transaction() as session:
            moment, now = bulk.moments(session), clock.now().replace(tzinfo=None)
            ids = range(start, min(start + _AT_ONCE, world.customers + 1))
            rows = [(id_, moment(now - timedelta(days=id_ * 37 % _VERIFIED_WITHIN))) for id_ in ids]
            bulk.update_rows(session, "customers", ("id", "last_verified_at"), rows)


def _timed(name: str, actor: Actor, customers: str, visits: str) -> Figure:
    floor = [_LOOKED_AT.format(whose=customers), _DUE.format(whose=visits)]
    taken, bare_time = side_by_side(_asked(actor), lambda: bare(floor), _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), at_most(50))


def _asked(actor: Actor) -> Callable[[], None]:
    def ask() -> None:
        with database.reading() as session:
            today.my_day(session, actor)

    return ask


def _reruns(world: World, people: dict[str, Actor]) -> Iterator[Figure]:
    """Beside a page of ours that has nothing to show; nothing has happened since the last one."""
    for name, actor in people.items():
        with running(APP, world.data) as server:
            token = world.sign_in(actor)
            rounds = [
                (reruns.a_round(server, token), reruns.a_round(server, token, "tasks")) for _round in range(_ROUNDS)
            ]
        ours, frame = zip(*rounds[1:], strict=True)  # the first round warms up
        beside = f"rerun of my day as {name}, beside a page of ours that has nothing to show"
        yield Figure(beside, reruns.wall(ours), "ms", reruns.wall(frame), times(1.5))
