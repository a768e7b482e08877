"""Customers' files kept true: verified within the interval of their tier."""

from sqlalchemy import and_, case, func, or_
from sqlmodel import Session, col

from care import rulebook
from care.customers import VerificationPolicy
from care.kpis import Bounds
from care.scorecards.dimension import Dimension, Facts, Sort
from core import clock
from core.i18n import N_
from db.models import Customer, Subject, Tier


def _files(session: Session, _span: Bounds) -> tuple[Facts]:
    now, policy = clock.now(), rulebook.in_force(session, VerificationPolicy)
    confirmed = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))
    fresh = or_(*(and_(col(Customer.tier) == tier, confirmed > now - policy.interval(tier)) for tier in Tier))
    ours = (col(Customer.deleted_at).is_(None), col(Customer.owner_id).is_not(None))
    is_fresh = case((fresh, 1), else_=0)
    return (Facts(Customer.__table__, ours, col(Customer.owner_id), is_fresh, col(Customer.id)),)  # type: ignore[attr-defined]


DIMENSION = Dimension(
    "files",
    N_("Files verified in time"),
    N_("Files of one's own customers that are verified within the interval of their tier ÷ all of them, as of now."),
    Sort.SHARE,
    Subject.CUSTOMER,
    _files,
    weight=15,
    target=0.95,
    is_snapshot=True,
)
