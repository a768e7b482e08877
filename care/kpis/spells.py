"""Spells of days: from one ordinal up to another, which is no longer in it."""

from __future__ import annotations

from collections.abc import Iterable

from care.kpis.trace_measures import Amounts, slot

Spell = tuple[int, int]


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """In the order of their starts, those that touch made one; empty ones left out."""
    found: list[Spell] = []
    for start, end in spells:
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def shared(some: Iterable[Spell], others: Iterable[Spell]) -> list[Spell]:
    both = [(max(one[0], other[0]), min(one[1], other[1])) for one in some for other in others]
    return [spell for spell in both if spell[0] < spell[1]]


def add(amounts: Amounts, measure: int, spells: Iterable[Spell]) -> None:
    """One more on the first day and one less on the day after the last: sums up to a day tell who is within."""
    for start, end in spells:
        amounts[slot(measure, start)] += 1
        amounts[slot(measure, end)] -= 1
