"""Proposed improvements with what speaks for them, as far as the actor may see it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import complaints_visible_to
from care.causes.improvement_commands import concerning
from care.causes.recurrence import complaints_of
from core.errors import NotAllowed
from db.models import CauseCategory, Complaint, Improvement, ImprovementState, User

_SHOWN = 50


@dataclass(frozen=True)
class ImprovementRow:
    id: int
    cause: CauseCategory | None
    proposal: str
    """In a person's words; empty: a rule proposed it because `total` complaints of the cause came within `days`."""
    days: int
    total: int
    complaints: tuple[tuple[int, str], ...]
    """Those the actor may see, by id and number."""
    state: ImprovementState
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: str
    words: str
    may_decide: bool
    version: int


def improvements(session: Session, actor: Actor, *, page: int = 1) -> tuple[ImprovementRow, ...]:
    """Those to be decided first, then the newest, a page at a time. Who sees none of the complaints does not see it."""
    actor.require(Permission.COMPLAINT_READ)
    query = select(Improvement, User.name).outerjoin(User, col(User.id) == col(Improvement.decided_by_id))
    open_first = (col(Improvement.state) != ImprovementState.PROPOSED, col(Improvement.id).desc())
    found = session.exec(query.order_by(*open_first).limit(_SHOWN).offset((max(1, page) - 1) * _SHOWN)).all()
    numbers = _numbers(session, actor, [one for one, _name in found])
    to_decide = concerning(session, actor, [one for one, _name in found])
    rows = (_row(one, name or "", numbers, may_decide=one.id in to_decide) for one, name in found)
    sees_all = actor.scope(Permission.COMPLAINT_READ) is Scope.ALL
    return tuple(row for row in rows if row.complaints or sees_all)


def improvement_states(session: Session, actor: Actor) -> dict[ImprovementState, int]:
    """How many there are of each state, for whoever sees every complaint."""
    if actor.scope(Permission.COMPLAINT_READ) is not Scope.ALL:
        raise NotAllowed
    counted = select(Improvement.state, func.count()).group_by(col(Improvement.state))
    return {ImprovementState(state): n for state, n in session.exec(counted)}


def _numbers(session: Session, actor: Actor, found: Sequence[Improvement]) -> dict[int, str]:
    wanted = {id_ for one in found for id_ in complaints_of(one)}
    seen = select(Complaint.id, Complaint.number).where(col(Complaint.id).in_(wanted), complaints_visible_to(actor))
    return dict(session.exec(seen).all())


def _row(one: Improvement, decided_by: str, numbers: dict[int, str], *, may_decide: bool) -> ImprovementRow:
    counted = complaints_of(one)
    is_open = one.state is ImprovementState.PROPOSED
    return ImprovementRow(
        id=one.id,
        cause=one.cause,
        proposal=one.proposal,
        days=json.loads(one.evidence).get("days", 0),
        total=len(counted),
        complaints=tuple((id_, numbers[id_]) for id_ in counted if id_ in numbers),
        state=one.state,
        proposed_at=one.created_at,
        decided_at=one.decided_at,
        decided_by=decided_by,
        words=one.words,
        may_decide=is_open and may_decide,
        version=one.row_version,
    )
