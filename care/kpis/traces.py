"""What one customer adds to which day: every number of a period is then a difference of sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from care.customers import LIFECYCLE, LifecyclePolicy, purchases
from care.kpis import spells
from care.kpis.trace_measures import (
    AGAIN_LATER,
    AGAIN_SOON,
    MONTHS_KEPT,
    NEXT_DAYS,
    Amounts,
    Measure,
    slot,
)
from care.orders import ACTIVE_DAYS

_MONTHS_OF = {Measure.BACK_IN_MONTH: 1, Measure.BACK_IN_QUARTER: 3, Measure.BACK_IN_YEAR: 12}


@dataclass(frozen=True)
class File:
    """A customer's file as the numbers see it; days as ordinals."""

    known: int
    stale_from: int
    filled: int
    bought: Sequence[tuple[int, int, int]] = ()
    """Day, valid orders and net cents of each purchase day, in order."""
    is_discontent: bool = False
    """Their last answer with a score was a poor one."""
    stages: LifecyclePolicy = LIFECYCLE
    """What new, loyal and lost mean."""


def of_file(file: File) -> Amounts:
    amounts: Amounts = defaultdict(int)
    days = [day for day, _orders, _cents in file.bought]
    known = min(file.known, days[0]) if days else file.known
    amounts[slot(Measure.KNOWN, known)] += 1
    amounts[slot(Measure.FILLED, known)] += file.filled
    amounts[slot(Measure.STALE, file.stale_from)] += 1
    if days:
        for day, orders, cents in file.bought:
            amounts[slot(Measure.ORDERS, day)] += orders
            amounts[slot(Measure.CENTS, day)] += cents
        _spells(amounts, days)
        _comebacks(amounts, days)
        _stages(amounts, days, file)
        _months(amounts, days)
    return {place: amount for place, amount in amounts.items() if amount}


def active(days: Iterable[int]) -> list[spells.Spell]:
    """While somebody who bought on these days, in order, counts as a customer who does."""
    return spells.joined((day, day + ACTIVE_DAYS) for day in days)


def _spells(amounts: Amounts, days: list[int]) -> None:
    amounts[slot(Measure.CAME, days[0])] += 1
    recent = spells.joined((day, day + NEXT_DAYS) for day in days)
    pairs = list(zip(days, days[1:], strict=False))
    for measure, some in (
        (Measure.ACTIVE, active(days)),
        (Measure.ACTIVE_TWICE, spells.joined((day, day + 2 * ACTIVE_DAYS) for day in days)),
        (Measure.REPEAT, spells.joined((later, earlier + ACTIVE_DAYS) for earlier, later in pairs)),
        (Measure.RECENT, recent),
        (Measure.NEXT, spells.shared(recent, [(start + NEXT_DAYS, end + NEXT_DAYS) for start, end in recent])),
    ):
        spells.add(amounts, measure, some)
    for measure, most in ((Measure.SOON, AGAIN_SOON), (Measure.LATER, AGAIN_LATER)):
        if pairs and days[1] - days[0] <= most:
            amounts[slot(measure, days[0])] += 1


def _comebacks(amounts: Amounts, days: list[int]) -> None:
    for earlier, later in zip(days, days[1:], strict=False):
        if later - earlier <= ACTIVE_DAYS:
            continue
        day = date.fromordinal(later)
        for measure, months in _MONTHS_OF.items():
            start = date(day.year, (day.month - 1) // months * months + 1, 1).toordinal()
            if earlier < start - ACTIVE_DAYS:
                amounts[slot(measure, later)] += 1


def _stages(amounts: Amounts, days: list[int], file: File) -> None:
    """As of today and later: what a stage was before the last purchase or answer is not told."""
    facts = purchases([date.fromordinal(day) for day in days], file.stages)
    assert facts.lapses_on is not None
    settled, lapses = days[0] + file.stages.new_days + 1, facts.lapses_on.toordinal()
    amounts[slot(Measure.LOST, max(lapses, settled))] += 1
    if facts.third_last_on is not None and not file.is_discontent:
        end = min(lapses, facts.third_last_on.toordinal() + file.stages.loyal_days + 1)
        if settled < end:
            amounts[slot(Measure.LOYAL, settled)] += 1
            amounts[slot(Measure.LOYAL, end)] -= 1


def _months(amounts: Amounts, days: list[int]) -> None:
    first = date.fromordinal(days[0])
    start, count = first.replace(day=1).toordinal(), first.year * 12 + first.month
    bought = {day.year * 12 + day.month - count for day in map(date.fromordinal, days)}
    for month in bought:
        if month <= MONTHS_KEPT:
            amounts[slot(Measure.KEPT + month, start)] += 1
