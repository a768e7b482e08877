"""The figures of a period: for the page, the command line and the tests alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, select

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.customers import LifecyclePolicy
from care.kpis.customer_book import Book, Long
from care.kpis.customer_formulas import FORMULAS
from care.kpis.day_queries import days, is_lengthy
from care.kpis.figures import Bounds, Figure, Figures, Month, Value
from care.kpis.filters import Filters
from care.kpis.formulas import Kpi
from care.kpis.periods import Period, months_to
from care.kpis.population import COUNTED, active_at, active_at_either, first_bought, population
from care.kpis.tally_queries import Kept
from core import clock
from core.settings import settings
from db import dialect
from db.models import Customer

MONTHS_SHOWN = 13


def figures(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    wanted: Sequence[Kpi] = tuple(Kpi),
    months_shown: int = MONTHS_SHOWN,
    kept: Kept | None = None,
) -> Figures:
    """The numbers of the period, as of now, with the period before and the months that led here."""
    actor.require(Permission.KPI_READ)
    today, filters = clock.today(), filters or Filters()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    months = [Bounds(start, end) for start, end in months_to(now.end, months_shown)]

    found = days(session, actor, filters, [now, then, *months], kept=kept)
    longs = {span: _long(session, actor, filters, span) for span in (now, then) if is_lengthy(span)}
    book = Book(found, longs, today, rulebook.in_force(session, LifecyclePolicy).new_days)
    return Figures(
        period=period,
        counted=now,
        compared=then,
        unfinished=period.is_unfinished(today),
        currency=settings().currency,
        by_kpi={kpi: _figure(book, kpi, now, then, months) for kpi in wanted},
    )


def _figure(book: Book, kpi: Kpi, now: Bounds, then: Bounds, months: list[Bounds]) -> Figure:
    if FORMULAS[kpi].is_of_today:
        return Figure(kpi, book.value(kpi, now), Value(None, 0), ())
    values = [(span, book.value(kpi, span)) for span in months]
    shown = tuple(Month(span.start, span.end, value.value, value.n) for span, value in values)
    return Figure(kpi, book.value(kpi, now), book.value(kpi, then), shown)


def _long(session: Session, actor: Actor, filters: Filters, span: Bounds) -> Long:
    who, end = population(actor, filters), active_at(span.end)
    either = active_at_either(span.start, span.end)
    came = and_(first_bought(span.start, span.end), end)
    return Long(*(_counted(session, and_(who, condition)) for condition in (either, came)))


def _counted(session: Session, condition: ColumnElement[bool]) -> int:
    query: Any = select(func.count()).select_from(Customer).where(condition)
    hinted: Any = dialect.by_index(query, Customer, COUNTED)
    return int(session.exec(hinted).one())
