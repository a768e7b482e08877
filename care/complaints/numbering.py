"""Numbers of complaints: TS-YYYYMM-NNNN, counted within the month of registration."""

import re
from datetime import date

from sqlmodel import Session, col, select

from db import dialect
from db.models import Complaint

_COUNTED = re.compile(r"TS-\d{6}-(\d{4,9})")


def next_number(session: Session, day: date) -> str:
    """A number nobody has; numbers may have gaps, since what is rolled back is not given out again.

    Writers take turns from here to the end of their transaction.
    """
    dialect.lock_complaint_numbers(session)
    prefix = f"TS-{day:%Y%m}-"
    place = _last(session, prefix) + 1
    while _is_taken(session, f"{prefix}{place:04d}"):
        place += 1
    return f"{prefix}{place:04d}"


def _last(session: Session, prefix: str) -> int:
    """Of the newest row of this month: found at the end of the table, however many complaints there are."""
    counted = select(Complaint.number).where(col(Complaint.number).startswith(prefix, autoescape=True))
    newest = session.exec(counted.order_by(col(Complaint.id).desc()).limit(1)).first()
    match = _COUNTED.fullmatch(newest or "")
    return int(match.group(1)) if match else 0


def _is_taken(session: Session, number: str) -> bool:
    return session.exec(select(col(Complaint.id)).where(col(Complaint.number) == number)).first() is not None
