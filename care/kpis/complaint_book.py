"""Reads every number about complaints off what was counted."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from care.kpis.complaint_counts import Closed, Judged, Rated, Received, Sent
from care.kpis.complaint_endings import Endings
from care.kpis.complaint_figures import Band
from care.kpis.complaint_lives import Lives
from care.kpis.complaint_measures import BANDS, GOOD_SCORE, PROMISED_HOURS, ComplaintKpi, band_of, quantile, share
from care.kpis.complaint_population import Stretches
from care.kpis.figures import Bounds, Value
from db.models import ClockKind

_K = ComplaintKpi


@dataclass(frozen=True)
class Facts:
    """Counts by stretch: of the period and the one before, or of the months too."""

    pair: Stretches
    followed: Stretches
    active: dict[date, int]
    """Active customers when each span ends."""
    orders: dict[Bounds, int]
    received: dict[int, int]
    complainers: dict[int, Received]
    repeated: dict[int, int]
    closed: dict[int, Closed]
    still_open: dict[date, int]
    lives: Lives
    resolved: dict[tuple[ClockKind, bool], dict[int, Judged]]
    """The resolutions, also of the months."""
    begun: dict[tuple[ClockKind, bool], dict[int, Judged]]
    """Acknowledgements and first responses."""
    rated: dict[int, list[Rated]]
    invited: dict[int, Sent]


class Book:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._ended: dict[Bounds, Endings] = {}
        self._ways: dict[ComplaintKpi, Callable[[Bounds], Value]] = {
            _K.RATE: self._rate,
            _K.CUSTOMERS: self._customers,
            _K.ORDERS: self._orders,
            _K.BACKLOG: self._backlog,
            _K.UPHELD: self._upheld,
            _K.REPEAT: self._repeat,
            _K.REOPENED: self._reopened,
            _K.CLOSED_IN_TIME: self._closed_in_time,
            _K.NET_MEDIAN: lambda span: _part(self._net(span), 0.5),
            _K.NET_MEAN: lambda span: _mean(self._net(span)),
            _K.NET_P90: lambda span: _part(self._net(span), 0.9),
            _K.GROSS_MEDIAN: lambda span: _part(self._gross(span), 0.5),
            _K.GROSS_MEAN: lambda span: _mean(self._gross(span)),
            _K.GROSS_P90: lambda span: _part(self._gross(span), 0.9),
            _K.ACK_SLA: lambda span: self._begun(span, ClockKind.ACK),
            _K.RESPONSE_SLA: lambda span: self._begun(span, ClockKind.RESPONSE),
            _K.RESOLUTION_SLA: self._resolved,
            _K.EXTENDED_SLA: lambda span: self._resolved(span, extended=True),
            _K.CSAT: self._satisfied,
            _K.SCORE: self._score,
            _K.ANSWERED: self._answered,
        }

    def value(self, kpi: ComplaintKpi, span: Bounds) -> Value:
        return self._ways[kpi](span)

    def bands(self, span: Bounds) -> tuple[Band, ...]:
        gross = self._endings(span).gross_seconds
        found = Counter(map(band_of, gross))
        return tuple(
            Band(hours, found[place], share(found[place], len(gross))) for place, hours in enumerate((*BANDS, None))
        )

    def _rate(self, span: Bounds) -> Value:
        return _ratio(self._came(span), self._facts.active[span.end], of=100)

    def _customers(self, span: Bounds) -> Value:
        found = self._complainers(span)
        customers = sum(one.customers for one in found)
        active = self._facts.active[span.end]
        return Value(share(customers, active), sum(one.of_customers for one in found), customers, active)

    def _orders(self, span: Bounds) -> Value:
        complaints = sum(one.of_orders for one in self._complainers(span))
        return _ratio(complaints, self._facts.orders[span], of=1000)

    def _backlog(self, span: Bounds) -> Value:
        # Every complaint that was over by then and went on later is among those not over for good.
        n = self._facts.still_open[span.end] - len(self._facts.lives.over_at(span.end))
        return Value(n, n)

    def _upheld(self, span: Bounds) -> Value:
        ended = self._endings(span)
        return _part_of(ended.upheld, len(ended.ids))

    def _repeat(self, span: Bounds) -> Value:
        return _part_of(sum(self._facts.pair.among(self._facts.repeated, span)), self._came(span))

    def _reopened(self, span: Bounds) -> Value:
        lives = self._facts.lives
        ended = lives.closed_in(span).union(self._endings(span).ids)
        return _part_of(len(lives.reopened_after(span)), len(ended))

    def _closed_in_time(self, span: Bounds) -> Value:
        gross = self._endings(span).gross_seconds
        return _part_of(bisect_right(gross, PROMISED_HOURS * 3600), len(gross))

    def _begun(self, span: Bounds, kind: ClockKind) -> Value:
        return _kept(self._facts.pair.among(self._facts.begun.get((kind, False), {}), span))

    def _resolved(self, span: Bounds, *, extended: bool = False) -> Value:
        found = self._facts.resolved.get((ClockKind.RESOLVE, extended), {})
        return _kept(self._facts.followed.among(found, span))

    def _satisfied(self, span: Bounds) -> Value:
        found = self._rated(span)
        good = sum(one.answers for one in found if one.score >= GOOD_SCORE)
        return _part_of(good, sum(one.answers for one in found))

    def _score(self, span: Bounds) -> Value:
        found = self._rated(span)
        n = sum(one.answers for one in found)
        return Value(share(sum(one.score * one.answers for one in found), n), n)

    def _answered(self, span: Bounds) -> Value:
        found = self._facts.pair.among(self._facts.invited, span)
        return _part_of(sum(one.answered for one in found), sum(one.invitations for one in found))

    def _came(self, span: Bounds) -> int:
        return sum(self._facts.followed.among(self._facts.received, span))

    def _complainers(self, span: Bounds) -> list[Received]:
        return self._facts.pair.among(self._facts.complainers, span)

    def _net(self, span: Bounds) -> list[int]:
        return self._endings(span).net_minutes

    def _gross(self, span: Bounds) -> list[int]:
        return self._endings(span).gross_minutes

    def _endings(self, span: Bounds) -> Endings:
        """Ten numbers are about them: they are gone through once."""
        if span not in self._ended:
            self._ended[span] = Endings.of(self._facts.pair.among(self._facts.closed, span))
        return self._ended[span]

    def _rated(self, span: Bounds) -> list[Rated]:
        return [one for some in self._facts.followed.among(self._facts.rated, span) for one in some]


def kept(met: int, missed: int) -> Value:
    """Of the promises that came due."""
    return _part_of(met, met + missed)


def _kept(found: list[Judged]) -> Value:
    return kept(sum(one.met for one in found), sum(one.missed for one in found))


def _part_of(numerator: int, denominator: int) -> Value:
    """The rows behind it are all those looked at."""
    return Value(share(numerator, denominator), denominator, numerator, denominator)


def _ratio(numerator: int, denominator: int, *, of: int) -> Value:
    """Of two different things: the rows behind it are those of the numerator."""
    part = share(numerator, denominator)
    return Value(None if part is None else part * of, numerator, numerator, denominator)


def _part(ordered: list[int], part: float) -> Value:
    return Value(quantile(ordered, part), len(ordered))


def _mean(values: list[int]) -> Value:
    return Value(share(sum(values), len(values)), len(values))
