"""What a board or a list of complaints is narrowed to."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from auth.actor import Actor
from care.customers import fold, query_grams
from db import dialect
from db.models import Complaint, ComplaintCategory, ComplaintKind, Customer, Severity


@dataclass(frozen=True)
class BoardFilters:
    mine: bool = False
    """Handled by whoever asks."""
    team_id: int | None = None
    severity: Severity | None = None
    category: ComplaintCategory | None = None
    kind: ComplaintKind | None = None
    overdue: bool = False
    search: str = ""
    """Words, each in the number, the text, the product or the customer's name, pinyin or phone."""


def chosen(session: Session, actor: Actor, filters: BoardFilters) -> list[ColumnElement[bool]]:
    """One condition for each filter in use; `overdue` is asked of the clocks, not of these rows."""
    found: list[ColumnElement[bool]] = []
    if filters.mine:
        found.append(col(Complaint.handler_id) == (actor.id or 0))
    for column, value in (
        (Complaint.team_id, filters.team_id),
        (Complaint.severity, filters.severity),
        (Complaint.category, filters.category),
        (Complaint.kind, filters.kind),
    ):
        if value is not None:
            found.append(col(column) == value)
    return found + [_holds(session, word) for word in filters.search.split()[:5]]


def _holds(session: Session, word: str) -> ColumnElement[bool]:
    texts = (Complaint.number, Complaint.description, Complaint.product, Complaint.reporter_name)
    within = [col(text).icontains(word, autoescape=True) for text in texts]
    folded = fold(word)
    if grams := sorted(query_grams(folded)):
        named = and_(dialect.matches_grams(session, grams), col(Customer.search_text).contains(folded, autoescape=True))
        within.append(col(Complaint.customer_id).in_(select(col(Customer.id)).where(named)))
    return or_(*within)
