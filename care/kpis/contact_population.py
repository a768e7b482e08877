"""Which customers and which calls the numbers about speaking with customers count."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session, col

from auth.actor import Actor
from care import rulebook
from care.kpis.complaint_population import between
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.population import active_at, of_population, population
from care.revisits import RevisitPolicy
from core import clock
from db.models import Customer, Direction, Interaction, Medium, Outcome, Tier

Cycles = Mapping[Tier, int]
"""Days by tier."""


def cycles_in_force(session: Session) -> Cycles:
    policy = rulebook.in_force(session, RevisitPolicy)
    return {tier: policy.cycle(tier) for tier in Tier}


def active(actor: Actor, filters: Filters, span: Bounds) -> Any:
    return and_(population(actor, filters), active_at(span.end))


def last_spoken(span: Bounds, cycles: Cycles) -> Any:
    """By customer the last contact that reached them, as far back from the end of the span as any cycle looks."""
    at, customer_id = col(Interaction.at), col(Interaction.customer_id)
    days = Bounds(span.end - timedelta(days=max(cycles.values())), span.end)
    query = select(customer_id, func.max(at).label("last")).where(between(at, days), customer_id.is_not(None))
    return query.where(is_through()).group_by(customer_id).subquery("spoken")


def is_within_cycle(last: Any, span: Bounds, cycles: Cycles) -> Any:
    within = [
        and_(col(Customer.tier) == tier, last >= clock.start_of(span.end - timedelta(days=days)))
        for tier, days in cycles.items()
    ]
    return case((or_(*within), 1), else_=0)


def calls(actor: Actor, filters: Filters) -> Any:
    """Our calls to customers."""
    theirs = of_population(actor, filters, col(Interaction.customer_id))  # type: ignore[arg-type]
    return and_(is_call(), col(Interaction.customer_id).is_not(None), theirs)


def is_call() -> ColumnElement[bool]:
    """One that we made."""
    return and_(col(Interaction.medium) == Medium.PHONE, col(Interaction.direction) == Direction.OUTBOUND)


def is_through() -> ColumnElement[bool]:
    """Somebody was spoken with."""
    return col(Interaction.outcome) == Outcome.CONNECTED
