"""A job that may have much to do: some at a time, each portion in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from db import session as database

AT_ONCE = 200


@dataclass(frozen=True)
class Batch:
    taken: int
    """Off the list, whatever became of them: fewer than AT_ONCE are the last ones."""
    done: int


def all_of(take: Callable[[Session], Batch]) -> int:
    """Batch after batch until one is short; how many were done."""
    done = 0
    while True:
        batch = database.attempt(take)
        done += batch.done
        if batch.taken < AT_ONCE:
            return done
