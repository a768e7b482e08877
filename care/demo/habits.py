"""How the demo's customers buy: some often, some once, some never again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from care.demo.cast import SEASONS, WARES, Ware
from db.models import OrderStatus

HISTORY_DAYS = 730


@dataclass(frozen=True)
class Line:
    ware: Ware
    quantity: int

    @property
    def cents(self) -> int:
        return self.ware.cents * self.quantity


@dataclass(frozen=True)
class Purchase:
    at: datetime
    lines: tuple[Line, ...]
    status: OrderStatus
    refund_cents: int

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)


@dataclass(frozen=True)
class Habit:
    """Days between two purchases; None: bought once or not at all. How many of a hundred customers are so."""

    share: int
    gap: int | None
    bought: bool = True
    stops: bool = False
    lines: int = 2


HABITS = (
    Habit(14, None, bought=False),
    Habit(18, None),
    Habit(22, 38, lines=3),
    Habit(28, 95),
    Habit(14, 60, stops=True),
    Habit(4, 420),
)


def came(chance: Random, today: date) -> date:
    """More come every month: the firm grows."""
    return today - timedelta(days=int(HISTORY_DAYS * chance.random() ** 1.35))


def purchases(chance: Random, habit: Habit, first: date, today: date, zone: ZoneInfo) -> list[Purchase]:
    days = _days(chance, habit, first, today) if habit.bought else ()
    return [_purchase(chance, habit, day, zone) for day in days]


def _days(chance: Random, habit: Habit, first: date, today: date) -> Iterator[date]:
    last = today
    if habit.stops:
        last = min(today, first + timedelta(days=chance.randrange(20, 260)))
    day = first
    while day <= last:
        yield day
        if habit.gap is None:
            return
        # The busier the month, the sooner one comes again.
        day += timedelta(days=max(1, round(habit.gap * chance.uniform(0.5, 1.5) / SEASONS[day.month - 1])))


def _purchase(chance: Random, habit: Habit, day: date, zone: ZoneInfo) -> Purchase:
    moment = datetime.combine(day, time(chance.randrange(9, 21), chance.randrange(60)), zone)
    wares = chance.sample(WARES, chance.randrange(1, habit.lines + 1))
    lines = tuple(Line(ware, chance.choice((1, 1, 1, 2, 2, 3))) for ware in wares)
    fate = chance.random()
    if fate < 0.03:
        return Purchase(moment, lines, OrderStatus.CANCELLED, 0)
    if fate < 0.04:
        return Purchase(moment, lines, OrderStatus.REFUNDED, sum(line.cents for line in lines))
    return Purchase(moment, lines, OrderStatus.VALID, lines[0].ware.cents if fate < 0.06 else 0)
