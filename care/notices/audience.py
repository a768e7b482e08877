"""Who is to be told: the people whose role holds a permission."""

from sqlmodel import Session, col, select

from auth.permissions import MATRIX, Permission, Scope
from db.models import User, UserStatus


def who_may(session: Session, permission: Permission, *, team_id: int | None = None) -> tuple[int, ...]:
    """Active people whose `permission` reaches the whole firm; with a team, those it reaches that team for."""
    scope = Scope.ALL if team_id is None else Scope.TEAM
    roles = [role for role, reach in MATRIX[permission].items() if reach is scope]
    able = select(User.id).where(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(roles))
    if team_id is not None:
        able = able.where(col(User.team_id) == team_id)
    return tuple(session.exec(able.order_by(col(User.id))))
