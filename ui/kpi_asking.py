"""The numbers of a page and their cards, kept for a minute: for this person alone, and while nothing has changed."""

from dataclasses import dataclass
from typing import Any

from auth.actor import Actor
from care import kpis
from care.kpis import Breakdown, Choices, Filters, Numbers, Period
from ui import kpi_card_parts, period_parts
from ui.actions import ask
from ui.kept import ask_kept, keep
from ui.kpi_card_parts import Reader

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """The numbers, and the cards as they are drawn: the three large ones, and all others by group."""

    numbers: Numbers
    stamp: Stamp
    groups: list[dict[str, Any]]
    first: bytes
    others: bytes


def shown(actor: Actor, stamp: Stamp, period: Period, filters: Filters) -> Shown:
    def work() -> Shown:
        numbers = ask(kpis.numbers, period=period, filters=filters)
        reader = Reader(actor, period_parts.as_address(period, filters))
        first = kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
        others = kpi_card_parts.others(numbers, reader)
        sheets = kpi_card_parts.sheet([first]), kpi_card_parts.sheet(others)
        return Shown(numbers, stamp, [first, *others], *sheets)

    return keep(actor, stamp, work, shown, period, filters)


def glance(actor: Actor, period: Period) -> bytes:
    """The three large cards alone, without their months."""

    def work() -> bytes:
        numbers = ask(kpis.numbers, period=period, wanted=kpi_card_parts.LARGE, months_shown=0)
        reader = Reader(actor, period_parts.as_address(period, Filters()))
        large = kpi_card_parts.group(numbers, kpi_card_parts.large(numbers), reader, is_large=True)
        return kpi_card_parts.sheet([large])

    return keep(actor, ask(kpis.stamp), work, glance, period)


def breakdown(actor: Actor, stamp: Stamp, period: Period, filters: Filters) -> Breakdown:
    return ask_kept(actor, stamp, kpis.breakdown, period=period, filters=filters)


def choices(actor: Actor, stamp: Stamp) -> Choices:
    return ask_kept(actor, stamp, kpis.choices)
