"""Timing: our own code beside the bare driver, in turns, so that a busy moment of the machine falls on both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from db import session as database


def milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of each."""
    pairs = [(milliseconds(ours), milliseconds(floor)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def bare(statements: Iterable[str]) -> list[Any]:
    """What the driver alone takes for these statements: no model, no permission, no dialect of ours."""
    connection = database.engine().raw_connection()
    try:
        cursor = connection.cursor()
        return [_all(cursor, statement) for statement in statements]
    finally:
        connection.close()


def _all(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    return cursor.fetchall()
