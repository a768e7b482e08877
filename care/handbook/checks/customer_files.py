"""Customers' files: looked at again before they are stale, each key customer with one person."""

from sqlalchemy import case, func
from sqlmodel import Session, col

from care import rulebook
from care.customers import VerificationPolicy
from care.handbook.check import Asked, Cases, Check
from care.handbook.episodes import numbers_since
from care.handbook.number import Number, NumberUnit
from core import clock
from core.i18n import N_
from db.models import Customer, Subject, Tier

_SCAN = (Customer, "ix_customers_scan")


def _verified(session: Session, asked: Asked) -> tuple[Cases]:
    policy = rulebook.in_force(session, VerificationPolicy)
    confirmed = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))
    since = case(*((col(Customer.tier) == tier, asked.now - policy.interval(tier)) for tier in Tier))
    is_fresh = confirmed > since
    case_id = numbers_since(col(Customer.id), confirmed)
    return (_files(case_id, is_fresh, col(Customer.last_verified_at)),)


def _owned(_session: Session, asked: Asked) -> tuple[Cases]:
    """Nothing says since when nobody looks after a customer: each month is a case of its own."""
    case_id = numbers_since(col(Customer.id), clock.local(asked.now).date().replace(day=1))
    return (_files(case_id, col(Customer.owner_id).is_not(None), None, col(Customer.tier) == Tier.A),)


def _files(case_id: object, is_met: object, done_at: object, *which: object) -> Cases:
    return Cases(
        Customer.__table__, (col(Customer.deleted_at).is_(None), *which), case_id,  # type: ignore[attr-defined]
        col(Customer.id), col(Customer.owner_id), col(Customer.team_id), is_met, done_at=done_at, hint=_SCAN,
    )  # fmt: skip


CHECKS = (
    Check(
        "file_verified",
        N_("Customers' files verified in time"),
        N_("Every file there is today; met when somebody verified it within the interval of its tier."),
        N_("Last verified: {done}."),
        Subject.CUSTOMER,
        _verified,
        numbers=tuple(
            Number(f"file.tier_{tier}_days", label, VerificationPolicy, (f"days_{tier}",), NumberUnit.DAYS, most=1095)
            for tier, label in (
                ("a", N_("Files of tier A are verified every")),
                ("b", N_("Files of tier B are verified every")),
                ("c", N_("Files of tier C are verified every")),
            )
        ),
        is_snapshot=True,
    ),
    Check(
        "key_customer_owned",
        N_("Customers of tier A with one responsible person"),
        N_("Every customer of tier A there is today; met when one person looks after them."),
        N_("Nobody looks after this customer."),
        Subject.CUSTOMER,
        _owned,
        is_snapshot=True,
    ),
)
