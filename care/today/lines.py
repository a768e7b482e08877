"""Lines of a day before they have names: names are looked up for those that are shown, no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from care.interactions import Steps
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


@dataclass(frozen=True)
class Dated(Line):
    day: date


@dataclass(frozen=True)
class Group:
    lines: Sequence[Line]
    total: int | None = None


def by_day(line: Dated) -> tuple[date, int]:
    return line.day, line.customer_id


def with_steps(lines: Sequence[Dated], steps: Steps, *, total: int | None = None) -> Group:
    """What a customer was promised comes before what only we want done. `total`: of the lines, if more."""
    promised = [Dated(step.on, step.customer_id, Kind.NEXT_STEP, step.words) for step in steps.first]
    merged = sorted([*promised, *lines], key=lambda line: line.day) if total is None else [*promised, *lines]
    return Group(merged, steps.total + (len(lines) if total is None else total))


def named(session: Session, groups: dict[str, Group]) -> Day:
    """Names are looked up for the lines that are shown, no others."""
    shown = {line.customer_id for group in groups.values() for line in group.lines[:SHOWN]}
    found = session.exec(
        select(col(Customer.id), col(Customer.name), col(Customer.has_consent)).where(col(Customer.id).in_(shown))
    )
    people = {id_: (name, has_consent) for id_, name, has_consent in found}
    return Day(**{name: lane_of(group, people) for name, group in groups.items()})


def lane_of(group: Group, people: dict[int, tuple[str, bool]]) -> Lane:
    items = []
    for line in group.lines[:SHOWN]:
        name, has_consent = people[line.customer_id]
        items.append(Item(line.customer_id, name, line.kind, line.day, has_consent, line.words))
    return Lane(tuple(items), len(group.lines) if group.total is None else group.total)


def day_of(moment: datetime) -> date:
    return clock.local(moment).date()
