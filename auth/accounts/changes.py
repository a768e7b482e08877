"""What an administrator changes about a colleague. Every change ends the colleague's sessions."""

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from auth import audit
from auth.accounts import names
from auth.accounts.finding import managed, require_team
from auth.accounts.ranks import LastOne, OwnersOnly, may_grant
from auth.actor import Actor
from core.errors import Invalid, NotFound
from db.models import CalendarFeed, Customer, Lead, Role, User, UserStatus


def change(session: Session, actor: Actor, user_id: int, *, name: str, role: Role, team_id: int | None) -> User:
    """What the person's form saves, all of it or nothing."""
    user = managed(session, actor, user_id)
    if names.plain(name) != user.name:
        rename(session, actor, user_id, name=name)
    move_to_team(session, actor, user_id, team_id=team_id)
    return change_role(session, actor, user_id, role=role)


def change_role(session: Session, actor: Actor, user_id: int, *, role: Role) -> User:
    user = managed(session, actor, user_id)
    if not may_grant(actor.role, role):
        raise OwnersOnly
    if role is user.role:
        return user
    _keep_one_owner(session, user)
    user.role = role
    return _changed(session, actor, user, "person.role_changed")


def move_to_team(session: Session, actor: Actor, user_id: int, *, team_id: int | None) -> User:
    """Their customers and leads go along: the new team's manager sees them, the old one no longer."""
    user = managed(session, actor, user_id)
    require_team(session, team_id)
    if team_id == user.team_id:
        return user
    user.team_id = team_id
    followed = 0
    for table in (Customer, Lead):
        theirs = update(table).where(col(table.owner_id) == user_id).values(team_id=team_id)
        followed += session.connection().execute(theirs).rowcount
    return _changed(session, actor, user, "person.moved", count=max(followed, 1))


def deactivate(session: Session, actor: Actor, user_id: int) -> User:
    """Nothing of theirs is removed; they cannot come in, and whatever they have open is over, their calendar too."""
    user = managed(session, actor, user_id)
    _keep_one_owner(session, user)
    user.status = UserStatus.DISABLED
    session.connection().execute(delete(CalendarFeed).where(col(CalendarFeed.user_id) == user_id))
    return _changed(session, actor, user, "person.deactivated")


def reactivate(session: Session, actor: Actor, user_id: int) -> User:
    """Back with the old password; somebody who never had one waits for an invitation."""
    user = managed(session, actor, user_id)
    if user.status is not UserStatus.DISABLED:
        raise NotFound
    user.status = UserStatus.ACTIVE if user.password_hash else UserStatus.INVITED
    return _changed(session, actor, user, "person.reactivated")


def rename(session: Session, actor: Actor, user_id: int, *, name: str) -> User:
    user = managed(session, actor, user_id)
    name = names.plain(name)
    if sentence := names.name_problem(name):
        raise Invalid({"name": sentence})
    user.name = name
    session.add(user)
    audit.record(session, actor, "person.renamed", user)
    return user


def _changed(session: Session, actor: Actor, user: User, action: str, *, count: int = 1) -> User:
    user.access_version += 1
    session.add(user)
    audit.record(session, actor, action, user, count=count)
    return user


def _keep_one_owner(session: Session, user: User) -> None:
    if user.role is not Role.OWNER or user.status is not UserStatus.ACTIVE:
        return
    others = select(func.count()).select_from(User).where(
        col(User.role) == Role.OWNER, col(User.status) == UserStatus.ACTIVE, col(User.id) != user.id
    )  # fmt: skip
    if session.exec(others).one() == 0:
        raise LastOne
