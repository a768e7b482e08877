"""The one row a command is about: seen and permitted, or not there at all."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from core.errors import NotFound
from db.models import Contact, Customer


def find(session: Session, actor: Actor, customer_id: int, permission: Permission) -> Customer:
    """The customer, if `permission` reaches them."""
    query = select(Customer).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def find_to_change(session: Session, actor: Actor, customer_id: int, permission: Permission) -> Customer:
    """The same, held until the transaction ends, so that two writers take turns."""
    query = select(Customer).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    found = session.exec(query.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def find_contact(session: Session, actor: Actor, contact_id: int) -> tuple[Contact, Customer]:
    """A contact of a customer whose file the actor may edit."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFound
    return contact, find_to_change(session, actor, contact.customer_id, Permission.CUSTOMER_EDIT)
