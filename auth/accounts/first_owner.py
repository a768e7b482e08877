"""The first person: made from a link that only the server's own console prints, while nobody is there yet."""

from sqlalchemy import func
from sqlmodel import Session, select

from auth import audit, one_time_links, passwords
from auth.accounts import names
from auth.actor import actor_of
from core.errors import Invalid
from db import dialect
from db.models import LinkPurpose, Role, User, UserStatus


def is_new(session: Session) -> bool:
    """Whether nobody has an account yet."""
    return session.exec(select(func.count()).select_from(User)).one() == 0


def setup_link(session: Session) -> str:
    """A token for `/?setup=<token>`: works once, for 24 hours; an earlier one stops working. For the console."""
    if not is_new(session):
        raise one_time_links.LinkOver
    one_time_links.withdraw(session, LinkPurpose.SETUP, user_id=None)
    return one_time_links.issue(session, LinkPurpose.SETUP)


def create_first_owner(session: Session, token: str, *, name: str, username: str, password: str) -> User:
    """Use the set-up link up and make the owner; the caller signs them in."""
    one_time_links.read(session, token, LinkPurpose.SETUP)
    name, username = names.plain(name), names.username_of(username)
    problems = {
        "name": names.name_problem(name),
        "username": names.username_problem(username),
        "password": passwords.problem(password, username),
    }
    if found := {field: sentence for field, sentence in problems.items() if sentence}:
        raise Invalid(found)
    one_time_links.redeem(session, token, LinkPurpose.SETUP)
    dialect.lock_people(session)
    if not is_new(session):
        raise one_time_links.LinkOver
    owner = User(
        name=name,
        username=username,
        role=Role.OWNER,
        status=UserStatus.ACTIVE,
        password_hash=passwords.hashed(password),
    )
    session.add(owner)
    session.flush()
    audit.record(session, actor_of(owner), "person.first_owner_created", owner)
    return owner
