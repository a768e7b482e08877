"""What a person waits for on the board: a complaint to open beside it, and a move to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from care.complaints import COLUMNS, Column, Move, rule_of
from ops.benchmarks import browsers, casebook
from ops.benchmarks.browsers import Screen
from ops.benchmarks.clicks import SAID, turn
from ops.benchmarks.figure import Figure, at_most
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.world import World

_ROUNDS = 12
_BOARD, _DRAWER = ".st-key-complaint_board", "[role=dialog]"
_MOVE = Move.OBJECT
"""Its gate asks for one thing."""
_CARDS = f".lane[data-code={Column.TO_CONFIRM}] .card:not([aria-busy])"
_WORDS, _SAVE = f"{_DRAWER} textarea", f"{_DRAWER} [data-testid=stFormSubmitButton] button"
_LIMIT = at_most(300)

Timing = tuple[float, float, float]
"""Milliseconds until the drawer is there, until the move is confirmed, and of the empty page."""


def measure(world: World) -> Iterator[Figure]:
    casebook.fill(world)
    with ExitStack() as ending:
        browser = ending.enter_context(browsers.launched())
        app, floor = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        ours = ending.enter_context(browsers.screen(browser, app, "/complaints", world.sign_in()))
        empty = ending.enter_context(browsers.screen(browser, floor))
        ours.wait_for(_CARDS)
        empty.wait_for(SAID)
        timings = [_round(ours, empty, is_on=number % 2 == 0) for number in range(_ROUNDS + 1)]
    drawer, move, bare = (median(values) for values in zip(*timings[1:], strict=True))  # the first one warms up
    yield Figure("a card clicked, to the drawer shown", drawer, "ms", bare, _LIMIT)
    yield Figure("a move saved, to the card where it belongs", move, "ms", bare, _LIMIT)


def _round(ours: Screen, empty: Screen, *, is_on: bool) -> Timing:
    opened = _open(ours)
    moved = _move(ours)
    empty.rest()
    return opened, moved, turn(empty, is_on=is_on)


def _open(ours: Screen) -> float:
    """And closed again, since a move starts from the board."""
    ours.rest()
    number = ours.page.locator(_CARDS).first.get_attribute("title") or ""
    taken = ours.click(f"{_CARDS} .title", shows=number.split("\n")[0], place=_DRAWER)
    ours.rest()
    ours.page.keyboard.press("Escape")
    ours.wait_until_gone(_DRAWER)
    return taken


def _move(ours: Screen) -> float:
    """Until the drawer is gone and the other column has counted it."""
    ours.rest()
    place = f".lane[data-code={COLUMNS[rule_of(_MOVE).target]}] h3"
    name, count = (ours.page.locator(f"{place} .{part}").inner_text() for part in ("name", "count"))
    ours.page.locator(f"{_CARDS} .more").first.click()
    ours.page.locator(f"[role=menuitem][data-move={_MOVE}]").click()
    ours.page.locator(_WORDS).fill("还是有潮味，客户不满意。")
    ours.rest()
    return ours.click(_SAVE, shows=f"{name}{int(count) + 1}", place=_BOARD, gone=_DRAWER)
