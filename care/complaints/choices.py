"""Whom and what the forms of complaints let one choose from."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, scope_of
from auth.visibility import complaints_visible_to, orders_visible_to
from db.models import Complaint, Order, Role, Team, User, UserStatus

_MOST = 200


@dataclass(frozen=True)
class Named:
    id: int
    name: str


@dataclass(frozen=True)
class ComplaintChoices:
    handlers: tuple[Named, ...]
    """Active people who may handle complaints."""
    teams: tuple[Named, ...]


@dataclass(frozen=True)
class Linkable:
    """What a complaint of this customer can be linked with."""

    orders: tuple[Named, ...]
    """By number, the newest first."""
    complaints: tuple[Named, ...]


def complaint_choices(session: Session, actor: Actor) -> ComplaintChoices:
    actor.require(Permission.COMPLAINT_READ)
    able = [role for role in Role if scope_of(role, Permission.COMPLAINT_HANDLE)]
    people = session.exec(
        select(User.id, User.name)
        .where(col(User.role).in_(able), col(User.status) == UserStatus.ACTIVE)
        .order_by(col(User.name))
        .limit(_MOST)
    )
    teams = session.exec(select(Team.id, Team.name).order_by(col(Team.name)).limit(_MOST))
    return ComplaintChoices(tuple(Named(*row) for row in people), tuple(Named(*row) for row in teams))


def linkable(session: Session, actor: Actor, complaint_id: int) -> Linkable:
    """Orders and other complaints of the same customer; nothing where the complaint is nobody's."""
    actor.require(Permission.COMPLAINT_READ)
    query = select(Complaint.customer_id).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    customer_id = session.exec(query).first()
    if customer_id is None:
        return Linkable((), ())
    orders = session.exec(
        select(Order.id, Order.number)
        .where(col(Order.customer_id) == customer_id, orders_visible_to(actor))
        .order_by(col(Order.ordered_on).desc())
        .limit(_MOST)
    )
    others = session.exec(
        select(Complaint.id, Complaint.number)
        .where(
            col(Complaint.customer_id) == customer_id, col(Complaint.id) != complaint_id, complaints_visible_to(actor)
        )
        .order_by(col(Complaint.received_at).desc())
        .limit(_MOST)
    )
    return Linkable(tuple(Named(*row) for row in orders), tuple(Named(*row) for row in others))
