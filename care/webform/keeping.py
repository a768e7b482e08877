"""Keeping what strangers left no longer than the form says."""

from datetime import timedelta

from sqlmodel import Session

from care import leads, rulebook
from care.webform.policy import WebFormPolicy
from core import clock
from db.models import LeadOrigin

_A_MONTH = timedelta(days=365.25 / 12)


def forget_old(session: Session) -> int:
    """Erase who they were of those from whom nothing came for so many months; how many that were."""
    months = rulebook.in_force(session, WebFormPolicy).keep_months
    return leads.forget_unused(session, origin=LeadOrigin.WEB, before=clock.now() - months * _A_MONTH)
