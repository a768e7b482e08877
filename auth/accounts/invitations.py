"""How people come in: an invitation or a new password, by a one-time link that an administrator hands over."""

from dataclasses import dataclass

from sqlmodel import Session, select

from auth import audit, one_time_links, passwords
from auth.accounts import names
from auth.accounts.finding import managed, require_team
from auth.accounts.ranks import OwnersOnly, may_grant
from auth.actor import Actor, actor_of
from auth.permissions import Permission
from core.errors import Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import LinkPurpose, Role, User, UserStatus


@dataclass(frozen=True)
class LinkHolder:
    """Whom a link was made for, as the page behind it says."""

    name: str
    username: str
    purpose: LinkPurpose


def invite(session: Session, actor: Actor, *, name: str, username: str, role: Role, team_id: int | None = None) -> str:
    """Make a colleague who has no password yet; returns the token for `/?invite=<token>`."""
    actor.require(Permission.PEOPLE_MANAGE)
    if not may_grant(actor.role, role):
        raise OwnersOnly
    dialect.lock_people(session)
    require_team(session, team_id)
    name, username = names.plain(name), names.username_of(username)
    _refuse_bad_names(session, name, username)
    user = User(name=name, username=username, role=role, team_id=team_id, status=UserStatus.INVITED)
    session.add(user)
    session.flush()
    audit.record(session, actor, "person.invited", user, detail={"role": role.value})
    return one_time_links.issue(session, LinkPurpose.INVITE, user_id=user.id)


def invite_again(session: Session, actor: Actor, user_id: int) -> str:
    """A new invitation for somebody who has not come in yet; the earlier link stops working."""
    user = managed(session, actor, user_id)
    if user.status is not UserStatus.INVITED:
        raise NotFound
    one_time_links.withdraw(session, LinkPurpose.INVITE, user_id=user.id)
    audit.record(session, actor, "person.invited", user)
    return one_time_links.issue(session, LinkPurpose.INVITE, user_id=user.id)


def offer_new_password(session: Session, actor: Actor, user_id: int) -> str:
    """A token for `/?reset=<token>`. The old password goes on working until the link is used."""
    user = managed(session, actor, user_id)
    if user.status is not UserStatus.ACTIVE:
        raise NotFound
    one_time_links.withdraw(session, LinkPurpose.RESET, user_id=user.id)
    audit.record(session, actor, "password.reset_offered", user)
    return one_time_links.issue(session, LinkPurpose.RESET, user_id=user.id)


def holder_of(session: Session, token: str, purpose: LinkPurpose) -> LinkHolder:
    """Whom this link is for; refuses one that is over."""
    user = _user_behind(session, token, purpose)
    return LinkHolder(user.name, user.username, purpose)


def accept(session: Session, token: str, purpose: LinkPurpose, *, password: str) -> User:
    """Use the link up and set the password; every earlier session ends. The caller signs the person in."""
    user = _user_behind(session, token, purpose)
    if sentence := passwords.problem(password, user.username):
        raise Invalid({"password": sentence})
    one_time_links.redeem(session, token, purpose)
    user.password_hash = passwords.hashed(password)
    user.must_change_password = False
    user.status = UserStatus.ACTIVE
    user.access_version += 1
    session.add(user)
    joined = purpose is LinkPurpose.INVITE
    audit.record(session, actor_of(user), "person.joined" if joined else "password.reset", user)
    return user


def _user_behind(session: Session, token: str, purpose: LinkPurpose) -> User:
    expected = {LinkPurpose.INVITE: UserStatus.INVITED, LinkPurpose.RESET: UserStatus.ACTIVE}[purpose]
    link = one_time_links.read(session, token, purpose)
    user = session.get(User, link.user_id)
    if user is None or user.status is not expected:
        raise one_time_links.LinkOver
    return user


def _refuse_bad_names(session: Session, name: str, username: str) -> None:
    problems = {"name": names.name_problem(name), "username": names.username_problem(username)}
    if not problems["username"] and session.exec(select(User.id).where(User.username == username)).first():
        problems["username"] = _("Somebody else already has this user name.")
    if found := {field: sentence for field, sentence in problems.items() if sentence}:
        raise Invalid(found)
