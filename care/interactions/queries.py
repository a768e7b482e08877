"""How things stand with a customer, and the days one may say for the next contact."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, interactions_told_to
from care.interactions.next_days import NextDay, next_days
from care.worktime import calendar_in_force
from core import clock
from core.errors import NotFound
from db.models import Customer, Interaction, Medium, Outcome, User


@dataclass(frozen=True)
class Standing:
    """The newest contact with a customer, and what was said to come next."""

    at: datetime
    medium: Medium
    outcome: Outcome
    by: str
    next_step: str
    next_on: date | None


def last_contact(session: Session, actor: Actor, customer_id: int) -> Standing | None:
    """None: nobody has written one down, or none that this actor may read."""
    actor.require(Permission.CUSTOMER_READ)
    seen = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor))
    if session.exec(seen).first() is None:
        raise NotFound
    found = session.exec(
        select(Interaction, col(User.name))
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .where(col(Interaction.customer_id) == customer_id, interactions_told_to(actor))
        .order_by(col(Interaction.at).desc(), col(Interaction.id).desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    row, by = found
    step, on = (row.next_step, row.next_on) if row.is_open_step else ("", None)
    return Standing(row.at, row.medium, row.outcome, by or row.author, step, on)


def usual_next_days(session: Session, actor: Actor) -> tuple[NextDay, ...]:
    """Days to choose the next contact from, each of them worked."""
    actor.require(Permission.CUSTOMER_EDIT)
    return next_days(clock.today(), calendar_in_force(session))
