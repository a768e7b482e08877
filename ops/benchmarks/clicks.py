"""What a person waits for in the directory: another page, another order, search while typing, beside an empty page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any

from care import customers
from care.customers import Directory, Sort
from db import session as database
from db.models import Customer
from ops.benchmarks import browsers
from ops.benchmarks.browsers import Screen
from ops.benchmarks.figure import Figure, times
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.world import World

_ROUNDS = 12
_SEARCH, _LIST = ".st-key-directory_search input", ".st-key-directory"
_SORT, _NEXT_PAGE = f"{_LIST} [data-go=order]", f"{_LIST} [data-go=next]"
SAID = "[data-testid=stText]"

Timing = tuple[float, float]
"""Milliseconds of ours, and of the empty page."""


@dataclass
class Pair:
    """The directory and an empty page, both open; what is done to one is done to the other."""

    world: World
    ours: Screen
    empty: Screen
    turned: bool = False

    def rest(self) -> None:
        self.ours.rest()
        self.empty.rest()

    def turn(self) -> float:
        self.turned = not self.turned
        return turn(self.empty, is_on=self.turned)

    def asked(self, **asked: Any) -> Directory:
        with database.reading() as session:
            return customers.directory(session, self.world.owner, **asked)


def turn(empty: Screen, *, is_on: bool) -> float:
    """The empty page's click."""
    return empty.click("[data-testid=stCheckbox] label", shows=f"turned {is_on}", place=SAID)


def measure(world: World) -> Iterator[Figure]:
    with ExitStack() as ending:
        browser = ending.enter_context(browsers.launched())
        app, floor = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        for what, timings in {
            "another page": _pages,
            "another order": _orders,
            "search while typing": _searches,
        }.items():
            with (
                browsers.screen(browser, app, "/customers", token) as ours,
                browsers.screen(browser, floor) as empty,
            ):
                ours.wait_for(_LIST)
                empty.wait_for(SAID)
                yield _figure(what, list(timings(Pair(world, ours, empty))))


def _figure(what: str, timings: list[Timing]) -> Figure:
    ours, floor = zip(*timings[1:], strict=True)  # the first one warms up
    return Figure(f"directory in the browser, {what}, to shown", median(ours), "ms", median(floor), times(1.3))


def _pages(pair: Pair) -> Iterator[Timing]:
    shown = pair.asked()
    for page in range(2, min(_ROUNDS + 2, shown.pages + 1)):
        before, shown = shown, pair.asked(page=page)
        pair.rest()
        yield pair.ours.click(_NEXT_PAGE, shows=_news(before, shown), place=_LIST), pair.turn()


def _orders(pair: Pair) -> Iterator[Timing]:
    orders = list(Sort)
    shown = pair.asked()
    for turn in range(1, _ROUNDS + 1):
        order = orders[turn % len(orders)]
        before, shown = shown, pair.asked(sort=order)
        pair.rest()
        yield pair.ours.choose(_SORT, order, shows=_news(before, shown), place=_LIST), pair.turn()


def _searches(pair: Pair) -> Iterator[Timing]:
    """Six digits of a phone, somebody else's each time."""
    shown = pair.asked()
    step = pair.world.customers // (_ROUNDS + 1)
    for id_ in range(step, step * _ROUNDS + 1, step):
        with database.reading() as session:
            mobile = session.get_one(Customer, id_).mobile
        before, shown = shown, pair.asked(search=mobile[-6:])
        pair.rest()
        found = pair.ours.type(_SEARCH, mobile[-6:], shows=_news(before, shown), place=_LIST)
        yield found, pair.empty.type("input[type=text]", mobile, shows=f"searched {mobile}", place=SAID)


def _news(before: Directory, after: Directory) -> str:
    """A name that was not there before."""
    known = {line.name for line in before.lines}
    return next(line.name for line in after.lines if line.name not in known)
