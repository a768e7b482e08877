"""Silences of more than a year between purchases: who was active on a day is then counted without reading orders."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, insert, text
from sqlmodel import Session

from db import bulk
from db.models import PurchaseBreak

ACTIVE_DAYS = 365
"""A customer who bought within so many days is active."""


def breaks(customer_id: int, days: Sequence[date]) -> list[dict[str, Any]]:
    """The silences longer than ACTIVE_DAYS among the distinct purchase days, in order."""
    return [
        {"customer_id": customer_id, "last_on": earlier, "back_on": later}
        for earlier, later in pairwise(days)
        if (later - earlier).days > ACTIVE_DAYS
    ]


def keep_breaks(session: Session, customer_ids: Iterable[int] | None, found: list[dict[str, Any]]) -> None:
    """Replace what is known of these customers, or of all."""
    forget = delete(PurchaseBreak)
    if customer_ids is not None:
        forget = forget.where(text(bulk.one_of("customer_id", customer_ids)))
    session.execute(forget)
    if found:
        session.execute(insert(PurchaseBreak), found)
