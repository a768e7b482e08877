"""Customers of whom nothing says when they hear from us next: no next step was agreed, no revisit is planned."""

from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.customer_ways import in_own_hands
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.today.items import SHOWN, Kind
from care.today.lines import Group, Line
from db import dialect
from db.models import Customer, Interaction, Revisit, VisitState


def unplanned(session: Session, actor: Actor) -> Group:
    """Of one's own customers, also for whoever looks after the whole firm: the longest without an order come last."""
    stepped = select(col(Interaction.customer_id)).where(
        col(Interaction.is_open_step), col(Interaction.customer_id) == col(Customer.id)
    )
    visited = select(col(Revisit.customer_id)).where(
        col(Revisit.state) == VisitState.OPEN, col(Revisit.customer_id) == col(Customer.id)
    )
    reach = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    # Asked in this turn: most have a visit planned, and one look into an index says so.
    is_planned = or_(visited.correlate(Customer).exists(), stepped.correlate(Customer).exists())
    last = col(Customer.last_order_on)
    columns: Any = (col(Customer.id), last, func.count().over())
    query = select(*columns).where(reach, in_own_hands(actor), ~is_planned)
    query = query.order_by(last.desc().nulls_last(), col(Customer.id).desc()).limit(SHOWN)
    found = session.execute(dialect.by_key(query, Customer)).all()
    return Group([Line(on, id_, Kind.UNPLANNED) for id_, on, _n in found], found[0][2] if found else 0)
