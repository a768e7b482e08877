"""One rule's compliance: its rate in a period, thirteen months, by team and by person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.check import Asked, Check
from care.handbook.counting import Group, counted, excused
from care.handbook.rate import MonthRate, PartRate, Rate
from care.handbook.readings import measured, past
from care.kpis import Bounds, Period, Stretches, months_to
from core import clock
from db.models import Team, User

MONTHS = 13


@dataclass(frozen=True)
class Compliance:
    rate: Rate
    months: tuple[MonthRate, ...]
    """The oldest first; the last one ends with the period."""
    teams: tuple[PartRate, ...]
    people: tuple[PartRate, ...]
    is_snapshot: bool
    """Counted as things are now, whatever the period."""


@dataclass(frozen=True)
class Names:
    """Read once for however many rules."""

    people: Mapping[int, str]
    teams: Mapping[int, str]


def names(session: Session) -> Names:
    return Names(
        dict(session.exec(select(User.id, User.name)).all()), dict(session.exec(select(Team.id, Team.name)).all())
    )


def compliance(
    session: Session, actor: Actor, check: Check, parameters: Mapping[str, Any], *, period: Period, known: Names
) -> Compliance:
    actor.require(Permission.HANDBOOK_READ)
    asked = Asked(clock.now(), check.chosen(parameters))
    span = Bounds(period.start, period.counted_to(clock.today()))
    months = [Bounds(start, end) for start, end in months_to(span.end, MONTHS) if end > start]
    days = Stretches.of([span, *months])
    groups = counted(session, actor, check, asked, days)
    forgiven = excused(session, check)
    pardoned = counted(session, actor, check, asked, days, among=forgiven) if forgiven else []
    here = _Place(days, span, is_snapshot=check.is_snapshot)
    within, pardoned_within = here.of(groups), here.of(pardoned)
    return Compliance(
        rate=_rate(within, pardoned_within),
        months=_months(session, actor, check, asked, days, months, groups, pardoned),
        teams=_parts(within, pardoned_within, "team_id", known.teams),
        people=_parts(within, pardoned_within, "who_id", known.people),
        is_snapshot=check.is_snapshot,
    )


class _Place:
    """Which groups lie in a span."""

    def __init__(self, days: Stretches, span: Bounds, *, is_snapshot: bool) -> None:
        first, last = days.days.index(span.start), days.days.index(span.end)
        self._places = range(1) if is_snapshot else range(first, last)

    def of(self, groups: Iterable[Group]) -> list[Group]:
        return [group for group in groups if group.place in self._places]


def _rate(groups: Iterable[Group], pardoned: Iterable[Group]) -> Rate:
    total = kept = 0
    for group in groups:
        total += group.n
        kept += group.n * group.is_met
    return Rate(kept, total, sum(group.n for group in pardoned if not group.is_met))


def _parts(
    groups: Iterable[Group], pardoned: Iterable[Group], cut: str, known: Mapping[int, str]
) -> tuple[PartRate, ...]:
    """Whoever broke the rule most often comes first."""
    found: dict[int | None, Rate] = defaultdict(Rate)
    for group in groups:
        found[getattr(group, cut)] += Rate(group.n * group.is_met, group.n)
    for group in pardoned:
        if not group.is_met:
            found[getattr(group, cut)] += Rate(excused=group.n)
    parts = [PartRate(id_, known.get(id_ or 0, ""), rate) for id_, rate in found.items()]
    return tuple(sorted(parts, key=lambda part: (-part.rate.breaches, -part.rate.n, part.id or 0)))


def _months(
    session: Session, actor: Actor, check: Check, asked: Asked, days: Stretches, months: list[Bounds],
    groups: list[Group], pardoned: list[Group],
) -> tuple[MonthRate, ...]:  # fmt: skip
    if not check.is_snapshot:
        spans = [(month.start, _Place(days, month, is_snapshot=False)) for month in months]
        return tuple(MonthRate(start, _rate(place.of(groups), place.of(pardoned))) for start, place in spans)
    read = past(session, actor, measured(check, asked.parameters), since=months[0].start)
    this = clock.today().replace(day=1)
    return tuple(MonthRate(month.start, _read(read, month.start, this, groups)) for month in months)


def _read(read: Mapping[date, Rate], month: date, this: date, groups: list[Group]) -> Rate | None:
    return _rate(groups, ()) if month == this else read.get(month)
