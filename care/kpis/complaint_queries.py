"""The figures of complaints: for the page, the command line and the tests alike."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis import complaint_added as added
from care.kpis import complaint_counts as counts
from care.kpis.complaint_book import Book, Facts
from care.kpis.complaint_figures import ComplaintFigure, ComplaintFigures
from care.kpis.complaint_lives import lives
from care.kpis.complaint_measures import REOPEN_DAYS, ComplaintKpi
from care.kpis.complaint_population import Stretches, each_of_ours, is_told_once
from care.kpis.day_queries import Days, days
from care.kpis.figures import Bounds, Month
from care.kpis.filters import Filters
from care.kpis.periods import Period, months_to
from care.kpis.queries import MONTHS_SHOWN
from care.kpis.tally_queries import Kept, Tallies, tallies
from care.kpis.trace_measures import OF_COMPLAINTS, Measure
from core import clock
from db.models import ClockKind

FOLLOWED = frozenset({ComplaintKpi.RATE, ComplaintKpi.RESOLUTION_SLA, ComplaintKpi.CSAT})
"""The numbers whose thirteen months are shown."""
OF_BUYERS = (Measure.ACTIVE, Measure.ORDERS)
"""What complaints are set against."""


@dataclass(frozen=True)
class _Spans:
    now: Bounds
    then: Bounds
    months: tuple[Bounds, ...]

    @property
    def all(self) -> tuple[Bounds, ...]:
        return (self.now, self.then, *self.months)


def complaint_figures(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    months_shown: int = MONTHS_SHOWN,
    kept: Kept | None = None,
) -> ComplaintFigures:
    """The numbers of the period, as of now, with the period before and the months that led here.

    Complaints of nobody we know are the whole firm's: they are in no part of it, and in nobody's own reach.
    """
    actor.require(Permission.KPI_READ)
    filters, spans = filters or Filters(), _spans(period, months_shown)
    people = days(session, actor, filters, (), measures=OF_BUYERS, kept=kept)
    added_up = tallies(session, actor, filters, "complaint", OF_COMPLAINTS, kept)
    book = Book(_facts(session, each_of_ours(actor, filters), spans, people, added_up))
    return ComplaintFigures(
        period=period,
        counted=spans.now,
        compared=spans.then,
        unfinished=period.is_unfinished(clock.today()),
        by_kpi={kpi: _figure(book, kpi, spans) for kpi in ComplaintKpi},
        bands=book.bands(spans.now),
    )


def _spans(period: Period, months_shown: int) -> _Spans:
    today = clock.today()
    before, now = period.previous(today), Bounds(period.start, period.counted_to(today))
    months = (Bounds(start, end) for start, end in months_to(now.end, months_shown))
    return _Spans(now, Bounds(before.start, before.end), tuple(months))


def _figure(book: Book, kpi: ComplaintKpi, spans: _Spans) -> ComplaintFigure:
    values = [(span, book.value(kpi, span)) for span in spans.months if kpi in FOLLOWED]
    return ComplaintFigure(
        kpi=kpi,
        now=book.value(kpi, spans.now),
        before=book.value(kpi, spans.then),
        months=tuple(Month(span.start, span.end, value.value, value.n) for span, value in values),
        is_censored=kpi is ComplaintKpi.REOPENED and _is_open_ended(spans.now),
    )


def _is_open_ended(bounds: Bounds) -> bool:
    """Whether somebody may still reopen, within the days that count, what was closed in these."""
    return clock.start_of(bounds.end) + timedelta(days=REOPEN_DAYS) > clock.now()


def _facts(session: Session, ours: ColumnElement[bool], spans: _Spans, people: Days, added_up: Tallies) -> Facts:
    now, then = spans.now, spans.then
    pair, followed = Stretches.of((now, then)), Stretches.of(spans.all)
    kept = added.Added(added_up, pair), added.Added(added_up, followed)
    counted, late = and_(ours, is_told_once()), counts.overdue(session, ours, clock.now())
    return Facts(
        pair=pair,
        followed=followed,
        active={span.end: people.active(span.end) for span in spans.all},
        orders={span: people.within(Measure.ORDERS, span) for span in (now, then)},
        received=kept[1].of(Measure.RECEIVED),
        complainers=counts.complainers(session, counted, pair),
        repeated=kept[0].of(Measure.REPEATED),
        closed=counts.closed(session, counted, pair),
        still_open={day: added_up[Measure.STANDING].before(day) for day in (now.end, then.end)},
        lives=lives(session, counted, then.start),
        resolved=added.judged(kept[1], [ClockKind.RESOLVE], counts.by_stretch(late, followed)),
        begun=added.judged(kept[0], [ClockKind.ACK, ClockKind.RESPONSE], counts.by_stretch(late, pair)),
        rated=kept[1].rated(),
        invited=kept[0].invited(),
    )
