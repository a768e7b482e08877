"""What the people screen shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from auth import sessions
from auth.actor import Actor
from auth.permissions import Permission
from auth.sessions import SignedInBrowser
from core.errors import NotFound
from db.models import Customer, Role, Team, User, UserStatus

PAGE = 30


@dataclass(frozen=True)
class PersonRow:
    id: int
    name: str
    username: str
    role: Role
    team: str
    status: UserStatus
    last_seen_at: datetime | None


@dataclass(frozen=True)
class PeoplePage:
    rows: list[PersonRow]
    total: int


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    username: str
    role: Role
    team_id: int | None
    status: UserStatus
    last_seen_at: datetime | None
    customers: int
    """How many customers they own."""
    browsers: list[SignedInBrowser]


def people(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    role: Role | None = None,
    team_id: int | None = None,
    status: UserStatus | None = None,
    page: int = 1,
) -> PeoplePage:
    """Colleagues by name, those who left last, one page of them."""
    actor.require(Permission.PEOPLE_MANAGE)
    chosen = _chosen(search, role, team_id, status)
    total = session.exec(select(func.count()).select_from(User).where(*chosen)).one()
    rows = session.exec(
        select(User, Team.name)
        .outerjoin(Team, col(Team.id) == col(User.team_id))
        .where(*chosen)
        .order_by(col(User.status) == UserStatus.DISABLED, col(User.name), col(User.id))
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    return PeoplePage(
        [PersonRow(u.id, u.name, u.username, u.role, team or "", u.status, u.last_seen_at) for u, team in rows], total
    )


def person(session: Session, actor: Actor, user_id: int) -> Person:
    """One colleague, with what ends or stays behind when they leave."""
    actor.require(Permission.PEOPLE_MANAGE)
    user = session.get(User, user_id)
    if user is None:
        raise NotFound
    owned = select(func.count()).select_from(Customer).where(
        col(Customer.owner_id) == user.id, col(Customer.deleted_at).is_(None)
    )  # fmt: skip
    return Person(
        id=user.id,
        name=user.name,
        username=user.username,
        role=user.role,
        team_id=user.team_id,
        status=user.status,
        last_seen_at=user.last_seen_at,
        customers=session.exec(owned).one(),
        browsers=sessions.browsers(session, actor, user_id=user.id),
    )


def usernames(session: Session, _actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """What tells colleagues of the same name apart, for anybody who works here."""
    rows = session.exec(select(User.id, User.username).where(col(User.id).in_(ids)))
    return dict(rows.all())


def _chosen(
    search: str, role: Role | None, team_id: int | None, status: UserStatus | None
) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if words := search.strip():
        found = (col(User.name), col(User.username))
        chosen.append(or_(*(column.icontains(words, autoescape=True) for column in found)))
    if role is not None:
        chosen.append(col(User.role) == role)
    if team_id is not None:
        chosen.append(col(User.team_id) == team_id)
    if status is not None:
        chosen.append(col(User.status) == status)
    return chosen
