"""Which rows an actor may see: one WHERE clause per owned table, carried by every query on it."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlmodel import col

from auth.actor import Actor
from auth.customer_ways import ways
from auth.permissions import Permission, Scope, scope_of
from db.models import (
    Complaint,
    Customer,
    Escalation,
    ImportJob,
    Interaction,
    Invitation,
    Lead,
    Order,
    Revisit,
    Role,
    Subject,
    Task,
    User,
    UserStatus,
    visit_is_open,
)


def customers_visible_to(actor: Actor, permission: Permission = Permission.CUSTOMER_READ) -> ColumnElement[bool]:
    """Customers that are not removed and that `permission` reaches."""
    return and_(col(Customer.deleted_at).is_(None), _owned(actor, actor.scope(permission)))


def orders_visible_to(actor: Actor, permission: Permission = Permission.ORDER_READ) -> ColumnElement[bool]:
    """Orders of the customers that `permission` reaches."""
    reach = _owned(actor, actor.scope(permission))
    return col(Order.customer_id).in_(select(col(Customer.id)).where(col(Customer.deleted_at).is_(None), reach))


def complaints_visible_to(actor: Actor, permission: Permission = Permission.COMPLAINT_READ) -> ColumnElement[bool]:
    """Complaints that `permission` reaches: to read one, having registered it or having a task about it is enough.

    Also when the task is done, since its outcome is asked about later; not when it was called off, nor when one gave
    it to oneself.
    """
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return true()
    mine = col(Complaint.handler_id) == actor.id
    if scope is Scope.TEAM and actor.team_id:
        mine = or_(mine, col(Complaint.team_id) == actor.team_id)
    if permission is not Permission.COMPLAINT_READ:
        return mine
    theirs = select(col(Customer.id)).where(_owned(actor, scope))
    asked = select(col(Task.subject_id)).where(
        col(Task.subject) == Subject.COMPLAINT,
        col(Task.assignee_id) == actor.id,
        col(Task.cancelled_at).is_(None),
        or_(col(Task.created_by_id).is_(None), col(Task.created_by_id) != actor.id),
    )
    if scope is Scope.TEAM:
        mine = or_(mine, col(Complaint.id).in_(_raised_to_every_manager()))
    return or_(
        mine,
        col(Complaint.opened_by_id) == actor.id,
        col(Complaint.customer_id).in_(theirs),
        col(Complaint.id).in_(asked),
    )


def _raised_to_every_manager() -> Select[int]:
    """While it waits for an answer, what the heads of departments were told of can be read by them."""
    waiting = col(Escalation.acknowledged_at).is_(None)
    return select(col(Escalation.complaint_id)).where(waiting, col(Escalation.level) >= 2)


def leads_visible_to(actor: Actor, permission: Permission = Permission.LEAD_READ) -> ColumnElement[bool]:
    """Leads that `permission` reaches; to read one, it is enough that it waits in the queue or was registered by one.

    What waits is everybody's who may read leads at all: whoever is quicker takes it.
    """
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return true()
    mine = col(Lead.owner_id) == actor.id
    if scope is Scope.TEAM:
        queued = col(Lead.owner_id).is_(None)
        mine = or_(mine, queued, col(Lead.team_id) == actor.team_id) if actor.team_id else or_(mine, queued)
    if permission is not Permission.LEAD_READ:
        return mine
    return or_(mine, col(Lead.owner_id).is_(None), col(Lead.registered_by_id) == actor.id)


def interactions_told_to(actor: Actor) -> ColumnElement[bool]:
    """Of what was said with a customer one may read: about a complaint only to those who may read it."""
    of_no_complaint = col(Interaction.complaint_id).is_(None)
    if not actor.may(Permission.COMPLAINT_READ):
        return of_no_complaint
    readable = select(col(Complaint.id)).where(complaints_visible_to(actor))
    return or_(of_no_complaint, col(Interaction.complaint_id).in_(readable))


def revisits_visible_to(actor: Actor, permission: Permission = Permission.REVISIT_READ) -> ColumnElement[bool]:
    """Visits that `permission` reaches, of customers who are not removed."""
    removed = select(col(Customer.id)).where(
        col(Customer.id) == col(Revisit.customer_id), col(Customer.deleted_at).is_not(None)
    )
    return and_(revisits_counted_for(actor, permission), ~removed.correlate(Revisit).exists())


def open_revisits_visible_to(actor: Actor, permission: Permission = Permission.REVISIT_READ) -> ColumnElement[bool]:
    """The same of the open ones alone, which a removed customer has none of: answered from small indexes."""
    return and_(visit_is_open(), revisits_counted_for(actor, permission))


def revisits_counted_for(actor: Actor, permission: Permission = Permission.REVISIT_READ) -> ColumnElement[bool]:
    """One's own, and those of customers for whom one stands in. Where nobody is named, also of customers removed since:
    what was made or missed does not change when somebody leaves."""
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return true()
    stand_in = select(col(Customer.id)).where(col(Customer.backup_owner_id) == actor.id)
    mine = or_(col(Revisit.assignee_id) == actor.id, col(Revisit.customer_id).in_(stand_in))
    # The team first: an index of its days answers that by itself.
    return or_(col(Revisit.team_id) == actor.team_id, mine) if scope is Scope.TEAM and actor.team_id else mine


def invitations_visible_to(actor: Actor, permission: Permission = Permission.SURVEY_READ) -> ColumnElement[bool]:
    """Surveys of the customers that `permission` reached when they were asked: numbers, which stay as they were.

    Who the customer is, and what they wrote, is told only to those who may see the customer today.
    """
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return true()
    mine = col(Invitation.owner_id) == actor.id
    return or_(mine, col(Invitation.team_id) == actor.team_id) if scope is Scope.TEAM and actor.team_id else mine


def tasks_visible_to(actor: Actor) -> ColumnElement[bool]:
    """One's own tasks, those one gave, and those of the people `task:work` reaches."""
    scope = actor.scope(Permission.TASK_WORK)
    if scope is Scope.ALL:
        return true()
    mine = or_(col(Task.assignee_id) == actor.id, col(Task.created_by_id) == actor.id)
    return or_(mine, col(Task.team_id) == actor.team_id) if scope is Scope.TEAM and actor.team_id else mine


