"""The page of numbers: our own code cold and warm, its rerun, and fifty people clicking on it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from statistics import median

from auth.actor import Actor
from care import kpis
from core import clock
from db import session as database
from ops.benchmarks import casebook, clicking, leadbook, opinions, reruns, talk_book, visit_book
from ops.benchmarks.figure import Figure, at_most, percentile
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.stopwatch import bare, milliseconds, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 7
_MILLION = 1_000_000
# What counting from the facts themselves cannot do without.
_FACTS = (
    "SELECT ordered_on, COUNT(*), SUM(amount_cents) FROM orders GROUP BY ordered_on",
    "SELECT first_order_on, COUNT(*) FROM customers GROUP BY first_order_on",
    "SELECT last_order_on, COUNT(*) FROM customers GROUP BY last_order_on",
    "SELECT COUNT(*), COUNT(DISTINCT customer_id) FROM complaints WHERE kind = 'complaint'",
    "SELECT kind, verdict, COUNT(*) FROM complaint_clocks WHERE stopped_at IS NOT NULL GROUP BY kind, verdict",
)
# Last day, orders and money of every customer: what scoring them cannot do without.
_BOUGHT = (
    "SELECT COUNT(*), MAX(last_on), SUM(n), SUM(cents) FROM (SELECT MAX(ordered_on) AS last_on, COUNT(*) AS n,"
    " SUM(amount_cents - refund_cents) AS cents FROM orders WHERE status = 'valid' GROUP BY customer_id) AS bought",
)


def measure(world: World) -> Iterator[Figure]:
    yield from questions(world)
    yield from _clicked(world)


def questions(world: World) -> Iterator[Figure]:
    """What the page asks, without a server."""
    _fill(world)
    cold = at_most(300 if world.customers >= _MILLION else 100)
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        colds = []
        for _round in range(3):
            database.dispose()
            colds.append(milliseconds(lambda: _page(actor)))  # noqa: B023
        again, floor = side_by_side(lambda: _page(actor), _floor, _ROUNDS)  # noqa: B023
        yield Figure(f"all numbers of a month, {who}, cold", median(colds), "ms", median(floor), cold)
        yield Figure(f"all numbers of a month, {who}, connected", median(again), "ms", median(floor), cold)
    yield from _scored(world)
    for name, ask in _LOOKED_AT.items():
        taken, floor = side_by_side(lambda: _asked(world.owner, ask), _floor, _ROUNDS)  # noqa: B023
        yield Figure(name, median(taken), "ms", median(floor), cold)


def _fill(world: World) -> None:
    """Everything that a number is counted from: a firm that has worked for years."""
    visit_book.fill(world)
    talk_book.fill(world)
    opinions.fill()
    leadbook.fill(world)
    casebook.fill(world)
    kpis.absorb_all()
    # As in a server that has run for a while: what is loaded is not looked through for garbage any more.
    gc.collect()
    gc.freeze()


def _page(actor: Actor) -> None:
    """What the page asks before it has kept anything: the filters' choices, every number, whether it is still so."""
    with database.reading() as session:
        kpis.choices(session, actor)
        kpis.stamp(session, actor)
        kpis.numbers(session, actor, period=kpis.month_of(clock.today()))


def _scored(world: World) -> Iterator[Figure]:
    """RFM goes through every order: beside what the driver alone takes to do so."""
    limit = at_most(3000 if world.customers >= _MILLION else 300)
    month = kpis.month_of(clock.today())
    with database.reading() as session:
        counted = kpis.rfm(session, world.owner, period=month)
    asked = {
        "customers scored by RFM": partial(kpis.rfm, period=month),
        "a segment of RFM, its first page": partial(kpis.rfm_rows, segment=kpis.Segment.KEY_VALUE, of=counted),
    }
    for name, ask in asked.items():
        taken, floor = side_by_side(lambda: _asked(world.owner, ask), lambda: bare(_BOUGHT), _ROUNDS)  # noqa: B023
        yield Figure(name, median(taken), "ms", median(floor), limit)


def _breakdown(session: object, actor: Actor) -> object:
    return kpis.breakdown(session, actor, period=kpis.month_of(clock.today()))  # type: ignore[arg-type]


_LOOKED_AT = {
    "numbers by tier, source and region": _breakdown,
    "retention by cohort": kpis.cohorts,
    "customers at risk": kpis.risks,
}


def _asked(actor: Actor, ask: object) -> None:
    assert callable(ask)
    with database.reading() as session:
        ask(session, actor)


def _floor() -> None:
    bare(_FACTS)


def _clicked(world: World) -> Iterator[Figure]:
    with ExitStack() as ending:
        app, empty = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        pairs = [(reruns.a_round(app, token, "numbers"), reruns.a_round(empty)) for _ in range(_ROUNDS)]
        ours, floor = zip(*pairs[1:], strict=True)  # the first round warms up
        yield Figure("rerun of the numbers, asked to answered", reruns.wall(ours), "ms", reruns.wall(floor))
        warm = reruns.cpu(ours) - reruns.cpu(floor)
        yield Figure("rerun of the numbers, our processor time, warm", warm, "ms", reruns.cpu(floor), at_most(50))
        yield Figure("rerun of the numbers, sent", reruns.size(ours), "kB", reruns.size(floor))
        tokens = [world.sign_in() for _ in range(clicking.PEOPLE)]
        waits, bare_waits = clicking.waits(app, tokens, "numbers"), clicking.waits(empty, [""] * len(tokens), "")
        p95, floor_p95 = percentile(waits, 95), percentile(bare_waits, 95)
        yield Figure("50 people clicking every 3 s, 95 of 100 answered within", p95, "ms", floor_p95, at_most(300))
