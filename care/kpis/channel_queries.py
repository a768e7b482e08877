"""Contacts written down in a period, by the channel on which people talked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import case, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.complaint_population import between
from care.kpis.figures import Bounds, Value
from care.kpis.filters import Filters
from care.kpis.formulas import Formula, Unit
from care.kpis.periods import Period
from care.kpis.population import is_everybody, of_population
from core import clock
from core.i18n import N_
from db.models import Interaction, Medium, Outcome


class ContactKpi(StrEnum):
    CHANNELS = "channels"


CHANNEL_FORMULA = Formula(
    ContactKpi.CHANNELS,
    N_("Contacts by channel"),
    N_(
        "Contacts written down with customers, about complaints too, by the channel and on the day on which people "
        "talked; and the share in which somebody was reached."
    ),
    N_(
        "Attempts that reached nobody are contacts too. Contacts with people who are no customers of ours are the "
        "whole firm's: they are in no part of it."
    ),
    Unit.CONTACTS,
    N_("contacts written down"),
)


@dataclass(frozen=True)
class Channel:
    medium: Medium
    n: int
    reached: Value
    """In how many somebody was reached, of how many."""


@dataclass(frozen=True)
class ChannelMix:
    channels: tuple[Channel, ...]
    """Those that were used, the most used first."""
    n: int
    reached: Value


def channel_mix(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> ChannelMix:
    actor.require(Permission.KPI_READ)
    filters = filters or Filters()
    bounds = Bounds(period.start, period.counted_to(clock.today()))
    theirs: Any = of_population(actor, filters, col(Interaction.customer_id))  # type: ignore[arg-type]
    if is_everybody(actor, filters):
        theirs = or_(col(Interaction.customer_id).is_(None), theirs)
    reached = func.sum(case((col(Interaction.outcome) == Outcome.CONNECTED, 1), else_=0))
    query = select(col(Interaction.medium), func.count(), reached).where(between(col(Interaction.at), bounds), theirs)
    rows = session.exec(query.group_by(col(Interaction.medium))).all()
    found = [Channel(medium, int(n), _share(int(connected), int(n))) for medium, n, connected in rows]
    n, connected = sum(one.n for one in found), sum(one.reached.numerator or 0 for one in found)
    return ChannelMix(tuple(sorted(found, key=lambda one: (-one.n, one.medium))), n, _share(connected, n))


def _share(reached: int, n: int) -> Value:
    return Value(reached / n if n else None, n, reached, n)
