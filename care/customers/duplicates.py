"""Customers who seem to be the same: by phone, e-mail, name and region, or company (R7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.customers.names import company_key, mask_name, name_key
from care.customers.phones import mask_phone
from care.customers.reach import Reach
from core.i18n import N_
from db import dialect
from db.models import Channel, Customer, User

SAME_CHANNEL = N_("same phone or e-mail")
SAME_NAME = N_("same name")
_LEGAL_FORMS = ("公司", "有限公司", "有限责任公司", "股份有限公司", "集团", "集团有限公司", "(集团)有限公司")
_AT_MOST = 5


@dataclass(frozen=True)
class Resembling:
    """A customer like the one described; of one whom the actor may not open, no more than whom to ask about them."""

    id: int | None
    name: str
    mobile: str
    region: str
    owner: str
    why: str


def resembling(
    session: Session, actor: Actor, name: str, region: str, reaches: Iterable[Reach], *, apart_from: int = 0
) -> tuple[Resembling, ...]:
    """At most five customers, of everybody's, who share a channel or the name."""
    actor.require(Permission.CUSTOMER_CREATE)
    by_channel = _sharing(session, [reach.key for reach in reaches])
    by_name = _named(session, name, region)
    why = {**dict.fromkeys(by_name, SAME_NAME), **dict.fromkeys(by_channel, SAME_CHANNEL)}
    why.pop(apart_from, None)
    return _described(session, actor, why)


def _sharing(session: Session, keys: list[str]) -> list[int]:
    if not keys:
        return []
    query = select(col(Channel.customer_id)).join(Customer, col(Customer.id) == col(Channel.customer_id))
    return list(session.exec(query.where(col(Channel.value_key).in_(keys), _alive()).distinct().limit(_AT_MOST)))


def _named(session: Session, name: str, region: str) -> list[int]:
    """The same name, with or without a legal form, in the same region or where one of both is unknown."""
    bare = company_key(name)
    if not bare:
        return []
    spellings = {name_key(name), bare, *(bare + form for form in _LEGAL_FORMS)}
    query: Any = select(col(Customer.id), col(Customer.region)).where(col(Customer.name_key).in_(spellings), _alive())
    # Else SQLite goes through everybody who is not removed.
    through: Any = dialect.by_index(query.limit(50), Customer, "ix_customers_name_key")
    near = [id_ for id_, where in session.exec(through) if not region or not where or where == region]
    return near[:_AT_MOST]


def _described(session: Session, actor: Actor, why: dict[int, str]) -> tuple[Resembling, ...]:
    visible = customers_visible_to(actor).label("visible")
    query = (
        select(Customer, col(User.name), visible)
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .where(col(Customer.id).in_(list(why)[: _AT_MOST * 2]), _alive())
        .limit(_AT_MOST)
    )
    return tuple(
        Resembling(
            id=customer.id if may_open else None,
            name=customer.name if may_open else mask_name(customer.name),
            mobile=mask_phone(customer.mobile) if may_open and customer.mobile else "",
            region=customer.region if may_open else "",
            owner=owner or "",
            why=why[customer.id],
        )
        for customer, owner, may_open in session.exec(query)
    )


def _alive() -> ColumnElement[bool]:
    return col(Customer.deleted_at).is_(None)
