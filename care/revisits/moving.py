"""A visit on another day: the day it stood on before is kept."""

from datetime import date

from sqlmodel import Session

from core import clock
from db.models import MoveKind, Revisit, RevisitMove


def move(
    session: Session, visit: Revisit, to: date, *, kind: MoveKind, by_id: int | None = None, reason: str = ""
) -> None:
    if to == visit.planned_on:
        return
    before, visit.planned_on = visit.planned_on, to
    session.add(
        RevisitMove(revisit_id=visit.id, at=clock.now(), by_id=by_id, before=before, after=to, kind=kind, reason=reason)
    )
