"""Choosing whom to greet on a festival or a day of the firm's own, beyond those whom the planner takes by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.almanac import Festival, festival_day
from care.greetings.named_days import days_within
from care.greetings.planning import called_off, insert_wanted, revive, states_of
from care.greetings.policy import Window
from care.greetings.wanted import Wanted, festival_key, named_key
from care.privacy import agreed_to
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import (
    Channel,
    ChannelType,
    ConsentPurpose,
    Customer,
    CustomerTag,
    Greeting,
    GreetingState,
    NamedDay,
    Occasion,
    Tag,
    Tier,
)

_AHEAD = timedelta(days=365)
MOST = 20_000
"""So many customers are planned in one go."""


@dataclass(frozen=True)
class Target:
    """The coming festival or day that customers are chosen for."""

    code: str
    """spring_festival, or named:3."""
    occasion: Occasion
    about: str
    day: date
    year: int
    named_id: int | None = None

    def key(self, customer_id: int) -> str:
        if self.named_id is not None:
            return named_key(self.named_id, self.year, customer_id)
        return festival_key(self.about, self.year, customer_id)


@dataclass(frozen=True)
class Segment:
    """Empty: not chosen by."""

    tiers: tuple[Tier, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class SegmentCount:
    """What will happen, in numbers."""

    chosen: int
    agreed: int
    planned: int
    """Of those who agreed, so many stand on the list already or were greeted."""
    with_mailbox: int

    @property
    def new(self) -> int:
        return self.agreed - self.planned


def targets(session: Session, actor: Actor) -> tuple[Target, ...]:
    """The festivals and the firm's own days of the coming year, the next first."""
    actor.require(Permission.GREETING_READ)
    window = Window(clock.today(), clock.today() + _AHEAD)
    return tuple(sorted([*_festivals(window), *_named(session, window)], key=lambda one: (one.day, one.code)))


def segment_count(session: Session, actor: Actor, *, target: Target, segment: Segment) -> SegmentCount:
    actor.require(Permission.GREETING_SEND)
    chosen, agreed = _chosen(actor, segment), agreed_to(ConsentPurpose.CARE)
    here = (col(Greeting.occasion) == target.occasion, col(Greeting.about) == target.about)
    whose = col(Greeting.customer_id) == col(Customer.id)
    stands = col(Greeting.state) != GreetingState.CANCELLED
    planned = select(col(Greeting.id)).where(whose, *here, col(Greeting.day) == target.day, stands).exists()
    mailbox = (
        select(col(Channel.id))
        .where(col(Channel.customer_id) == col(Customer.id), col(Channel.type) == ChannelType.EMAIL)
        .exists()
    )
    return SegmentCount(
        _count(session, *chosen),
        _count(session, *chosen, agreed),
        _count(session, *chosen, agreed, planned),
        _count(session, *chosen, agreed, mailbox),
    )


def plan_segment(session: Session, actor: Actor, *, target: Target, segment: Segment) -> int:
    """Put those who agreed on the list; whoever stands there already stays as they are, what was called off
    stands there again. How many are new.
    """
    actor.require(Permission.GREETING_SEND)
    known = next((one for one in targets(session, actor) if one.code == target.code), None)
    if known is None:
        raise Invalid({"target": _("Please choose a day that is still to come.")})
    query = select(col(Customer.id)).where(*_chosen(actor, segment), agreed_to(ConsentPurpose.CARE))
    ids = session.exec(query.order_by(col(Customer.id)).limit(MOST + 1)).all()
    if len(ids) > MOST:
        raise Invalid({"segment": _("These are more than {n} customers. Please narrow them down.").format(n=MOST)})
    found = {one.key: one for one in (_wanted(known, id_) for id_ in ids)}
    again = called_off(found, states_of(session, found))
    number = revive(session, again, planned_by_id=actor.id)
    number += insert_wanted(session, found.values(), planned_by_id=actor.id)
    detail = {"occasion": known.occasion.value, "about": known.about, "day": known.day.isoformat()}
    audit.record(session, actor, "greeting.planned", count=number, detail=detail)
    return number


def _wanted(target: Target, customer_id: int) -> Wanted:
    return Wanted(target.key(customer_id), customer_id, target.occasion, target.day, target.about)


def _festivals(window: Window) -> list[Target]:
    found = []
    for festival in Festival:
        days = (festival_day(festival, year) for year in (window.first.year, window.last.year))
        day = next((day for day in days if window.first <= day <= window.last), None)
        if day is not None:
            found.append(Target(festival.value, Occasion.FESTIVAL, festival.value, day, day.year))
    return found


def _named(session: Session, window: Window) -> list[Target]:
    kept = (col(NamedDay.customer_id).is_(None), col(NamedDay.removed_at).is_(None))
    own = session.exec(select(NamedDay).where(*kept).order_by(col(NamedDay.id))).all()
    found = []
    for named in own:
        for year, day in days_within(named, window)[:1]:
            found.append(Target(f"named:{named.id}", Occasion.NAMED_DAY, named.name, day, year, named.id))
    return found


def _chosen(actor: Actor, segment: Segment) -> Sequence[ColumnElement[bool]]:
    where: list[Any] = [customers_visible_to(actor, Permission.GREETING_SEND)]
    if segment.tiers:
        where.append(col(Customer.tier).in_(segment.tiers))
    if segment.regions:
        where.append(col(Customer.region).in_(segment.regions))
    if segment.tags:
        tagged = select(col(CustomerTag.customer_id)).join(Tag, col(Tag.id) == col(CustomerTag.tag_id))
        where.append(col(Customer.id).in_(tagged.where(col(Tag.name).in_(segment.tags))))
    return where


def _count(session: Session, *where: Any) -> int:
    return session.exec(select(func.count(col(Customer.id))).where(*where)).one()
