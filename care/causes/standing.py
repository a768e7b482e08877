"""How far the analysis of complaints has come: facts for the gates of the complaint itself."""

import json

from sqlmodel import Session, col, select

from care.causes.analysis import CauseStanding
from care.causes.finding import cause_of
from care.causes.lifecycle import UNFINISHED
from db.models import ActionState, CorrectiveAction


def standing(session: Session, complaint_id: int) -> CauseStanding:
    """For whoever has found the complaint through what the actor may see."""
    cause = cause_of(session, complaint_id)
    states = session.exec(
        select(CorrectiveAction.state).where(col(CorrectiveAction.complaint_id) == complaint_id)
    ).all()
    return CauseStanding(
        has_cause=cause is not None,
        whys=len(json.loads(cause.whys)) if cause else 0,
        has_action=any(state is not ActionState.INEFFECTIVE for state in states),
        open_actions=sum(state in UNFINISHED for state in states),
    )
