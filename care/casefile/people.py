"""Who answers for a complaint above its handler. A firm without managers is answered for by its owner."""

from sqlmodel import Session, col, select

from db.models import Complaint, Role, User, UserStatus


def handler_of(session: Session, complaint: Complaint) -> int | None:
    """Its handler, while they work here: nothing is asked of somebody who has left."""
    person = session.get(User, complaint.handler_id) if complaint.handler_id else None
    return person.id if person and person.status is UserStatus.ACTIVE else None


def managers_of(session: Session, complaint: Complaint) -> tuple[int, ...]:
    """The managers of the complaint's team, else the owners."""
    if complaint.team_id is None:
        return owners(session)
    found = _people(session, Role.MANAGER, team_id=complaint.team_id)
    return found or owners(session)


def department_heads(session: Session) -> tuple[int, ...]:
    """Every manager, else the owners."""
    return _people(session, Role.MANAGER) or owners(session)


def owners(session: Session) -> tuple[int, ...]:
    return _people(session, Role.OWNER)


def _people(session: Session, role: Role, *, team_id: int | None = None) -> tuple[int, ...]:
    query = select(col(User.id)).where(col(User.role) == role, col(User.status) == UserStatus.ACTIVE)
    if team_id is not None:
        query = query.where(col(User.team_id) == team_id)
    return tuple(session.exec(query.order_by(col(User.id))))
