"""One customer's file, as the profile shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care import rulebook
from care.customers.completeness import FACTS, missing
from care.customers.contentment import discontent_among
from care.customers.fields import EDITABLE, FINANCE
from care.customers.finding import find
from care.customers.lifecycle import LifecyclePolicy, Purchases, lifecycle
from care.customers.reach import mask
from care.customers.tags import tags_of
from care.customers.verification import VerificationPolicy, is_stale, verify_by
from core import clock
from db.models import Channel, ChannelType, Contact, Customer, Lifecycle, Tier, User


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
    birthday: date | None = None
    birthday_lunar: str = ""


@dataclass(frozen=True)
class Freshness:
    """How complete the file is, and how long ago somebody said that it is true."""

    completeness: int
    missing: tuple[str, ...]
    """Names of fields, the weightiest first."""
    verified_at: datetime | None
    verify_by: datetime
    is_stale: bool


@dataclass(frozen=True)
class Bought:
    first_on: date | None
    last_on: date | None
    usual_gap_days: int | None
    order_count: int
    revenue_cents: int


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
    freshness: Freshness
    fields: dict[str, Any]
    """What may be edited, as stored; without the finance note for whoever may not see it."""
    tags: tuple[str, ...]
    contacts: tuple[Person, ...]
    bought: Bought
    may: frozenset[Permission]
    """What the actor may do with this very customer."""


def profile(session: Session, actor: Actor, customer_id: int) -> Profile:
    """Everything about one customer, masked; NotFound for somebody else's."""
    actor.require(Permission.CUSTOMER_READ)
    customer = find(session, actor, customer_id, Permission.CUSTOMER_READ)
    contacts, types = _contacts(session, customer_id)
    may = _permitted(session, actor, customer_id)
    return Profile(
        id=customer.id,
        number=customer.number,
        name=customer.name,
        version=customer.row_version,
        tier=customer.tier,
        tier_reason=customer.tier_reason,
        lifecycle=lifecycle(_facts(session, customer), clock.today(), rulebook.in_force(session, LifecyclePolicy)),
        owner=_name(session, customer.owner_id),
        owner_id=customer.owner_id,
        backup_owner=_name(session, customer.backup_owner_id),
        backup_owner_id=customer.backup_owner_id,
        has_consent=customer.has_consent,
        freshness=_freshness(customer, types, rulebook.in_force(session, VerificationPolicy)),
        fields=_fields(customer, may),
        tags=tags_of(session, customer_id),
        contacts=contacts,
        bought=_bought(customer),
        may=may,
    )


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
    persons = [
        Person(
            row.id, row.name, row.title, row.is_primary, tuple(ways.get(row.id, ())), row.birthday, row.birthday_lunar
        )
        for row in people
    ]
    return tuple(persons), {channel.type for channel in channels}


def _freshness(customer: Customer, types: set[ChannelType], policy: VerificationPolicy) -> Freshness:
    facts = {field: getattr(customer, field, None) for field in FACTS}
    verified, created = customer.last_verified_at, customer.created_at
    return Freshness(
        completeness=customer.completeness,
        missing=tuple(missing(facts, types)),
        verified_at=verified,
        verify_by=verify_by(customer.tier, verified, created, policy),
        is_stale=is_stale(customer.tier, verified, created, clock.now(), policy),
    )


def _bought(customer: Customer) -> Bought:
    return Bought(
        customer.first_order_on,
        customer.last_order_on,
        customer.usual_gap_days,
        customer.order_count,
        customer.revenue_cents,
    )


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


def _facts(session: Session, customer: Customer) -> Purchases:
    return Purchases(
        customer.first_order_on,
        customer.last_order_on,
        customer.third_last_order_on,
        customer.usual_gap_days,
        customer.lapses_on,
        customer.id in discontent_among(session, [customer.id]),
    )


def _name(session: Session, user_id: int | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""
