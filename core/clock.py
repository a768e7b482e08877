"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from core.settings import settings

_frozen_at: datetime | None = None
_replayed_at: ContextVar[datetime | None] = ContextVar("replayed_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _replayed_at.get() or _frozen_at or datetime.now(UTC)


def today() -> date:
    """The present day in the company's time zone."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the company's clock."""
    return moment.astimezone(settings().time_zone)


def start_of(day: date) -> datetime:
    """The moment, in UTC, at which this day begins for the company."""
    return datetime.combine(day, time.min, settings().time_zone).astimezone(UTC)


def freeze(moment: datetime | None) -> None:
    """Hold the clock at this moment; None lets it run again. For tests."""
    global _frozen_at
    _frozen_at = moment


@contextmanager
def replay(moment: datetime) -> Iterator[None]:
    """Do what is inside as of then: the demo world's past. Everybody else's clock runs on."""
    before = _replayed_at.set(moment)
    try:
        yield
    finally:
        _replayed_at.reset(before)
