"""What is being done about what went wrong: corrective actions and improvements, as they stand on that day."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from auth.actor import SYSTEM
from care import causes
from care.causes import ActionRow, ImprovementRow
from care.kpis import Period
from core import clock
from db.models import ActionState, ImprovementState


def followed_up(session: Session, period: Period) -> dict[str, Any]:
    """Actions by state with those that are unfinished; improvements by state with those open or of the period."""
    pages = {state: causes.actions(session, SYSTEM, mine=False, state=state) for state in ActionState}
    everything = causes.actions(session, SYSTEM, mine=False)
    unfinished = [row for row in everything.rows if row.state in _UNFINISHED]
    proposals = causes.improvements(session, SYSTEM)
    return {
        "actions": {
            "by_state": {state.value: page.total for state, page in pages.items()},
            "late": everything.late,
            "lines": [_action(row) for row in unfinished],
        },
        "improvements": {
            "by_state": {state.value: sum(row.state is state for row in proposals) for state in ImprovementState},
            "lines": [_improvement(row) for row in proposals if _belongs(row, period)],
        },
    }


_UNFINISHED = (ActionState.PLANNED, ActionState.DOING, ActionState.TO_VERIFY)


def without_cases(content: dict[str, Any]) -> dict[str, Any]:
    """For who sees numbers and no case: what names one is left out."""
    told = dict(content)
    for part in ("actions", "improvements"):
        told[part] = content[part] | {"lines": []}
    return told


def _belongs(row: ImprovementRow, period: Period) -> bool:
    """Waiting to be decided, or proposed in the period."""
    proposed_on = clock.local(row.proposed_at).date()
    return row.state is ImprovementState.PROPOSED or period.start <= proposed_on < period.end


def _action(row: ActionRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "deed": row.deed,
        "owner": row.owner,
        "due_on": row.due_on.isoformat(),
        "is_late": row.is_late,
        "state": row.state.value,
    }


def _improvement(row: ImprovementRow) -> dict[str, Any]:
    return {
        "cause": row.cause.value if row.cause else "",
        "proposal": row.proposal,
        "days": row.days,
        "complaints": row.total,
        "state": row.state.value,
        "proposed_on": clock.local(row.proposed_at).date().isoformat(),
    }
