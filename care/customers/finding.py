"""The one row a command is about: seen and permitted, or not there at all."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from core.errors import NotFound
from db import bulk
from db.models import Contact, Customer


def find(session: Session, actor: Actor, customer_id: int, permission: Permission) -> Customer:
    """The customer, if `permission` reaches them."""
    query = select(Customer).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def find_to_change(session: Session, actor: Actor, customer_id: int, permission: Permission) -> Customer:
    """The same, held until the transaction ends, so that two writers take turns.

    Rows that merely point to the customer, such as the orders of a long import, keep nobody waiting: key_share.
    """
    query = select(Customer).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    found = session.exec(query.with_for_update(key_share=True)).first()
    if found is None:
        raise NotFound
    return found


def hold(session: Session, customer_ids: Collection[int]) -> None:
    """Hold these files before what they keep of other rows is worked out anew, so that no writer misses another's."""
    query = select(col(Customer.id)).where(bulk.among(col(Customer.id), customer_ids)).order_by(col(Customer.id))
    session.exec(query.with_for_update(key_share=True)).all()


def find_contact(session: Session, actor: Actor, contact_id: int) -> tuple[Contact, Customer]:
    """A contact of a customer whose file the actor may edit."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFound
    return contact, find_to_change(session, actor, contact.customer_id, Permission.CUSTOMER_EDIT)
