"""Improvements with where they came from, who carries them out, and what they did to the number they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import SYSTEM, Actor
from auth.permissions import Permission, Scope
from care import causes, kpis
from care.improvements.measures import Measure, measures, unknown
from care.kpis import Unit
from core import clock
from db.models import Award, CauseCategory, Evidence, Improvement, ImprovementOrigin, ImprovementState, User

_SHOWN = 200


@dataclass(frozen=True)
class ImprovementLine:
    id: int
    proposal: str
    """Empty: a rule proposed it because of `cause`."""
    cause: CauseCategory | None
    complaints: int
    days: int
    origin: ImprovementOrigin
    state: ImprovementState
    proposed_at: datetime
    proposed_by: str
    decided_by: str
    decision: str
    owner_id: int | None
    owner: str
    due_on: date | None
    is_late: bool
    measure: str
    measure_name: str
    unit: Unit
    before: float | None
    before_n: int | None
    after: float | None
    after_n: int | None
    effect_due_on: date | None
    done_words: str
    is_rewarded: bool
    may_decide: bool
    may_plan: bool
    may_report: bool
    version: int


def improvement_list(session: Session, actor: Actor) -> tuple[ImprovementLine, ...]:
    """What is to be decided or done first, then the newest. Everybody sees their own ones and those of their reach."""
    actor.require(Permission.HANDBOOK_READ)
    query = select(Improvement).order_by(col(Improvement.id).desc()).limit(_SHOWN)
    people = dict(session.exec(select(User.id, User.name)).all())
    rewarded = set(session.exec(select(Award.evidence_id).where(col(Award.evidence) == Evidence.IMPROVEMENT)))
    seen_causes = {row.id: row for row in causes.improvements(session, actor)} if _reads_complaints(actor) else {}
    found = [row for row in session.exec(query).all() if _is_seen(actor, row) or row.id in seen_causes]
    to_decide = causes.improvements_to_decide(session, actor, found)
    known = measures(kpis.definitions(session, SYSTEM))
    lines = [
        _in_its_unit(_line(actor, row, people, rewarded, seen_causes.get(row.id), decides=row.id in to_decide), known)
        for row in found
    ]
    return tuple(sorted(lines, key=_waiting_first))


def choices(session: Session, actor: Actor) -> dict[str, str]:
    """What an improvement may be meant to move: every measure by its code, in words."""
    actor.require(Permission.HANDBOOK_READ)
    return {code: one.name for code, one in measures(kpis.definitions(session, SYSTEM)).items()}


def _reads_complaints(actor: Actor) -> bool:
    return actor.may(Permission.COMPLAINT_READ)


def _is_seen(actor: Actor, row: Improvement) -> bool:
    if actor.scope(Permission.HANDBOOK_READ) is Scope.ALL:
        return True
    is_team = row.team_id is not None and row.team_id == actor.team_id
    return actor.id in (row.owner_id, row.proposed_by_id) or (
        is_team and actor.scope(Permission.HANDBOOK_READ) is Scope.TEAM
    )


def _line(
    actor: Actor, row: Improvement, people: dict[int, str], rewarded: Sequence[int] | set[int],
    by_cause: causes.ImprovementRow | None, *, decides: bool,
) -> ImprovementLine:  # fmt: skip
    is_open = row.state in (ImprovementState.ACCEPTED, ImprovementState.DOING)
    return ImprovementLine(
        id=row.id,
        proposal=row.proposal,
        cause=row.cause,
        complaints=by_cause.total if by_cause else 0,
        days=by_cause.days if by_cause else 0,
        origin=row.origin,
        state=row.state,
        proposed_at=row.created_at,
        proposed_by=people.get(row.proposed_by_id or 0, ""),
        decided_by=people.get(row.decided_by_id or 0, ""),
        decision=row.words,
        **_course(row, people),
        is_late=is_open and row.due_on is not None and row.due_on < clock.today(),
        is_rewarded=row.id in rewarded,
        may_decide=decides and row.state is ImprovementState.PROPOSED,
        may_plan=decides and row.state is ImprovementState.ACCEPTED,
        may_report=row.state is ImprovementState.DOING and (decides or row.owner_id == actor.id),
        version=row.row_version,
    )


def _course(row: Improvement, people: dict[int, str]) -> dict[str, Any]:
    names = {
        "owner": people.get(row.owner_id or 0, ""),
        "measure_name": "",
        "unit": Unit.COMPLAINTS,
    }
    return names | {name: getattr(row, name) for name in _AS_STORED}


def _in_its_unit(line: ImprovementLine, known: Mapping[str, Measure]) -> ImprovementLine:
    """With the number it names, as the firm has its numbers told."""
    if not line.measure:
        return line
    measure = known.get(line.measure, unknown())
    before, after = measure.told(line.before), measure.told(line.after)
    return replace(line, measure_name=measure.name, unit=measure.unit, before=before, after=after)


_AS_STORED = (
    "owner_id", "due_on", "measure", "before", "before_n", "after", "after_n", "effect_due_on", "done_words",
)  # fmt: skip
_ORDER = (
    ImprovementState.PROPOSED, ImprovementState.ACCEPTED, ImprovementState.DOING, ImprovementState.DONE,
    ImprovementState.MEASURED, ImprovementState.DISMISSED,
)  # fmt: skip


def _waiting_first(line: ImprovementLine) -> tuple[int, int]:
    return (_ORDER.index(line.state), -line.id)
