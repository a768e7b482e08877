"""By which ways a customer is somebody's: being in charge, standing in, belonging to the team. Each has an index."""

from sqlalchemy import ColumnElement, and_, select, true, union
from sqlmodel import col

from auth.actor import Actor
from auth.permissions import Permission, Scope
from db.models import Customer


def ways(actor: Actor, scope: Scope) -> list[ColumnElement[bool]]:
    """Each by itself is enough."""
    if scope is Scope.ALL:
        return [true()]
    if scope not in (Scope.TEAM, Scope.OWN):
        return []
    mine = [col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id]
    return [*mine, col(Customer.team_id) == actor.team_id] if scope is Scope.TEAM and actor.team_id else mine


def ways_to_customers(actor: Actor, permission: Permission) -> list[ColumnElement[bool]]:
    """What visibility.customers_visible_to says at once, one way after the other."""
    stays = col(Customer.deleted_at).is_(None)
    return [and_(stays, way) for way in ways(actor, actor.scope(permission))]


def in_own_hands(actor: Actor) -> ColumnElement[bool]:
    """Of whom the actor is in charge or stands in: few among all customers."""
    return col(Customer.id).in_(union(*(select(col(Customer.id)).where(way) for way in ways(actor, Scope.OWN))))
