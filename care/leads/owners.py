"""Who has a lead: whoever registered it, whom the rules choose, or nobody yet."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope, scope_of
from auth.visibility import workers_within
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Lead, User


def give_at_first(session: Session, actor: Actor, lead: Lead, owner_id: int | None) -> None:
    """Of a lead that was just registered."""
    if owner_id is None and actor.scope(Permission.LEAD_CREATE) is not Scope.ALL:
        owner_id = actor.id
    if owner_id is not None:
        put(lead, worker(session, actor, owner_id))


def worker(session: Session, actor: Actor, user_id: int) -> User:
    """The colleague to have it: within the actor's reach, or the actor."""
    reached = workers_within(actor)
    user = session.exec(select(User).where(col(User.id) == user_id, reached)).first()
    if user is None:
        raise Invalid({"owner": _("Please choose a colleague who may work on leads.")})
    return user


def put(lead: Lead, user: User | None) -> None:
    lead.owner_id = user.id if user else None
    lead.team_id = user.team_id if user else None
    lead.assigned_at = clock.now() if user else None


def may_work(user: User) -> bool:
    return scope_of(user.role, Permission.LEAD_WORK) is not None
