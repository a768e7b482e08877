"""Whom a file means by a colleague's name: nobody is taken for another of the same name."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from care.customers import name_key
from db.models import Role, User, UserStatus


@dataclass(frozen=True)
class Colleagues:
    ids: dict[str, int] = field(default_factory=dict)
    """By user name, and by name where no other has it."""
    alike: frozenset[str] = frozenset()
    """Names that several have."""

    def called(self, name: str | None) -> int | None:
        return self.ids.get(name_key(name)) if name else None

    def are_several(self, name: str | None) -> bool:
        return bool(name) and name_key(name or "") in self.alike


def at_work(session: Session, roles: Set[Role]) -> Colleagues:
    """Those at work in these roles."""
    active = select(col(User.id), col(User.name), col(User.username)).where(
        col(User.status) == UserStatus.ACTIVE, col(User.role).in_(roles)
    )
    people = [(id_, name_key(name), name_key(username)) for id_, name, username in session.execute(active)]
    often = Counter(name for _id, name, _username in people)
    by_username = {username: id_ for id_, _name, username in people}
    by_name = {name: id_ for id_, name, _username in people if often[name] == 1}
    return Colleagues(by_name | by_username, frozenset(name for name in often if often[name] > 1) - by_username.keys())
