"""Which clock of a complaint speaks for it, and which complaint comes first. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime

from care.countdown import ClockFace, Standing

_LATE, _SOON, _RUNNING, _PAUSED, _OVER = range(5)
_RANKS = {
    Standing.OVERDUE: _LATE,
    Standing.AT_RISK: _SOON,
    Standing.ON_TIME: _RUNNING,
    Standing.PAUSED: _PAUSED,
}
_NEVER = datetime.max.replace(tzinfo=UTC)


def most_urgent(faces: Sequence[ClockFace]) -> ClockFace | None:
    """The running clock that is due first; a paused one only when none runs; None: nothing is being counted."""
    counted = [face for face in faces if face.standing in _RANKS]
    return min(counted, key=_of_one, default=None)


def urgency(faces: Sequence[ClockFace]) -> tuple[int, datetime]:
    """A sort key: overdue first, then whatever is due next; what is paused and what runs no more come last."""
    face = most_urgent(faces)
    return (_OVER, _NEVER) if face is None else _of_one(face)


def _of_one(face: ClockFace) -> tuple[int, datetime]:
    rank = _RANKS[face.standing]
    return (_PAUSED if rank == _PAUSED else _LATE), (face.extended_due_at or face.due_at or _NEVER)
