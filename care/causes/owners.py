"""Who can be in charge of a corrective action: whoever works with complaints."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import MATRIX, Permission
from db.models import User, UserStatus


@dataclass(frozen=True)
class PossibleOwner:
    id: int
    name: str


def possible_owners(session: Session, actor: Actor) -> tuple[PossibleOwner, ...]:
    actor.require(Permission.COMPLAINT_HANDLE)
    query = select(col(User.id), col(User.name)).where(_able()).order_by(col(User.name), col(User.id)).limit(500)
    return tuple(PossibleOwner(id_, name) for id_, name in session.exec(query))


def is_possible_owner(session: Session, user_id: int) -> bool:
    return session.exec(select(col(User.id)).where(col(User.id) == user_id, _able())).first() is not None


def _able() -> ColumnElement[bool]:
    roles = list(MATRIX[Permission.COMPLAINT_OPEN])
    return and_(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(roles))
