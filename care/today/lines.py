"""Lines of a day before they have names: names are looked up for those that are shown, no others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from care.greetings import GreetingLine
from care.today.items import SHOWN, Day, Item, Kind, Lane
from core import clock
from db.models import Customer


@dataclass(frozen=True)
class Line:
    day: date | None
    customer_id: int
    kind: Kind
    words: str = ""
    """What was said to come next."""
    revisit_id: int | None = None
    greeting: GreetingLine | None = None


@dataclass(frozen=True)
class Dated(Line):
    day: date


@dataclass(frozen=True)
class Group:
    """The first lines, and how many there are."""

    lines: Sequence[Line] = ()
    total: int = 0


def by_day(line: Dated) -> tuple[date, int]:
    return line.day, line.customer_id


def in_turn(*groups: Group) -> Group:
    """What a customer was promised comes before what only we want done: group by group."""
    return Group([line for one in groups for line in one.lines], sum(one.total for one in groups))


def in_time(*groups: Group) -> Group:
    """Day by day, on each day group by group."""
    together = in_turn(*groups)
    return Group(sorted(together.lines, key=lambda line: line.day or date.max), together.total)


def named(session: Session, groups: dict[str, Group]) -> Day:
    """Names are looked up for the lines that are shown, no others."""
    shown = {line.customer_id for one in groups.values() for line in one.lines[:SHOWN]}
    found = session.exec(select(col(Customer.id), col(Customer.name)).where(col(Customer.id).in_(shown)))
    names = dict(found.all())
    return Day(**{name: Lane(tuple(_items(one, names)), one.total) for name, one in groups.items()})


def _items(shown: Group, names: dict[int, str]) -> Iterable[Item]:
    for line in shown.lines[:SHOWN]:
        yield Item(
            line.customer_id, names[line.customer_id], line.kind, line.day, line.words, line.revisit_id, line.greeting
        )


def day_of(moment: datetime) -> date:
    return clock.local(moment).date()
