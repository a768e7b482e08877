"""Customers of whom nothing says when they hear from us next: no next step was agreed, no revisit is planned."""

from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.today.items import SHOWN, Kind
from care.today.lines import Group, Line
from db import dialect
from db.models import Customer, Interaction, Revisit, VisitState


def unplanned(session: Session, actor: Actor) -> Group:
    """Of one's own customers, also for whoever looks after the whole firm: the longest without an order come last."""
    mine = or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
    stepped = select(col(Interaction.customer_id)).where(
        col(Interaction.is_open_step), col(Interaction.customer_id) == col(Customer.id)
    )
    visited = select(col(Revisit.customer_id)).where(
        col(Revisit.state) == VisitState.OPEN, col(Revisit.customer_id) == col(Customer.id)
    )
    reach = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    # Asked in this turn: most have a visit planned, and one look into an index says so.
    where = and_(reach, mine, ~visited.correlate(Customer).exists(), ~stepped.correlate(Customer).exists())
    last = col(Customer.last_order_on)
    total = _scan(session, select(func.count(col(Customer.id))).where(where)).one()
    if not total:
        return Group()
    first = select(col(Customer.id), last).where(where).order_by(last.desc().nulls_last(), col(Customer.id).desc())
    return Group([Line(on, id_, Kind.UNPLANNED) for id_, on in _scan(session, first.limit(SHOWN))], int(total))


def _scan(session: Session, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Customer, "ix_customers_scan")
    return session.exec(hinted)
