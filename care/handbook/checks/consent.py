"""Consent before contact: whoever has never bought is called only after they agreed to it."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from care.handbook.check import Asked, Cases, Check, Parameter
from core.i18n import N_
from db.dialect import DayNumber
from db.models import (
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Direction,
    Interaction,
    Lead,
    Order,
    OrderStatus,
    Subject,
)

_A_ZONE = 1
"""Days by which a firm's own day may differ from that of the moment."""
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
        _has_not_bought(),
        col(Customer.deleted_at).is_(None),
        ~_had_asked_us(),
    )
    return (
        Cases(
            source, ours, col(Interaction.id), col(Customer.id), col(Interaction.by_id), col(Customer.team_id),
            newest == ConsentStatus.GIVEN, col(Interaction.at), done_at=col(Interaction.at),
            hint=(Interaction, "ix_interactions_mix"),
        ),
    )  # fmt: skip


def _has_not_bought() -> ColumnElement[bool]:
    """By the moment of the contact; what they buy afterwards excuses nothing. Orders are looked through only where the
    day of the first one leaves it open.
    """
    bought = exists().where(
        col(Order.customer_id) == col(Interaction.customer_id),
        col(Order.status) == OrderStatus.VALID,
        col(Order.ordered_at) <= col(Interaction.at),
    )
    first = col(Customer.first_order_on)
    is_open = DayNumber(first) >= DayNumber(col(Interaction.at)) - _A_ZONE
    return or_(first.is_(None), and_(is_open, ~bought))


def _had_asked_us() -> ColumnElement[bool]:
    """Whoever came as a lead before wanted to be called."""
    return exists().where(
        col(Lead.customer_id) == col(Interaction.customer_id), col(Lead.received_at) <= col(Interaction.at)
    )


CHECKS = (
    Check(
        "consent_before_contact",
        N_("Consent before contact"),
        N_(
            "Every contact that we began with somebody who had not bought by then and did not come as a lead before; "
            "met when they had agreed to it before."
        ),
        N_("Contacted {done} without consent."),
        Subject.CUSTOMER,
        _asked_first,
        (_PURPOSE,),
    ),
)
