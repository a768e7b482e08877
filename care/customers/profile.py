"""One customer's file, as the profile shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care.customers.completeness import WEIGHTS, missing
from care.customers.fields import EDITABLE, FINANCE
from care.customers.finding import find
from care.customers.lifecycle import Purchases, lifecycle
from care.customers.reach import mask
from care.customers.tags import tags_of
from care.customers.verification import is_stale, verify_by
from core import clock
from db.models import Channel, ChannelType, Contact, Customer, Lifecycle, Tag, Tier, User, UserStatus


@dataclass(frozen=True)
class Way:
    """One way to reach a contact, masked."""

    type: ChannelType
    shown: str


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    title: str
    is_primary: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Profile:
    id: int
    number: str
    name: str
    version: int
    tier: Tier
    tier_reason: str
    lifecycle: Lifecycle
    owner: str
    owner_id: int | None
    backup_owner: str
    backup_owner_id: int | None
    has_consent: bool
    completeness: int
    missing: tuple[str, ...]
    """Names of fields, the weightiest first."""
    verified_at: datetime | None
    verify_by: datetime
    is_stale: bool
    fields: dict[str, Any]
    """What may be edited, as stored; without the finance note for whoever may not see it."""
    tags: tuple[str, ...]
    contacts: tuple[Person, ...]
    first_order_on: date | None
    last_order_on: date | None
    usual_gap_days: int | None
    order_count: int
    revenue_cents: int
    created_at: datetime
    updated_at: datetime
    may: frozenset[Permission]
    """What the actor may do with this very customer."""


@dataclass(frozen=True)
class Colleague:
    id: int
    name: str


def profile(session: Session, actor: Actor, customer_id: int) -> Profile:
    """Everything about one customer, masked; NotFound for somebody else's."""
    actor.require(Permission.CUSTOMER_READ)
    customer = find(session, actor, customer_id, Permission.CUSTOMER_READ)
    contacts, types = _contacts(session, customer_id)
    facts = {field: getattr(customer, field, None) for field in (*WEIGHTS, "kind")}
    verified, created = customer.last_verified_at, customer.created_at
    may = _permitted(session, actor, customer_id)
    return Profile(
        id=customer.id,
        number=customer.number,
        name=customer.name,
        version=customer.row_version,
        tier=customer.tier,
        tier_reason=customer.tier_reason,
        lifecycle=lifecycle(_purchases(customer), clock.today()),
        owner=_name(session, customer.owner_id),
        owner_id=customer.owner_id,
        backup_owner=_name(session, customer.backup_owner_id),
        backup_owner_id=customer.backup_owner_id,
        has_consent=customer.has_consent,
        completeness=customer.completeness,
        missing=tuple(missing(facts, types)),
        verified_at=verified,
        verify_by=verify_by(customer.tier, verified, created),
        is_stale=is_stale(customer.tier, verified, created, clock.now()),
        fields=_fields(customer, may),
        tags=tags_of(session, customer_id),
        contacts=contacts,
        first_order_on=customer.first_order_on,
        last_order_on=customer.last_order_on,
        usual_gap_days=customer.usual_gap_days,
        order_count=customer.order_count,
        revenue_cents=customer.revenue_cents,
        created_at=created,
        updated_at=customer.updated_at,
        may=may,
    )


def colleagues(session: Session, actor: Actor) -> tuple[Colleague, ...]:
    """Who can look after customers, by name: everybody active, for whoever sees more than their own."""
    scope = actor.scope(Permission.CUSTOMER_READ)
    query = select(col(User.id), col(User.name)).where(col(User.status) == UserStatus.ACTIVE)
    if scope is Scope.OWN:
        query = query.where(col(User.id) == actor.id)
    elif scope is Scope.TEAM:
        query = query.where(col(User.team_id) == actor.team_id)
    return tuple(Colleague(id_, name) for id_, name in session.exec(query.order_by(col(User.name)).limit(500)))


def tag_names(session: Session, actor: Actor) -> tuple[str, ...]:
    """Every tag in use, for choosing among them."""
    actor.require(Permission.CUSTOMER_READ)
    return tuple(session.exec(select(col(Tag.name)).order_by(col(Tag.name)).limit(500)))


def regions(session: Session, actor: Actor) -> tuple[str, ...]:
    """The regions of the actor's customers, for choosing among them."""
    visible = customers_visible_to(actor)
    query = select(col(Customer.region)).where(visible, col(Customer.region) != "").distinct().limit(200)
    return tuple(sorted(session.exec(query)))


def _contacts(session: Session, customer_id: int) -> tuple[tuple[Person, ...], set[ChannelType]]:
    people = session.exec(
        select(Contact)
        .where(col(Contact.customer_id) == customer_id)
        .order_by(col(Contact.is_primary).desc(), col(Contact.id))
        .limit(100)
    ).all()
    channels = session.exec(
        select(Channel)
        .where(col(Channel.customer_id) == customer_id)
        .order_by(col(Channel.is_primary).desc(), col(Channel.id))
        .limit(500)
    ).all()
    ways: dict[int, list[Way]] = {}
    for channel in channels:
        ways.setdefault(channel.contact_id, []).append(Way(channel.type, mask(channel.type, channel.value)))
    persons = tuple(Person(row.id, row.name, row.title, row.is_primary, tuple(ways.get(row.id, ()))) for row in people)
    return persons, {channel.type for channel in channels}


def _fields(customer: Customer, may: frozenset[Permission]) -> dict[str, Any]:
    shown = [field for field in EDITABLE if field != FINANCE or Permission.CUSTOMER_FINANCE in may]
    return {field: getattr(customer, field) for field in shown}


def _permitted(session: Session, actor: Actor, customer_id: int) -> frozenset[Permission]:
    """A manager reads what a stand-in hands over, and yet may only change the team's own: asked one by one."""
    held = [permission for permission in Permission if permission.startswith("customer:") and actor.may(permission)]
    wide = [permission for permission in held if actor.scope(permission) is Scope.ALL]
    narrow = {permission: customers_visible_to(actor, permission) for permission in held if permission not in wide}
    reached = [
        permission
        for permission, reach in narrow.items()
        if session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, reach)).first() is not None
    ]
    return frozenset([*wide, *reached])


def _purchases(customer: Customer) -> Purchases:
    return Purchases(
        customer.first_order_on,
        customer.last_order_on,
        customer.third_last_order_on,
        customer.usual_gap_days,
        customer.lapses_on,
    )


def _name(session: Session, user_id: int | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""
