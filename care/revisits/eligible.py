"""Which customers are on a plan, and why the others are not: one expression, for one customer as for all of them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, false, null, select
from sqlmodel import col

from care.revisits.policy import Newcomers, RevisitPolicy
from db.models import Consent, ConsentPurpose, ConsentStatus, Customer, PlanEnd, RevisitPlan, Tier

_consents: FromClause = Consent.__table__  # type: ignore[attr-defined]
_NO = (ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN)


def why_not(policy: RevisitPolicy, today: date, newcomers: Newcomers) -> ColumnElement[Any]:
    """The PlanEnd of a customer without a plan, else NULL; over `customers` outer joined with `revisit_plans`."""
    return case(
        (col(Customer.deleted_at).is_not(None), PlanEnd.REMOVED.value),
        (_DECLINED, PlanEnd.CONSENT.value),
        (false() if policy.include_lost else _lost(today, newcomers), PlanEnd.LOST.value),
        (col(RevisitPlan.paused_reason) != "", PlanEnd.PAUSED.value),
        else_=null(),
    )


def cycle_days(policy: RevisitPolicy) -> ColumnElement[int]:
    """The customer's own cycle, else the tier's."""
    tiers = case(*((col(Customer.tier) == tier, policy.cycle(tier)) for tier in Tier if tier is not Tier.C),
                 else_=policy.cycle(Tier.C))  # fmt: skip
    return case((col(RevisitPlan.cycle_days).is_not(None), col(RevisitPlan.cycle_days)), else_=tiers)


def _declined() -> ColumnElement[bool]:
    """The newest answer about service is a no; who was never asked is served."""
    said, later = _consents.alias("said"), _consents.alias("later")
    newer = select(later.c.id).where(
        later.c.customer_id == said.c.customer_id, later.c.purpose == said.c.purpose, later.c.id > said.c.id
    )
    no = select(said.c.id).where(
        said.c.customer_id == col(Customer.id),
        said.c.purpose == ConsentPurpose.SERVICE,
        said.c.status.in_(_NO),
        ~newer.correlate(said).exists(),
    )
    return no.correlate(Customer).exists()


# Put together once: it is asked with every change of a customer.
_DECLINED = _declined()


def _lost(today: date, newcomers: Newcomers) -> ColumnElement[bool]:
    lapses, first = col(Customer.lapses_on), col(Customer.first_order_on)
    return and_(lapses.is_not(None), lapses <= today, first < today - timedelta(days=newcomers.new_days))
