"""What is being done about what went wrong: corrective actions and improvements, as they stand on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
    proposed = causes.improvement_states(session, SYSTEM)
    return {
        "actions": {
            "by_state": {state.value: page.total for state, page in pages.items()},
            "late": causes.actions(session, SYSTEM, mine=False).late,
            "lines": [_action(row) for row in sorted(_unfinished(session), key=_by_due)],
        },
        "improvements": {
            "by_state": {state.value: proposed.get(state, 0) for state in ImprovementState},
            "lines": [_improvement(row) for row in _improvements(session) if _belongs(row, period)],
        },
    }


def _unfinished(session: Session) -> Iterator[ActionRow]:
    """All of them, however many pages."""
    for state in _UNFINISHED:
        page = 1
        while rows := causes.actions(session, SYSTEM, mine=False, state=state, page=page).rows:
            yield from rows
            page += 1


def _improvements(session: Session) -> Iterator[ImprovementRow]:
    page = 1
    while found := causes.improvements(session, SYSTEM, page=page):
        yield from found
        page += 1


_UNFINISHED = (ActionState.PLANNED, ActionState.DOING, ActionState.TO_VERIFY)


def _by_due(row: ActionRow) -> tuple[date, int]:
    return row.due_on, row.id


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
