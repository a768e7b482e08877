"""Which rows an actor may see: one WHERE clause per owned table, carried by every query on it."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlmodel import col

from auth.actor import Actor
from auth.permissions import Permission, Scope, scope_of
from db.models import Customer, ImportJob, Order, Role, User, UserStatus


def customers_visible_to(actor: Actor, permission: Permission = Permission.CUSTOMER_READ) -> ColumnElement[bool]:
    """Customers that are not removed and that `permission` reaches."""
    return and_(col(Customer.deleted_at).is_(None), _owned(actor, actor.scope(permission)))


def orders_visible_to(actor: Actor, permission: Permission = Permission.ORDER_READ) -> ColumnElement[bool]:
    """Orders of the customers that `permission` reaches."""
    reach = _owned(actor, actor.scope(permission))
    return col(Order.customer_id).in_(select(col(Customer.id)).where(col(Customer.deleted_at).is_(None), reach))


def stewards_within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Active people who may look after customers, as far as `permission` reaches."""
    able = [role for role in Role if scope_of(role, Permission.CUSTOMER_EDIT)]
    reached = {
        Scope.ALL: true(),
        Scope.TEAM: or_(col(User.id) == actor.id, col(User.team_id) == (actor.team_id or 0)),
        Scope.OWN: col(User.id) == actor.id,
    }[actor.scope(permission)]
    return and_(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(able), reached)


def imports_visible_to(actor: Actor) -> ColumnElement[bool]:
    actor.require(Permission.IMPORT_RUN)
    return true() if actor.scope(Permission.IMPORT_RUN) is Scope.ALL else col(ImportJob.by_id) == actor.id


def _owned(actor: Actor, scope: Scope) -> ColumnElement[bool]:
    match scope:
        case Scope.ALL:
            return true()
        case Scope.TEAM:
            mine = or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
            return or_(mine, col(Customer.team_id) == actor.team_id) if actor.team_id else mine
        case Scope.OWN:
            return or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
    return false()
