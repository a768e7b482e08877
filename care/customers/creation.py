"""Adding a customer, and warning when they seem to be here already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import revisits
from care.customers.duplicates import Resembling, resembling
from care.customers.fields import FINANCE, checked
from care.customers.reach import Reach, read_reaches
from care.customers.stewardship import steward
from care.customers.upkeep import keep_up
from core import clock
from core.errors import Invalid, Refusal
from core.i18n import _
from db.models import Channel, ChannelType, Contact, Customer


class LikelyDuplicate(Refusal):
    """Somebody very like this is here already; nothing is saved until a person says it is another one."""

    def __init__(self, candidates: tuple[Resembling, ...]) -> None:
        self.candidates = candidates
        super().__init__(_("This customer seems to be here already. Please look before you save another one."))


@dataclass(frozen=True)
class NewContact:
    """A person at the customer, as typed: each channel's text may hold several."""

    name: str = ""
    title: str = ""
    channels: Mapping[ChannelType, str] = field(default_factory=dict)


def create_customer(
    session: Session,
    actor: Actor,
    *,
    details: Mapping[str, Any],
    contacts: tuple[NewContact, ...] = (),
    owner_id: int | None = None,
    is_another: bool = False,
) -> Customer:
    """Add a customer; LikelyDuplicate unless `is_another`. Whoever sees only their own becomes the owner."""
    actor.require(Permission.CUSTOMER_CREATE)
    reaches, values = _checked(actor, details, contacts)
    if not is_another:
        phones_and_mails = [reach for of_one in reaches for reach in of_one]
        found = resembling(session, actor, values["name"], values.get("region", ""), phones_and_mails)
        if found:
            raise LikelyDuplicate(found)

    # Nobody knows the id before the row is there; the number follows from it, so no two can be alike.
    customer = Customer(number=f"-{uuid4().hex}", name_key="", last_verified_at=clock.now(), **values)
    _give_to(session, actor, customer, owner_id)
    session.add(customer)
    session.flush()
    customer.number = free_number(session, customer.id)
    _add_contacts(session, customer, contacts, reaches)
    keep_up(session, customer)
    audit.record(session, actor, "customer.created", customer)
    revisits.replan(session, customer.id)
    return customer


def create_or_compare(
    session: Session, actor: Actor, *, details: Mapping[str, Any], contacts: tuple[NewContact, ...] = ()
) -> Customer | tuple[Resembling, ...]:
    """The new customer, or those whom they seem to be, for a form to show."""
    try:
        return create_customer(session, actor, details=details, contacts=contacts)
    except LikelyDuplicate as likely:
        return likely.candidates


def free_number(session: Session, customer_id: int) -> str:
    """KH-000123 for customer 123, unless a file from elsewhere brought that very number along."""
    for attempt in range(1, 100):
        number = f"KH-{customer_id:06d}" if attempt == 1 else f"KH-{customer_id:06d}-{attempt}"
        if session.exec(select(col(Customer.id)).where(col(Customer.number) == number)).first() is None:
            return number
    return f"KH-{customer_id:06d}-{uuid4().hex[:6]}"


def _checked(
    actor: Actor, details: Mapping[str, Any], contacts: tuple[NewContact, ...]
) -> tuple[list[tuple[Reach, ...]], dict[str, Any]]:
    """Channels and fields as stored; every problem of both at once."""
    problems: dict[str, str] = {}
    reaches = [read_reaches(dict(contact.channels), problems) for contact in contacts]
    values: dict[str, Any] = {}
    try:
        values = checked({"name": "", **details}, clock.today())
    except Invalid as invalid:
        problems = {**invalid.problems, **problems}
    if values.get(FINANCE):
        actor.require(Permission.CUSTOMER_FINANCE)
    if problems:
        raise Invalid(problems)
    return reaches, values


def _give_to(session: Session, actor: Actor, customer: Customer, owner_id: int | None) -> None:
    if owner_id is None and actor.scope(Permission.CUSTOMER_CREATE) is not Scope.ALL:
        owner_id = actor.id
    if owner_id != actor.id and owner_id is not None:
        actor.require(Permission.CUSTOMER_ASSIGN)
    owner = steward(session, actor, "owner", owner_id, actor.id)
    if owner is not None:
        customer.owner_id, customer.team_id = owner.id, owner.team_id


def _add_contacts(
    session: Session, customer: Customer, contacts: tuple[NewContact, ...], reaches: list[tuple[Reach, ...]]
) -> None:
    for place, (contact, of_one) in enumerate(zip(contacts, reaches, strict=True)):
        row = Contact(
            customer_id=customer.id,
            name=(contact.name.strip() or customer.name)[:100],
            title=contact.title.strip()[:60],
            is_primary=place == 0,
        )
        session.add(row)
        session.flush()
        session.add_all(
            Channel(
                contact_id=row.id,
                customer_id=customer.id,
                type=reach.type,
                value=reach.value,
                value_key=reach.key,
                is_primary=order == 0,
            )
            for order, reach in enumerate(of_one)
        )
