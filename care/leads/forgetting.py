"""Erasing who somebody was: they never became a customer, and nothing happened for as long as we said we keep it."""

from datetime import datetime

from sqlalchemy import exists, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM
from care.leads.stages import enter
from core import clock
from db import dialect
from db.models import ClockVerdict, Interaction, Lead, LeadOrigin, LeadStage, LeadStageChange, LostReason

_AT_ONCE = 200
_NOBODY = "—"
_TEXTS = ("company", "phone", "email", "wechat", "region", "need", "note", "end_words", "name_key")


def forget_unused(session: Session, *, origin: LeadOrigin, before: datetime) -> int:
    """Of the leads of this origin that nobody touched since `before`, what tells who they were; how many that were.

    Numbers, stages and times stay, for the figures; so does what was agreed to, which is proof and names nobody.
    """
    dialect.lock_leads(session)
    spoken_with = exists().where(col(Interaction.lead_id) == col(Lead.id), col(Interaction.created_at) >= before)
    unused = (
        select(Lead)
        .where(col(Lead.origin) == origin, col(Lead.customer_id).is_(None), col(Lead.updated_at) < before, ~spoken_with)
        .where(col(Lead.stage) != LeadStage.CONVERTED, col(Lead.name) != _NOBODY)
        .order_by(col(Lead.id))
        .limit(_AT_ONCE)
    )
    rows = session.exec(unused).all()
    for row in rows:
        _end(session, row)
        for field in _TEXTS:
            setattr(row, field, "")
        row.name, row.search_text = _NOBODY, row.number.casefold()
    _forget_words(session, [row.id for row in rows])
    if rows:
        audit.record(session, SYSTEM, "lead.forgotten", count=len(rows))
    return len(rows)


def _end(session: Session, row: Lead) -> None:
    """What was never ended ends now: nobody can call somebody without a number."""
    if row.ended_at is not None:
        return
    now = clock.now()
    row.ended_at, row.lost_reason, row.alarm_at, row.next_on = now, LostReason.NO_ANSWER, None, None
    if row.due_at is not None and row.verdict is None:
        row.verdict = ClockVerdict.MISSED
    enter(session, SYSTEM, row, LeadStage.LOST, at=now)


def _forget_words(session: Session, lead_ids: list[int]) -> None:
    """Of what was said with them, and of why they came from stage to stage."""
    said = update(Interaction).where(col(Interaction.lead_id).in_(lead_ids))
    session.execute(said.values(summary="", next_step="", author=""))
    steps = update(LeadStageChange).where(col(LeadStageChange.lead_id).in_(lead_ids))
    session.execute(steps.values(words=""))
