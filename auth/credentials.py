"""Is this the right password? Answered in the same words and the same time whether or not the name exists."""

from sqlmodel import Session, select

from auth import attempts, audit, one_time_links, passwords, sessions
from auth.accounts.names import username_of
from auth.actor import Actor, actor_of
from core.errors import Refusal
from core.i18n import _
from db import session as database
from db.models import LinkPurpose, Role, User, UserStatus

# Whoever tries to sign in is nobody yet; the log names the account that was tried, if there is one.
NOBODY = Actor(id=None, name="", role=Role.AUDITOR, must_change_password=True)


class WrongPassword(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The user name or the password is not right."))


def ticket_for(username: str, password: str, *, ip: str) -> str:
    """A ticket that the browser exchanges for its session cookie within half a minute.

    Three short transactions, not one: hashing must keep no other writer waiting.
    """
    username = username_of(username)
    with database.transaction() as session:
        attempts.count_one(session, username, ip)
        user = session.exec(select(User).where(User.username == username)).first()
        stored = user.password_hash if user and user.status is UserStatus.ACTIVE else ""
    right = passwords.fits(password, stored)
    with database.transaction() as session:
        if right and user:
            attempts.forgive(session, username)
            return hand_over(session, user)
        audit.record(session, NOBODY, "session.refused", detail={"user": user.id if user else None, "ip": ip})
    raise WrongPassword


def hand_over(session: Session, user: User) -> str:
    """A ticket for this person, who has just proved who they are."""
    return one_time_links.issue(session, LinkPurpose.SESSION, user_id=user.id)


def open_session(session: Session, ticket: str, *, ip: str, agent: str) -> str:
    """Exchange the ticket for a session; returns the token for the cookie."""
    link = one_time_links.redeem(session, ticket, LinkPurpose.SESSION)
    user = session.get(User, link.user_id)
    if user is None or user.status is not UserStatus.ACTIVE:
        raise one_time_links.LinkOver
    token = sessions.start(session, user, ip=ip, agent=agent)
    audit.record(session, actor_of(user), "session.opened", detail={"ip": ip})
    return token
