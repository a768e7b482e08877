"""All numbers of each part of the firm, or of each month of a period, by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.choice_queries import choices
from care.kpis.filters import Filters
from care.kpis.number_queries import numbers
from care.kpis.numbers import Numbers
from care.kpis.periods import Period, custom, first_of_month
from care.kpis.showing import NumberPolicy
from db.models import Source, Tier


class Cut(StrEnum):
    TEAM = "team"
    OWNER = "owner"
    TIER = "tier"
    REGION = "region"
    SOURCE = "source"
    MONTH = "month"


@dataclass(frozen=True)
class Part:
    key: str
    name: str
    """As stored: the name of a team, person or region; else the key."""
    numbers: Numbers


def numbers_by(
    session: Session,
    actor: Actor,
    *,
    cut: Cut,
    period: Period,
    filters: Filters | None = None,
    showing: NumberPolicy | None = None,
) -> tuple[Part, ...]:
    """Complaints of nobody we know are in no part; nor, of teams, owners and regions, are customers without one."""
    actor.require(Permission.KPI_READ)
    filters = filters or Filters()
    if cut is Cut.MONTH:
        return _months(session, actor, period, filters, showing)
    offered = choices(session, actor)
    keys: dict[Cut, list[tuple[str, str, Filters]]] = {
        Cut.TEAM: [(str(id_), name, replace(filters, team_id=id_)) for id_, name in offered.teams],
        Cut.OWNER: [(str(id_), name, replace(filters, owner_id=id_)) for id_, name in offered.owners],
        Cut.TIER: [(tier.value, tier.value, replace(filters, tier=tier)) for tier in Tier],
        Cut.REGION: [(region, region, replace(filters, region=region)) for region in offered.regions],
        Cut.SOURCE: [(source.value, source.value, replace(filters, source=source)) for source in Source],
    }
    return tuple(
        Part(key, name, numbers(session, actor, period=period, filters=some, months_shown=0, showing=showing))
        for key, name, some in keys[cut]
    )


def _months(
    session: Session, actor: Actor, period: Period, filters: Filters, showing: NumberPolicy | None
) -> tuple[Part, ...]:
    """Whole months, the first and the last as far as the period reaches."""
    parts, start = [], period.start
    while start < period.end:
        following = min(first_of_month(start, 1), period.end)
        month = custom(start, Period(period.kind, start, following).last_day)
        told = numbers(session, actor, period=month, filters=filters, months_shown=0, showing=showing)
        parts.append(Part(f"{start:%Y-%m}", f"{start:%Y-%m}", told))
        start = following
    return tuple(parts)
