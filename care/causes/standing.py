"""How far the analysis of complaints has come: facts for the gates of the complaint itself."""

from sqlmodel import Session, col, select

from care.causes.analysis import CauseStanding
from care.causes.finding import cause_of
from db.models import ActionState, CorrectiveAction


def standing(session: Session, complaint_id: int) -> CauseStanding:
    """For whoever has found the complaint through what the actor may see."""
    states = session.exec(
        select(CorrectiveAction.state).where(col(CorrectiveAction.complaint_id) == complaint_id)
    ).all()
    return CauseStanding(
        has_cause=cause_of(session, complaint_id) is not None,
        has_action=any(state is not ActionState.INEFFECTIVE for state in states),
    )
