"""What one chooses among when filtering or changing customers: colleagues, tags, regions."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, stewards_within
from db.models import Customer, Tag, User


@dataclass(frozen=True)
class Colleague:
    id: int
    name: str


def colleagues(session: Session, actor: Actor) -> tuple[Colleague, ...]:
    """Who can look after customers, by name, as far as the actor's reach goes."""
    query = select(col(User.id), col(User.name)).where(stewards_within(actor, Permission.CUSTOMER_READ))
    return tuple(Colleague(id_, name) for id_, name in session.exec(query.order_by(col(User.name)).limit(500)))


def tag_names(session: Session, actor: Actor) -> tuple[str, ...]:
    """Every tag in use, for choosing among them."""
    actor.require(Permission.CUSTOMER_READ)
    return tuple(session.exec(select(col(Tag.name)).order_by(col(Tag.name)).limit(500)))


def regions(session: Session, actor: Actor) -> tuple[str, ...]:
    """The regions of the actor's customers, for choosing among them."""
    visible = customers_visible_to(actor)
    query = select(col(Customer.region)).where(visible, col(Customer.region) != "").distinct().limit(200)
    return tuple(sorted(session.exec(query)))
