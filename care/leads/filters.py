"""What a board or a list of leads is narrowed to."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from auth.actor import Actor
from care.customers import fold
from core import clock
from db.models import Lead, LostReason, Source


class Span(StrEnum):
    """Which leads the list is of."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True)
class LeadFilters:
    mine: bool = False
    waiting: bool = False
    """In the queue: nobody has it."""
    overdue: bool = False
    """Not spoken with, though the day has passed: the red list."""
    owner_id: int | None = None
    team_id: int | None = None
    source: Source | None = None
    region: str = ""
    lost_reason: LostReason | None = None
    search: str = ""
    """Words, each in the name, its pinyin, the company, a way to reach them, or the number."""


def chosen(actor: Actor, filters: LeadFilters) -> list[ColumnElement[bool]]:
    """One condition for each filter in use."""
    switches = {
        "mine": col(Lead.owner_id) == (actor.id or 0),
        "waiting": and_(col(Lead.owner_id).is_(None), col(Lead.ended_at).is_(None)),
        "overdue": is_overdue(),
    }
    found = [condition for name, condition in switches.items() if getattr(filters, name)]
    for name in ("owner_id", "team_id", "source", "lost_reason"):
        if (value := getattr(filters, name)) is not None:
            found.append(col(getattr(Lead, name)) == value)
    if filters.region:
        found.append(col(Lead.region).contains(filters.region, autoescape=True))
    for word in filters.search.split()[:5]:
        found.append(col(Lead.search_text).contains(fold(word), autoescape=True))
    return found


def is_overdue() -> ColumnElement[bool]:
    """Open, not spoken with, and past due."""
    return and_(col(Lead.ended_at).is_(None), col(Lead.first_contact_at).is_(None), col(Lead.due_at) < clock.now())


def spanned(span: Span) -> list[ColumnElement[bool]]:
    match span:
        case Span.OPEN:
            return [col(Lead.ended_at).is_(None)]
        case Span.ENDED:
            return [col(Lead.ended_at).is_not(None)]
        case Span.ALL:
            return []
