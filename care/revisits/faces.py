"""How a visit looks on a calendar. Pure."""

from datetime import date
from enum import StrEnum

from db.models import VisitState


class Face(StrEnum):
    PLANNED = "planned"
    TODAY = "today"
    OVERDUE = "overdue"
    DONE = "done"
    SKIPPED = "skipped"


def face(state: VisitState, planned_on: date, *, today: date) -> Face:
    """An open one is overdue once the day it stands on has gone by, however much grace its due day has left."""
    if state is VisitState.DONE:
        return Face.DONE
    if state is not VisitState.OPEN:
        return Face.SKIPPED
    if planned_on == today:
        return Face.TODAY
    return Face.OVERDUE if planned_on < today else Face.PLANNED
