"""Where answers stand that were worked out for a screen: for a minute, and until anybody writes."""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

R = TypeVar("R")
MINUTE = 60.0
MOST = 300

_answers: dict[Hashable, tuple[float, Any]] = {}
_lock = Lock()
_clearings = 0


def keep(key: Hashable, work: Callable[[], R]) -> R:
    """What `work` answers, or answered within this minute under this key.

    It is the very answer, not a copy of it, which would cost more than most questions: nobody may change it.
    """
    found = _answers.get(key)
    if found is not None and time.monotonic() < found[0]:
        return found[1]  # type: ignore[no-any-return]
    before = _clearings
    answer = work()
    with _lock:
        if before == _clearings:  # else somebody has written meanwhile, and the answer may be of before
            _make_room()
            _answers[key] = time.monotonic() + MINUTE, answer
    return answer


def clear() -> None:
    """Nothing that was worked out outlives a write."""
    global _clearings
    with _lock:
        _clearings += 1
        _answers.clear()


def _make_room() -> None:
    """The oldest go first: they stand in front."""
    now = time.monotonic()
    for key, (until, _answer) in list(_answers.items()):
        if until > now and len(_answers) < MOST:
            break
        del _answers[key]
