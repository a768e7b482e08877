"""The list of leads: open or ended, searched, filtered, sorted, a page of fifty at a time; and the red list."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.leads.cards import Card, cards, selected
from care.leads.filters import LeadFilters, Span, chosen, spanned
from db import dialect
from db.models import Lead

PER_PAGE = 50


class Order(StrEnum):
    DUE = "due"
    """Those not yet spoken with, what is due first first."""
    RECEIVED = "received"
    ENDED = "ended"


@dataclass(frozen=True)
class LeadListing:
    lines: tuple[Card, ...]
    total: int
    page: int
    pages: int


def listing(
    session: Session,
    actor: Actor,
    *,
    filters: LeadFilters | None = None,
    span: Span = Span.OPEN,
    order: Order = Order.DUE,
    page: int = 1,
) -> LeadListing:
    """Leads the actor may see."""
    actor.require(Permission.LEAD_READ)
    conditions = [leads_visible_to(actor), *chosen(actor, filters or LeadFilters()), *spanned(span)]
    if filters is not None and filters.search:
        # Every text is read once, not once to count and once to sort.
        ids = select(col(Lead.id)).where(*conditions).order_by(*_ordered(order))
        found = list(session.execute(_through(ids, span) if span is Span.OPEN else dialect.by_key(ids, Lead)).scalars())
        page, pages = _paged(page, len(found))
        some = found[(page - 1) * PER_PAGE : page * PER_PAGE]
        query = selected([col(Lead.id).in_(some)]).order_by(*_ordered(order))
        return LeadListing(cards(session, actor, query), len(found), page, pages)
    total = int(session.execute(_through(select(func.count(col(Lead.id))).where(*conditions), span)).scalar_one())
    page, pages = _paged(page, total)
    query = selected(conditions).order_by(*_ordered(order)).offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    return LeadListing(cards(session, actor, _through(query, span)), total, page, pages)


def _paged(page: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PER_PAGE))
    return min(max(page, 1), pages), pages


def _through(query: Select[Any], span: Span) -> Select[Any]:
    """Few are open, however many there ever were."""
    return dialect.by_index(query, Lead, "ix_leads_open_of") if span is Span.OPEN else query


def _ordered(order: Order) -> tuple[Any, ...]:
    newest = (col(Lead.received_at).desc(), col(Lead.id).desc())
    match order:
        case Order.RECEIVED:
            return newest
        case Order.ENDED:
            return (col(Lead.ended_at).desc().nulls_last(), *newest)
        case Order.DUE:
            is_called = col(Lead.first_contact_at).is_not(None)
            return (is_called, col(Lead.due_at).asc().nulls_last(), *newest)
