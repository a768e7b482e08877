"""Reads every number about customers off what they did by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from care.kpis.day_queries import Days
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import SMALL_SAMPLE, Kpi, growth
from care.kpis.population import WINDOW
from care.kpis.trace_measures import AGAIN_LATER, AGAIN_SOON, NEXT_DAYS, Measure

_M = Measure
_MOST_YEARS = 10


@dataclass(frozen=True)
class Long:
    """Of a span longer than the window, asked for by itself."""

    at_either: int
    """Active at its start, at its end, or at both."""
    new_and_active: int
    """Came in it and still active at its end."""


class Book:
    def __init__(self, days: Days, longs: dict[Bounds, Long], today: date, new_days: int) -> None:
        """`new_days`: for so long after the first order a customer is new."""
        self._days, self._longs, self._today, self._new_days = days, longs, today, new_days
        self._tomorrow = today + timedelta(days=1)
        self._ways: dict[Kpi, Callable[[Bounds], Value]] = {
            Kpi.GROWTH: self._growth,
            Kpi.ACTIVE: lambda span: _count(self._days.active(span.end)),
            Kpi.REVENUE: self._revenue,
            Kpi.NEW: lambda span: _count(self._days.came(span)),
            Kpi.CUSTOMERS: lambda span: _count(self._days.before(_M.KNOWN, span.end)),
            Kpi.NEW_RATE: self._new_rate,
            Kpi.RETENTION: lambda span: _part(self._stayed(span), self._days.active(span.start)),
            Kpi.CHURN: self._churn,
            Kpi.WON_BACK: self._won_back,
            Kpi.REPURCHASE: self._repurchase,
            Kpi.REBOUGHT: self._rebought,
            Kpi.ORDER_REPEAT: self._order_repeat,
            Kpi.AGAIN_SOON: lambda span: self._again(span, _M.SOON, AGAIN_SOON),
            Kpi.AGAIN_LATER: lambda span: self._again(span, _M.LATER, AGAIN_LATER),
            Kpi.VALUE_SO_FAR: self._value_so_far,
            Kpi.VALUE_EXPECTED: self._value_expected,
            Kpi.POTENTIAL: lambda _span: _count(self._now(_M.KNOWN) - self._now(_M.CAME)),
            Kpi.NEWCOMERS: lambda _span: _count(self._newcomers()),
            Kpi.SETTLED: lambda _span: _count(self._settled()),
            Kpi.LOYAL: lambda _span: _count(self._now(_M.LOYAL)),
            Kpi.LOST: lambda _span: _count(self._now(_M.LOST)),
            Kpi.STALE: lambda _span: _part(self._now(_M.STALE), self._now(_M.KNOWN)),
            Kpi.COMPLETENESS: self._completeness,
        }

    def value(self, kpi: Kpi, span: Bounds) -> Value:
        return self._ways[kpi](span)

    def _growth(self, span: Bounds) -> Value:
        at_start, at_end = self._days.active(span.start), self._days.active(span.end)
        return Value(growth(at_start, at_end), at_end + at_start - self._stayed(span), at_end - at_start, at_start)

    def _stayed(self, span: Bounds) -> int:
        at_start, left = self._days.active(span.start), self._days.left(span)
        if left is None:
            return at_start + self._days.active(span.end) - self._longs[span].at_either
        return at_start - left

    def _churn(self, span: Bounds) -> Value:
        at_start = self._days.active(span.start)
        return _part(at_start - self._stayed(span), at_start)

    def _new_rate(self, span: Bounds) -> Value:
        came, at_start = self._days.came(span), self._days.active(span.start)
        return Value(came / at_start if at_start else None, came, came, at_start)

    def _won_back(self, span: Bounds) -> Value:
        is_long = span in self._longs
        came = self._longs[span].new_and_active if is_long else self._days.came(span)
        return _count(self._days.active(span.end) - self._stayed(span) - came)

    def _revenue(self, span: Bounds) -> Value:
        return Value(self._days.within(_M.CENTS, span), self._days.within(_M.ORDERS, span))

    def _repurchase(self, span: Bounds) -> Value:
        return _part(self._days.before(_M.REPEAT, span.end), self._days.active(span.end))

    def _rebought(self, span: Bounds) -> Value:
        earlier = span.end - timedelta(days=NEXT_DAYS)
        return _part(self._days.before(_M.NEXT, span.end), self._days.before(_M.RECENT, earlier))

    def _order_repeat(self, span: Bounds) -> Value:
        orders = self._days.within(_M.ORDERS, span)
        return _part(orders - self._days.came(span), orders)

    def _again(self, span: Bounds, measure: Measure, days: int) -> Value:
        span = mature(span, days, self._today)
        return _part(self._days.within(measure, span), self._days.came(span))

    def _value_so_far(self, span: Bounds) -> Value:
        customers = self._days.before(_M.CAME, span.end)
        cents = self._days.before(_M.CENTS, span.end)
        return Value(cents / customers if customers else None, customers)

    def _value_expected(self, span: Bounds) -> Value:
        year = Bounds(span.end - WINDOW, span.end)
        active, before = self._days.active(year.end), self._days.active(year.start)
        left = self._days.before(_M.ACTIVE_TWICE, year.end) - active
        orders, cents = self._days.within(_M.ORDERS, year), self._days.within(_M.CENTS, year)
        if active < SMALL_SAMPLE or not (before and left and orders):
            return Value(None, active)
        years = min(_MOST_YEARS, before / left)
        return Value(cents / orders * (orders / active) * years, active)

    def _now(self, measure: Measure) -> int:
        return self._days.before(measure, self._tomorrow)

    def _newcomers(self) -> int:
        first = self._tomorrow - timedelta(days=self._new_days + 1)
        return self._days.within(_M.CAME, Bounds(first, self._tomorrow))

    def _settled(self) -> int:
        return self._now(_M.CAME) - self._newcomers() - self._now(_M.LOYAL) - self._now(_M.LOST)

    def _completeness(self, _span: Bounds) -> Value:
        files = self._now(_M.KNOWN)
        return Value(self._now(_M.FILLED) / 100 / files if files else None, files)


def mature(span: Bounds, days: int, today: date) -> Bounds:
    """Those who came long enough ago to be judged: the last of their days is over."""
    return Bounds(span.start, max(span.start, min(span.end, today - timedelta(days=days))))


def _count(count: int) -> Value:
    return Value(count, count)


def _part(numerator: int, denominator: int) -> Value:
    """The rows behind it are all those looked at."""
    return Value(numerator / denominator if denominator else None, denominator, numerator, denominator)
