"""Changing a customer's file: the second of two writers is told and loses nothing."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.customers.fields import FINANCE, checked
from care.customers.finding import find_to_change
from care.customers.upkeep import keep_up
from core import clock
from core.errors import Conflict
from db.models import Customer


def edit_customer(
    session: Session, actor: Actor, customer_id: int, *, version: int, changes: Mapping[str, Any]
) -> Customer:
    """Save these fields of the file as it stood at `version`; Conflict when somebody saved it since."""
    actor.require(Permission.CUSTOMER_EDIT)
    if FINANCE in changes:
        actor.require(Permission.CUSTOMER_FINANCE)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_EDIT)
    values = checked(changes, clock.today())
    if customer.row_version != version:
        raise _conflict(customer, values)

    for field, value in values.items():
        setattr(customer, field, value)
    audit.record(session, actor, "customer.changed", customer)
    keep_up(session, customer)
    return customer


def _conflict(customer: Customer, yours: dict[str, Any]) -> Conflict:
    theirs = {field: getattr(customer, field) for field in yours}
    differing = [field for field in yours if theirs[field] != yours[field]]
    return Conflict(
        version=customer.row_version,
        theirs={field: theirs[field] for field in differing},
        yours={field: yours[field] for field in differing},
    )
