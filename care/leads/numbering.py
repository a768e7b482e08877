"""Numbers of leads: XS-YYYYMM-NNNN, counted within the month of registration."""

import re
from datetime import date

from sqlmodel import Session, col, select

from db.models import Lead

_COUNTED = re.compile(r"XS-\d{6}-(\d{4,9})")


def next_number(session: Session, day: date) -> str:
    """A number nobody has; whoever calls holds the lock of leads. What is rolled back is not given out again."""
    prefix = f"XS-{day:%Y%m}-"
    place = _last(session, prefix) + 1
    while _is_taken(session, f"{prefix}{place:04d}"):
        place += 1
    return f"{prefix}{place:04d}"


def _last(session: Session, prefix: str) -> int:
    """Of the newest row of this month: found at the end of the table, however many leads there are."""
    counted = select(Lead.number).where(col(Lead.number).startswith(prefix, autoescape=True))
    newest = session.exec(counted.order_by(col(Lead.id).desc()).limit(1)).first()
    match = _COUNTED.fullmatch(newest or "")
    return int(match.group(1)) if match else 0


def _is_taken(session: Session, number: str) -> bool:
    return session.exec(select(col(Lead.id)).where(col(Lead.number) == number)).first() is not None
