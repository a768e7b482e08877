"""Rules in practice: each rule's rate with its thirteen months, the whole page, and scorecards; our own code."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from auth.actor import Actor
from care import handbook, scorecards
from care.handbook import Check
from care.kpis import Kind, natural
from core import clock
from db import session as database
from ops.benchmarks import casebook, reruns
from ops.benchmarks.figure import Figure, at_most, times
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 5
# What any count of kept promises reads at the least: the clocks that stopped, and whose they are.
_FLOOR = "SELECT kind, verdict, handler_id, COUNT(*) FROM complaint_clocks WHERE kind = 'resolve' GROUP BY 1, 2, 3"


def measure(world: World) -> Iterator[Figure]:
    casebook.fill(world)
    with database.transaction() as session:
        handbook.install(session)
        handbook.keep_up(session)
    for check in handbook.catalogue().values():
        taken, floor = side_by_side(lambda: _one(world.owner, check), lambda: bare([_FLOOR]), _ROUNDS)  # noqa: B023
        yield Figure(f"rule {check.code}", median(taken), "ms", median(floor), at_most(50))
    taken, floor = side_by_side(lambda: _scores(world.owner), lambda: bare([_FLOOR]), _ROUNDS)
    yield Figure("scorecards of a month", median(taken), "ms", median(floor), at_most(100))
    yield from _reruns(world)


def _one(actor: Actor, check: Check) -> None:
    with database.reading() as session:
        period, known = natural(Kind.QUARTER, clock.today()), handbook.names(session)
        handbook.compliance(session, actor, check, {}, period=period, known=known)


def _scores(actor: Actor) -> None:
    with database.reading() as session:
        scorecards.scoreboard(session, actor, month=clock.today())


def _reruns(world: World) -> Iterator[Figure]:
    """The first rerun counts, the others have the answer that was kept for this person."""
    with running(APP, world.data) as page, running(EMPTY_PAGE, world.data) as empty:
        token = world.sign_in()
        pairs = [(reruns.a_round(page, token, "rules"), reruns.a_round(empty)) for _ in range(_ROUNDS)]
    ours, floor = zip(*pairs[1:], strict=True)
    yield Figure("rerun of rules in practice", reruns.wall(ours), "ms", reruns.wall(floor), times(1.5))
