"""Customers' files kept true: verified within the interval of their tier."""

from sqlalchemy import case, func
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
    since = case(*((col(Customer.tier) == tier, now - policy.interval(tier)) for tier in Tier))
    ours = (col(Customer.deleted_at).is_(None), col(Customer.owner_id).is_not(None))
    is_fresh = case((confirmed > since, 1), else_=0)
    table = Customer.__table__  # type: ignore[attr-defined]
    scan = (Customer, "ix_customers_scan")
    return (Facts(table, ours, col(Customer.owner_id), is_fresh, col(Customer.id), hint=scan),)


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
