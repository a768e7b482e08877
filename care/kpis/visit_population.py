"""Which visits the number about revisits counts."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from auth.actor import Actor
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.population import of_population
from db.models import Revisit, VisitState

_OVER = (VisitState.DONE, VisitState.SKIPPED)


def counted(actor: Actor, filters: Filters, span: Bounds, today: date) -> ColumnElement[bool]:
    """Due in these days and over, or open and too late by now; what was called off or told by a file is neither."""
    return and_(due_in(span), or_(is_over(), is_late(today)), theirs(actor, filters))


def theirs(actor: Actor, filters: Filters) -> Any:
    return of_population(actor, filters, col(Revisit.customer_id))


def due_in(span: Bounds) -> ColumnElement[bool]:
    return and_(col(Revisit.due_on) >= span.start, col(Revisit.due_on) < span.end)


def is_over() -> ColumnElement[bool]:
    return and_(col(Revisit.state).in_(_OVER), col(Revisit.import_job_id).is_(None))


def is_late(today: date) -> ColumnElement[bool]:
    """Nobody can make it in time any more."""
    is_open = col(Revisit.state) == VisitState.OPEN
    return and_(is_open, col(Revisit.latest_on) < today, col(Revisit.import_job_id).is_(None))


def is_in_time() -> ColumnElement[bool]:
    return and_(col(Revisit.state) == VisitState.DONE, col(Revisit.done_on) <= col(Revisit.latest_on))
