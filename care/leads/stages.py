"""Writing down that a lead came to another stage: the only way a stage ever changes."""

from datetime import datetime

from sqlmodel import Session

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
    session.add(
        LeadStageChange(lead_id=lead.id, before=before, after=lead.stage, at=at, by_id=actor.id, words=words[:300])
    )
