"""Every number about customers counted a second time, from the bare orders, the long way round."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median_low
from typing import Any

import pandas as pd

from care.kpis import Kpi

YEAR, NEXT = timedelta(days=365), timedelta(days=90)


class Second:
    """`files`: customer_id, known, stale_from, completeness, score, the last they gave;
    `valid`: customer_id, ordered_on, cents.
    """

    def __init__(self, files: pd.DataFrame, valid: pd.DataFrame, today: date) -> None:
        self.files, self.valid, self.today = files, valid, today
        self.tomorrow = today + timedelta(days=1)
        self.first: dict[Any, date] = valid.groupby("customer_id").ordered_on.min().to_dict()
        self.days: dict[Any, list[date]] = {
            id_: sorted(set(some)) for id_, some in valid.groupby("customer_id").ordered_on
        }

    def bought(self, start: date, end: date) -> set[Any]:
        inside = self.valid[(self.valid.ordered_on >= start) & (self.valid.ordered_on < end)]
        return set(inside.customer_id)

    def active(self, day: date) -> set[Any]:
        return self.bought(day - YEAR, day)

    def known(self, day: date) -> set[Any]:
        files = {row["customer_id"] for row in self.files.to_dict("records") if row["known"] < day}
        return files | {id_ for id_, first in self.first.items() if first < day}

    def new(self, start: date, end: date) -> set[Any]:
        return {id_ for id_, first in self.first.items() if start <= first < end}

    def value(  # noqa: C901
        self, kpi: Kpi, start: date, end: date
    ) -> tuple[float | None, int, int | None, int | None]:
        before, after, came = self.active(start), self.active(end), self.new(start, end)
        orders = self.valid[(self.valid.ordered_on >= start) & (self.valid.ordered_on < end)]
        match kpi:
            case Kpi.GROWTH:
                change = len(after) - len(before)
                return _share(change, len(before)), len(before | after), change, len(before)
            case Kpi.NEW_RATE:
                return _share(len(came), len(before)), len(came), len(came), len(before)
            case Kpi.RETENTION:
                return _part(before & after, before)
            case Kpi.CHURN:
                return _part(before - after, before)
            case Kpi.WON_BACK:
                return _count(after - before - came)
            case Kpi.ACTIVE:
                return _count(after)
            case Kpi.NEW:
                return _count(came)
            case Kpi.CUSTOMERS:
                return _count(self.known(end))
            case Kpi.REVENUE:
                return int(orders.cents.sum()), len(orders), None, None
            case Kpi.ORDER_REPEAT:
                repeated = len(orders) - len(came)
                return _share(repeated, len(orders)), len(orders), repeated, len(orders)
        return self.purchases(kpi, start, end)

    def purchases(self, kpi: Kpi, start: date, end: date) -> tuple[float | None, int, int | None, int | None]:
        match kpi:
            case Kpi.REPURCHASE:
                twice = {id_ for id_, days in self.days.items() if sum(end - YEAR <= day < end for day in days) >= 2}
                return _part(twice, self.active(end))
            case Kpi.REBOUGHT:
                earlier = self.bought(end - 2 * NEXT, end - NEXT)
                return _part(earlier & self.bought(end - NEXT, end), earlier)
            case Kpi.AGAIN_SOON | Kpi.AGAIN_LATER:
                most = 30 if kpi is Kpi.AGAIN_SOON else 90
                ripe = {id_ for id_ in self.new(start, end) if self.first[id_] + timedelta(days=most) < self.today}
                again = {id_ for id_ in ripe if any(0 < (d - self.first[id_]).days <= most for d in self.days[id_])}
                return _part(again, ripe)
            case Kpi.VALUE_SO_FAR:
                customers = self.bought(date.min, end)
                cents = self.valid[self.valid.ordered_on < end].cents.sum()
                return _share(int(cents), len(customers)), len(customers), None, None
            case Kpi.VALUE_EXPECTED:
                return self.expected(end)
        return self.today_only(kpi)

    def expected(self, end: date) -> tuple[float | None, int, int | None, int | None]:
        active, before = self.active(end), self.active(end - YEAR)
        gone = before - active
        if len(active) < 30 or not gone:
            return None, len(active), None, None
        year = self.valid[(self.valid.ordered_on >= end - YEAR) & (self.valid.ordered_on < end)]
        churn = len(gone) / len(before)
        return year.cents.mean() * (len(year) / len(active)) * min(10, 1 / churn), len(active), None, None

    def today_only(self, kpi: Kpi) -> tuple[float | None, int, int | None, int | None]:
        known = self.known(self.tomorrow)
        files = self.files[self.files.customer_id.isin(known)]
        if kpi is Kpi.STALE:
            return _part(set(files[files.stale_from <= self.today].customer_id), known)
        if kpi is Kpi.COMPLETENESS:
            return (files.completeness.mean() / 100 if len(files) else None), len(files), None, None
        return _count({id_ for id_ in known if self.stage(id_) is kpi})

    def stage(self, id_: int) -> Kpi:
        days = self.days.get(id_)
        if not days:
            return Kpi.POTENTIAL
        gaps = [(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)]
        patience = max(30, 2 * median_low(gaps)) if len(days) >= 4 else 180
        if (self.today - days[0]).days <= 90:
            return Kpi.NEWCOMERS
        if (self.today - days[-1]).days > patience:
            return Kpi.LOST
        score = self.files[self.files.customer_id == id_].score.iloc[0]
        is_content = pd.isna(score) or score >= 4
        returns = sum((self.today - day).days <= 365 for day in days) >= 3
        return Kpi.LOYAL if returns and is_content else Kpi.SETTLED


def _share(numerator: float, denominator: int) -> float | None:
    return numerator / denominator if denominator else None


def _part(some: set[Any], whole: set[Any]) -> tuple[float | None, int, int, int]:
    return _share(len(some), len(whole)), len(whole), len(some), len(whole)


def _count(some: set[Any]) -> tuple[int, int, None, None]:
    return len(some), len(some), None, None
