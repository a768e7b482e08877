"""Cases that come again: a file is stale, verified, and stale once more. Each time has a number of its own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, cast, func

from core import clock
from db.dialect import DayNumber

_APART = 100_000
"""More days than have passed since 1970 until the year 2243."""
_FIRST = date(1970, 1, 1)


def numbers_since(id_: Any, since: Any) -> Any:
    """Of rows: whose case it is, and since when it stands as it stands, as a day or a column of days or moments."""
    day = (since - _FIRST).days if isinstance(since, date) else func.coalesce(DayNumber(since), 0)
    return cast(id_, BigInteger) * _APART + day


def number_since(id_: int, since: date | None) -> int:
    """The same of one."""
    return id_ * _APART + ((since - _FIRST).days if since else 0)


def day_of(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None
