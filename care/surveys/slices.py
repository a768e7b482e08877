"""Which surveys are counted or listed, as SQL."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from core import clock
from db.models import Invitation, InvitationPurpose


@dataclass(frozen=True)
class Slice:
    """Which surveys are counted: one campaign, or everything asked for one purpose between two days."""

    campaign_id: int | None = None
    purpose: InvitationPurpose | None = None
    start: date | None = None
    end: date | None = None
    """The first day that is outside."""


def within(of: Slice, at: Any) -> ColumnElement[bool]:
    """Invitations of the slice, by this moment of theirs."""
    conditions: list[Any] = [at.is_not(None)]
    if of.campaign_id is not None:
        conditions.append(col(Invitation.campaign_id) == of.campaign_id)
    if of.purpose is not None:
        conditions.append(col(Invitation.purpose) == of.purpose)
    if of.start is not None:
        conditions.append(at >= clock.start_of(of.start))
    if of.end is not None:
        conditions.append(at < clock.start_of(of.end))
    return and_(*conditions)
