"""Greetings only to those who agreed to them."""

from sqlmodel import Session, col, select

from care.greetings import GreetingPolicy
from care.handbook.check import Asked, Cases, Check
from care.handbook.number import Number, NumberUnit
from core.i18n import N_
from db.models import Consent, ConsentPurpose, ConsentStatus, Customer, Greeting, GreetingState, Subject


def _greeted(_session: Session, _asked: Asked) -> tuple[Cases]:
    newest = (
        select(Consent.status)
        .where(
            col(Consent.customer_id) == col(Greeting.customer_id),
            col(Consent.purpose) == ConsentPurpose.CARE,
            col(Consent.at) <= col(Greeting.done_at),
        )
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
        .limit(1)
        .correlate(Greeting)
        .scalar_subquery()
    )
    source = Greeting.__table__.join(Customer.__table__, col(Customer.id) == col(Greeting.customer_id))  # type: ignore[attr-defined]
    return (
        Cases(
            source, (col(Greeting.state) == GreetingState.SENT,), col(Greeting.id), col(Customer.id),
            col(Greeting.done_by_id), col(Customer.team_id), newest == ConsentStatus.GIVEN, col(Greeting.done_at),
            done_at=col(Greeting.done_at),
        ),
    )  # fmt: skip


CHECKS = (
    Check(
        "greeted_with_consent",
        N_("Greetings only with consent"),
        N_("Every greeting by the day it was sent; met when the customer had agreed to care before."),
        N_("Greeted {done} without consent to care."),
        Subject.CUSTOMER,
        _greeted,
        numbers=(
            Number(
                "greeting.gift_free_yuan", N_("A gift needs approval above a cost of"), GreetingPolicy,
                ("gift_free_yuan",), NumberUnit.TIMES, most=100_000,
            ),
        ),
    ),
)  # fmt: skip
