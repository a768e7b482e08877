"""The one greeting or gift a command is about, and the person it is for."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.customers import clean_email
from care.greetings.filling import Addressee
from core.errors import NotFound
from db.models import Channel, ChannelType, Contact, Customer, CustomerKind, Gift, Greeting, User


@dataclass(frozen=True)
class Receiver:
    addressee: Addressee
    mailbox: str
    """Empty: we have none."""


def find(session: Session, actor: Actor, greeting_id: int, permission: Permission) -> tuple[Greeting, Customer]:
    """The greeting and its customer, if `permission` reaches them."""
    return _found(session, actor, greeting_id, permission, hold=False)


def find_to_change(
    session: Session, actor: Actor, greeting_id: int, permission: Permission
) -> tuple[Greeting, Customer]:
    """The same, held until the transaction ends: of two who send one greeting, the second is told."""
    return _found(session, actor, greeting_id, permission, hold=True)


def _found(
    session: Session, actor: Actor, greeting_id: int, permission: Permission, *, hold: bool
) -> tuple[Greeting, Customer]:
    query = select(Greeting, Customer).join(Customer, col(Customer.id) == col(Greeting.customer_id))
    query = query.where(col(Greeting.id) == greeting_id, customers_visible_to(actor, permission))
    found = session.exec(query.with_for_update(of=Greeting) if hold else query).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def find_gift(session: Session, actor: Actor, gift_id: int, permission: Permission) -> tuple[Gift, Customer]:
    query = select(Gift, Customer).join(Customer, col(Customer.id) == col(Gift.customer_id))
    query = query.where(col(Gift.id) == gift_id, customers_visible_to(actor, permission))
    found = session.exec(query.with_for_update(of=Gift)).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def receiver_of(session: Session, customer: Customer, contact_id: int | None) -> Receiver:
    """The person named, else the one to ask for first; a private customer is the customer."""
    contact = session.get(Contact, contact_id) if contact_id else None
    if contact is None or contact.customer_id != customer.id:
        contact = _first_contact(session, customer.id)
    company = "" if customer.kind is CustomerKind.PERSON else customer.company or customer.name
    if contact is None or (customer.kind is CustomerKind.PERSON and contact.is_primary):
        who = Addressee(customer.name, contact.title if contact else "", company)
    else:
        who = Addressee(contact.name, contact.title, company)
    return Receiver(who, _mailbox(session, customer.id, contact, is_named=contact_id is not None))


def name_of(session: Session, user_id: int | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""


def _first_contact(session: Session, customer_id: int) -> Contact | None:
    query = select(Contact).where(col(Contact.customer_id) == customer_id)
    return session.exec(query.order_by(_first(col(Contact.is_primary)), col(Contact.id)).limit(1)).first()


def _mailbox(session: Session, customer_id: int, contact: Contact | None, *, is_named: bool) -> str:
    """A person's birthday greeting does not go to a colleague's mailbox."""
    query = select(Channel.value).where(col(Channel.customer_id) == customer_id, col(Channel.type) == ChannelType.EMAIL)
    if contact is not None:
        own = col(Channel.contact_id) == contact.id
        query = query.where(own) if is_named else query.order_by(_first(own))
    found = session.exec(query.order_by(_first(col(Channel.is_primary)), col(Channel.id)).limit(1)).first()
    return clean_email(found or "") or ""


def _first(condition: Any) -> ColumnElement[int]:
    return case((condition, 0), else_=1)