def stewards_within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Active people who may look after customers, as far as `permission` reaches."""
    able = [role for role in Role if scope_of(role, Permission.CUSTOMER_EDIT)]
    reached = {
        Scope.ALL: true(),
        Scope.TEAM: or_(col(User.id) == actor.id, col(User.team_id) == (actor.team_id or 0)),
        Scope.OWN: col(User.id) == actor.id,
    }[actor.scope(permission)]
    return and_(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(able), reached)


def workers() -> ColumnElement[bool]:
    """Active people who may have leads."""
    able = [role for role in Role if scope_of(role, Permission.LEAD_WORK)]
    return and_(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(able))


def workers_within(actor: Actor) -> ColumnElement[bool]:
    """Of those who may have leads, the ones to whom the actor may give some; oneself is always among them."""
    reach = actor.scope(Permission.LEAD_ASSIGN) if actor.may(Permission.LEAD_ASSIGN) else Scope.OWN
    reached = {
        Scope.ALL: true(),
        Scope.TEAM: or_(col(User.id) == actor.id, col(User.team_id) == (actor.team_id or 0)),
        Scope.OWN: col(User.id) == actor.id,
    }[reach]
    return and_(workers(), reached)


def imports_visible_to(actor: Actor) -> ColumnElement[bool]:
    actor.require(Permission.IMPORT_RUN)
    return true() if actor.scope(Permission.IMPORT_RUN) is Scope.ALL else col(ImportJob.by_id) == actor.id


def _owned(actor: Actor, scope: Scope) -> ColumnElement[bool]:
    return or_(false(), *ways(actor, scope))
