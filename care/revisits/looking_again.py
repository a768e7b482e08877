"""Whether anything may have happened to a calendar since it was read: most looks of a screen find nothing new."""

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from db.models import AuditEntry, Revisit

_LATELY = 50


def calendar_stamp(session: Session, actor: Actor) -> str:
    """Changes with every deed of anybody: each leaves an entry in the log, that of a slow transaction later than its
    number. What the nightly plan changes without one is there within the minute for which a screen keeps what it read.
    """
    actor.require(Permission.REVISIT_READ)
    newest = session.execute(select(func.max(col(AuditEntry.id)))).scalar() or 0
    lately = session.execute(select(func.count()).where(col(AuditEntry.id) > newest - _LATELY)).scalar_one()
    planned = session.execute(select(func.max(col(Revisit.id)))).scalar() or 0
    return f"{newest}-{lately}-{planned}"
