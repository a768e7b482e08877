"""Leads called within twenty-four hours."""

from sqlalchemy import or_
from sqlmodel import Session, col

from care.handbook.check import Asked, Cases, Check
from care.handbook.number import Number, NumberUnit
from care.leads import LeadPolicy
from core.i18n import N_
from db.models import ClockVerdict, Lead, LeadStage, Subject


def _followed_up(_session: Session, asked: Asked) -> tuple[Cases]:
    decided = col(Lead.verdict).in_((ClockVerdict.MET, ClockVerdict.MISSED))
    late = col(Lead.verdict).is_(None) & (col(Lead.due_at) < asked.now)
    ours = (
        col(Lead.is_historical).is_(False),
        col(Lead.stage) != LeadStage.INVALID,
        or_(decided, late),
    )
    return (
        Cases(
            Lead.__table__, ours, col(Lead.id), col(Lead.id), col(Lead.owner_id), col(Lead.team_id),  # type: ignore[attr-defined]
            col(Lead.verdict) == ClockVerdict.MET, col(Lead.received_at), col(Lead.due_at), col(Lead.first_contact_at),
        ),
    )  # fmt: skip


CHECKS = (
    Check(
        "lead_followed_up",
        N_("Leads followed up in time"),
        N_(
            "Every lead by the moment it came in, once it was reached or its time was up; met when somebody spoke with "
            "them by then. Imported history and what was no lead do not count."
        ),
        N_("It was due {due} and reached {done}."),
        Subject.LEAD,
        _followed_up,
        numbers=(
            Number("lead.target_hours", N_("A lead is called within"), LeadPolicy, ("target_hours",), NumberUnit.HOURS),
            Number(
                "lead.warn_percent", N_("The owner of a lead is warned when so much of the time is used"), LeadPolicy,
                ("warn_percent",), NumberUnit.PERCENT,
            ),
        ),
    ),
)  # fmt: skip
