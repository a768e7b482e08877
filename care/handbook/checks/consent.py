"""Consent before contact: whoever has never bought is called only after they agreed to it."""

from typing import Any

from sqlmodel import Session, col, select

from care.handbook.check import Asked, Cases, Check, Parameter
from core.i18n import N_
from db.models import Consent, ConsentPurpose, ConsentStatus, Customer, Direction, Interaction, Lead, Subject

_PURPOSE = Parameter(
    "purpose", N_("Consent to"), ConsentPurpose.MARKETING.value,
    ((ConsentPurpose.MARKETING.value, N_("Marketing")), (ConsentPurpose.CARE.value, N_("Care"))),
)  # fmt: skip


def _asked_first(_session: Session, asked: Asked) -> tuple[Cases]:
    newest = (
        select(Consent.status)
        .where(
            col(Consent.customer_id) == col(Interaction.customer_id),
            col(Consent.purpose) == ConsentPurpose(asked.parameters["purpose"]),
            col(Consent.at) <= col(Interaction.at),
        )
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
        .limit(1)
        .correlate(Interaction)
        .scalar_subquery()
    )
    source = Interaction.__table__.join(Customer.__table__, col(Customer.id) == col(Interaction.customer_id))  # type: ignore[attr-defined]
    ours = (
        col(Interaction.direction) == Direction.OUTBOUND,
        col(Interaction.complaint_id).is_(None),
        col(Interaction.import_job_id).is_(None),
        col(Customer.first_order_on).is_(None),
        col(Customer.deleted_at).is_(None),
        col(Customer.id).not_in(_who_asked_us()),
    )
    return (
        Cases(
            source, ours, col(Interaction.id), col(Customer.id), col(Interaction.by_id), col(Customer.team_id),
            newest.is_not(None) & (newest == ConsentStatus.GIVEN), col(Interaction.at), done_at=col(Interaction.at),
        ),
    )  # fmt: skip


def _who_asked_us() -> Any:
    """Whoever came as a lead wanted to be called."""
    return select(col(Lead.customer_id)).where(col(Lead.customer_id).is_not(None))


CHECKS = (
    Check(
        "consent_before_contact",
        N_("Consent before contact"),
        N_(
            "Every contact that we began with somebody who has never bought and did not come as a lead; met when they "
            "had agreed to it before."
        ),
        N_("Contacted {done} without consent."),
        Subject.CUSTOMER,
        _asked_first,
        (_PURPOSE,),
    ),
)
