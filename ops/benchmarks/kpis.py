"""The figures of a month: our own code, beside one bare pass over the same customers and orders."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from auth.actor import Actor
from care import kpis
from core import clock
from db import session as database
from ops.benchmarks.figure import Figure, at_most
from ops.benchmarks.stopwatch import bare, milliseconds, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 7
# What no way of counting from the facts themselves can do without.
_FACTS = (
    "SELECT ordered_on, COUNT(*), SUM(amount_cents) FROM orders GROUP BY ordered_on",
    "SELECT first_order_on, COUNT(*) FROM customers GROUP BY first_order_on",
    "SELECT last_order_on, COUNT(*) FROM customers GROUP BY last_order_on",
)


def measure(world: World) -> Iterator[Figure]:
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        database.dispose()
        first = milliseconds(lambda: _figures(actor))  # noqa: B023
        database.dispose()
        floor_first = milliseconds(_floor)
        again, floor_again = side_by_side(lambda: _figures(actor), _floor, _ROUNDS)  # noqa: B023
        yield Figure(f"figures of a month, {who}, cold", first, "ms", floor_first)
        yield Figure(f"figures of a month, {who}", median(again), "ms", median(floor_again), at_most(100))


def _figures(actor: Actor) -> None:
    with database.reading() as session:
        kpis.figures(session, actor, period=kpis.month_of(clock.today()))


def _floor() -> None:
    bare(_FACTS)
