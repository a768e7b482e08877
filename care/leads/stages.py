"""Writing down that a lead came to another stage: the only way a stage ever changes."""

from datetime import datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from db.models import Lead, LeadStage, LeadStageChange


def begin(session: Session, actor: Actor, lead: Lead, *, at: datetime) -> None:
    """It was registered."""
    _write(session, actor, lead, None, at, "")


def enter(session: Session, actor: Actor, lead: Lead, stage: LeadStage, *, at: datetime, words: str = "") -> None:
    """Put the lead into this stage; the change is kept for ever."""
    before, lead.stage = lead.stage, stage
    _write(session, actor, lead, before, at, words)


def _write(session: Session, actor: Actor, lead: Lead, before: LeadStage | None, at: datetime, words: str) -> None:
    session.flush()
    last = select(LeadStageChange.at).where(col(LeadStageChange.lead_id) == lead.id)
    since = session.exec(last.order_by(col(LeadStageChange.id).desc()).limit(1)).first() if before else None
    change = LeadStageChange(
        lead_id=lead.id, before=before, after=lead.stage, at=at, since=since, by_id=actor.id, words=words[:300]
    )
    session.add(change)
