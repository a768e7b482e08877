"""The people at a customer and the ways to reach them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.customers.fields import OLDEST, is_lunar_day
from care.customers.finding import find, find_contact, find_to_change
from care.customers.reach import Reach, read_reaches
from care.customers.upkeep import keep_up
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Channel, ChannelType, Contact, Customer


@dataclass(frozen=True)
class Birth:
    """A contact's birthday: in our calendar, in the lunar one, or both."""

    solar: date | None = None
    lunar: str = ""


def add_contact(
    session: Session,
    actor: Actor,
    customer_id: int,
    *,
    name: str,
    title: str,
    channels: Mapping[ChannelType, str],
    born: Birth | None = None,
) -> Contact:
    """Add a person; each text of `channels` may hold several numbers or addresses."""
    actor.require(Permission.CUSTOMER_EDIT)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_EDIT)
    reaches = _checked(name, channels, born)
    is_first = session.exec(select(Contact).where(col(Contact.customer_id) == customer.id)).first() is None

    contact = Contact(customer_id=customer.id, name=name.strip()[:100], title=title.strip()[:60], is_primary=is_first)
    _give_birthday(contact, born)
    session.add(contact)
    session.flush()
    _replace_channels(session, contact, reaches, ())
    return _done(session, actor, "customer.contact_added", customer, contact)


def edit_contact(
    session: Session,
    actor: Actor,
    contact_id: int,
    *,
    name: str,
    title: str,
    channels: Mapping[ChannelType, str],
    seen: Collection[Reach] = (),
    born: Birth | None = None,
) -> Contact:
    """Change a person; of the channels that the writer has seen, those no longer in the text go, and no others.

    Without `born` the birthday stays as it is.
    """
    actor.require(Permission.CUSTOMER_EDIT)
    contact, customer = find_contact(session, actor, contact_id)
    reaches = _checked(name, channels, born)

    contact.name, contact.title = name.strip()[:100], title.strip()[:60]
    _give_birthday(contact, born)
    _replace_channels(session, contact, reaches, seen)
    return _done(session, actor, "customer.contact_changed", customer, contact)


def add_channels(session: Session, actor: Actor, contact_id: int, *, channels: Mapping[ChannelType, str]) -> Contact:
    """Further ways to reach a person: nothing goes, and what anybody at this customer has is not added again."""
    actor.require(Permission.CUSTOMER_EDIT)
    contact, customer = find_contact(session, actor, contact_id)
    known = set(session.exec(select(Channel.value_key).where(col(Channel.customer_id) == customer.id)))
    reaches = _checked(contact.name, channels, None)
    session.add_all(_channel(contact, reach) for reach in reaches if reach.key not in known)
    return _done(session, actor, "customer.contact_changed", customer, contact)


def make_primary(session: Session, actor: Actor, contact_id: int) -> Contact:
    """This is the person to ask for first."""
    actor.require(Permission.CUSTOMER_EDIT)
    contact, customer = find_contact(session, actor, contact_id)
    others = update(Contact).where(col(Contact.customer_id) == customer.id)
    session.execute(others.values(is_primary=col(Contact.id) == contact.id))
    return _done(session, actor, "customer.contact_changed", customer, contact)


def remove_contact(session: Session, actor: Actor, contact_id: int) -> Customer:
    actor.require(Permission.CUSTOMER_EDIT)
    contact, customer = find_contact(session, actor, contact_id)
    session.execute(delete(Channel).where(col(Channel.contact_id) == contact.id))
    session.delete(contact)
    session.flush()
    keep_up(session, customer)
    audit.record(session, actor, "customer.contact_removed", customer)
    return customer


def reveal_channels(session: Session, actor: Actor, customer_id: int) -> dict[int, tuple[Reach, ...]]:
    """Every number and address in full, by contact. Whoever looks leaves a line in the log."""
    actor.require(Permission.CUSTOMER_REVEAL)
    customer = find(session, actor, customer_id, Permission.CUSTOMER_REVEAL)
    rows = session.exec(
        select(Channel).where(col(Channel.customer_id) == customer.id).order_by(col(Channel.is_primary).desc())
    ).all()
    found: dict[int, tuple[Reach, ...]] = {}
    for row in rows:
        found[row.contact_id] = (*found.get(row.contact_id, ()), Reach(row.type, row.value))
    audit.record(session, actor, "customer.revealed", customer, count=len(rows))
    return found


def _checked(name: str, channels: Mapping[ChannelType, str], born: Birth | None) -> tuple[Reach, ...]:
    problems: dict[str, str] = {}
    if not name.strip():
        problems["name"] = _("Please enter a name.")
    if born is not None and born.solar is not None and not OLDEST <= born.solar <= clock.today():
        problems["birthday"] = _("This birthday cannot be right.")
    if born is not None and not is_lunar_day(born.lunar):
        problems["birthday_lunar"] = _("The lunar calendar has no such day.")
    reaches = read_reaches(dict(channels), problems)
    if problems:
        raise Invalid(problems)
    return reaches


def _give_birthday(contact: Contact, born: Birth | None) -> None:
    if born is not None:
        contact.birthday, contact.birthday_lunar = born.solar, born.lunar


def _replace_channels(session: Session, contact: Contact, reaches: tuple[Reach, ...], seen: Collection[Reach]) -> None:
    """Keep the rows that are still named, so that their history stays, and those that a colleague added meanwhile."""
    kept = {Reach(row.type, row.value): row for row in _channels(session, contact)}
    for reach, row in kept.items():
        if reach in seen and reach not in reaches:
            session.delete(row)
    for order, reach in enumerate(reaches):
        row = kept.get(reach) or _channel(contact, reach)
        row.is_primary = order == 0
        session.add(row)


def _channel(contact: Contact, reach: Reach) -> Channel:
    return Channel(
        contact_id=contact.id,
        customer_id=contact.customer_id,
        type=reach.type,
        value=reach.value,
        value_key=reach.key,
    )


def _channels(session: Session, contact: Contact) -> list[Channel]:
    return list(session.exec(select(Channel).where(col(Channel.contact_id) == contact.id)))


def _done(session: Session, actor: Actor, action: str, customer: Customer, contact: Contact) -> Contact:
    keep_up(session, customer)
    audit.record(session, actor, action, customer, detail={"contact": contact.id})
    return contact
