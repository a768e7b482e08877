"""On whose behalf a command of the terminal acts: the system's own, or somebody's named with --as."""

import argparse

from sqlmodel import Session, select

from auth.accounts.names import username_of
from auth.actor import SYSTEM, Actor, actor_of
from core.errors import Refusal
from core.i18n import _
from db.models import User, UserStatus


class NobodyOfThatName(Refusal):
    def __init__(self, username: str) -> None:
        super().__init__(_("There is no active user named {name}.").format(name=username))


def add_option(parser: argparse.ArgumentParser, *, help_: str) -> None:
    parser.add_argument("--as", dest="username", metavar="USERNAME", help=help_)


def actor_named(session: Session, username: str | None) -> Actor:
    """Whoever has the data folder in hand may do everything; as somebody, only what they may."""
    if username is None:
        return SYSTEM
    named = select(User).where(User.username == username_of(username), User.status == UserStatus.ACTIVE)
    user = session.exec(named).first()
    if user is None:
        raise NobodyOfThatName(username)
    return actor_of(user)
