"""The app's own timer: asks every few seconds what is due, and outlives whatever goes wrong."""

import logging
from threading import Event

from care.jobs.running import run_due
from core import clock

_STEPS, _STEP = 10, 2.0
"""So many steps of so many seconds between two looks; each step notices a wake or the end."""
_woken = Event()
log = logging.getLogger("guanjia.jobs")


def keep(over: Event) -> None:
    """Run what is due, again and again, until `over` is set."""
    while _wait(over):
        try:
            run_due(clock.now())
        except Exception:  # the database may be away for a while
            log.exception("The scheduler could not look what is due")


def wake() -> None:
    """Look soon: somebody does not want to wait."""
    _woken.set()


def _wait(over: Event) -> bool:
    for _step in range(_STEPS):
        if over.wait(_STEP):
            return False
        if _woken.is_set():
            break
    _woken.clear()
    return True
