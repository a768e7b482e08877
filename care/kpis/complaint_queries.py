"""The figures of complaints: for the page, the command line and the tests alike."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis import complaint_counts as counts
from care.kpis.complaint_book import Book, Facts
from care.kpis.complaint_figures import ComplaintFigure, ComplaintFigures
from care.kpis.complaint_lives import lives
from care.kpis.complaint_measures import REOPEN_DAYS, ComplaintKpi
from care.kpis.complaint_population import Stretches
from care.kpis.complaint_reach import Which, reach
from care.kpis.day_queries import activity
from care.kpis.figures import Bounds, Figures, Month
from care.kpis.filters import Filters
from care.kpis.formulas import Kpi
from care.kpis.periods import Period, months_to
from care.kpis.population import orders_of
from care.kpis.queries import MONTHS_SHOWN
from core import clock
from db.models import ClockKind

FOLLOWED = frozenset({ComplaintKpi.RATE, ComplaintKpi.RESOLUTION_SLA, ComplaintKpi.CSAT})
"""The numbers whose thirteen months are shown."""


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
    known: Figures | None = None,
) -> ComplaintFigures:
    """The numbers of the period, as of now, with the period before and the months that led here.

    `known`: the other figures of the same question; their active customers are not counted again. Complaints of
    nobody we know are the whole firm's: they are in no part of it, and in nobody's own reach.
    """
    actor.require(Permission.KPI_READ)
    filters, spans = filters or Filters(), _spans(period, months_shown)
    people = _active(session, actor, filters, spans, known)
    orders = counts.ordered(session, orders_of(actor, filters), (spans.now, spans.then))
    with reach(session, actor, filters) as which:
        book = Book(_facts(session, which, spans, people, orders))
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


def _known_active(known: Figures) -> dict[date, int]:
    figure = known.by_kpi.get(Kpi.ACTIVE)
    if figure is None:
        return {}
    ends = {known.counted.end: figure.now.value, known.compared.end: figure.before.value}
    ends |= {month.end: month.value for month in figure.months}
    return {day: int(value) for day, value in ends.items() if value is not None}


def _active(session: Session, actor: Actor, filters: Filters, spans: _Spans, known: Figures | None) -> dict[date, int]:
    people = _known_active(known) if known else {}
    if {span.end for span in spans.all} <= people.keys():
        return people
    seen = activity(session, actor, filters, [day for span in spans.all for day in (span.start, span.end)])
    return {span.end: seen.active(span.end) for span in spans.all}


def _facts(session: Session, which: Which, spans: _Spans, active: dict[date, int], orders: dict[Bounds, int]) -> Facts:
    now, then, moment = spans.now, spans.then, clock.now()
    pair, followed = Stretches.of((now, then)), Stretches.of(spans.all)
    return Facts(
        pair=pair,
        followed=followed,
        active=active,
        orders=orders,
        received=counts.received(session, which, followed),
        complainers=counts.complainers(session, which, pair),
        repeated=counts.repeated(session, which, pair),
        closed=counts.closed(session, which, pair),
        still_open=counts.still_open(session, which, (now.end, then.end)),
        lives=lives(session, which.counted, then.start),
        resolved=counts.judged(session, which, [ClockKind.RESOLVE], followed, moment),
        begun=counts.judged(session, which, [ClockKind.ACK, ClockKind.RESPONSE], pair, moment),
        rated=counts.rated(session, which, followed),
        invited=counts.invited(session, which, pair),
    )
