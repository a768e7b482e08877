"""The figures of complaints: for the page, the command line and the tests alike."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis import complaint_counts as counts
from care.kpis.complaint_book import Book, Facts
from care.kpis.complaint_figures import ComplaintFigure, ComplaintFigures
from care.kpis.complaint_lives import lives
from care.kpis.complaint_measures import REOPEN_DAYS, ComplaintKpi
from care.kpis.complaint_population import Stretches, counted, of_ours
from care.kpis.day_queries import activity
from care.kpis.figures import Bounds, Month
from care.kpis.filters import Filters
from care.kpis.periods import Period, months_to
from care.kpis.population import orders_of
from care.kpis.queries import MONTHS_SHOWN
from core import clock

FOLLOWED = frozenset({ComplaintKpi.RATE, ComplaintKpi.RESOLUTION_SLA, ComplaintKpi.CSAT})
"""The numbers whose thirteen months are shown."""


def complaint_figures(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    months_shown: int = MONTHS_SHOWN,
) -> ComplaintFigures:
    """The numbers of the period, as of now, with the period before and the months that led here.

    Complaints of nobody we know are the whole firm's: they are in no part of it, and in nobody's own reach.
    """
    actor.require(Permission.KPI_READ)
    today, filters = clock.today(), filters or Filters()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    months = [Bounds(start, end) for start, end in months_to(now.end, months_shown)]

    book = Book(_facts(session, actor, filters, now, then, months))
    return ComplaintFigures(
        period=period,
        counted=now,
        compared=then,
        unfinished=period.is_unfinished(today),
        by_kpi={kpi: _figure(book, kpi, now, then, months) for kpi in ComplaintKpi},
        bands=book.bands(now),
    )


def _figure(book: Book, kpi: ComplaintKpi, now: Bounds, then: Bounds, months: Sequence[Bounds]) -> ComplaintFigure:
    values = [(span, book.value(kpi, span)) for span in months if kpi in FOLLOWED]
    return ComplaintFigure(
        kpi=kpi,
        now=book.value(kpi, now),
        before=book.value(kpi, then),
        months=tuple(Month(span.start, span.end, value.value, value.n) for span, value in values),
        is_censored=kpi is ComplaintKpi.REOPENED and _is_open_ended(now),
    )


def _is_open_ended(bounds: Bounds) -> bool:
    """Whether somebody may still reopen, within the days that count, what was closed in these."""
    return clock.start_of(bounds.end) + timedelta(days=REOPEN_DAYS) > clock.now()


def _facts(
    session: Session, actor: Actor, filters: Filters, now: Bounds, then: Bounds, months: Sequence[Bounds]
) -> Facts:
    which = counts.Which(counted(actor, filters), of_ours(actor, filters))
    pair, followed = Stretches.of((now, then)), Stretches.of((now, then, *months))
    edges = [day for span in (now, then, *months) for day in (span.start, span.end)]
    return Facts(
        pair=pair,
        followed=followed,
        activity=activity(session, actor, filters, edges),
        orders=counts.ordered(session, orders_of(actor, filters), (now, then)),
        received=counts.received(session, which, followed),
        complainers=counts.complainers(session, which, pair),
        repeated=counts.repeated(session, which, pair),
        closed=counts.closed(session, which, pair),
        still_open=counts.still_open(session, which, (now.end, then.end)),
        lives=lives(session, which.counted, then.start),
        judged=counts.judged(session, which, followed, clock.now()),
        rated=counts.rated(session, which, followed),
        invited=counts.invited(session, which, pair),
    )
