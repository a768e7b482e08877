"""The person a command is about, if the actor may change them."""

from sqlmodel import Session

from auth.accounts.ranks import NotYourself, OwnersOnly, may_manage
from auth.actor import Actor
from auth.permissions import Permission
from core.errors import NotFound
from db import dialect
from db.models import Team, User


def managed(session: Session, actor: Actor, user_id: int) -> User:
    """This person, for changing: not oneself, and no owner by anybody else."""
    actor.require(Permission.PEOPLE_MANAGE)
    dialect.lock_people(session)
    user = session.get(User, user_id)
    if user is None:
        raise NotFound
    if user.id == actor.id:
        raise NotYourself
    if not may_manage(actor.role, user.role):
        raise OwnersOnly
    return user


def require_team(session: Session, team_id: int | None) -> None:
    if team_id is not None and session.get(Team, team_id) is None:
        raise NotFound
