"""Which surveys the numbers about satisfaction count: those after orders and those of each quarter."""

from typing import Any

from sqlalchemy import and_
from sqlmodel import col

from auth.actor import Actor
from care.kpis.filters import Filters
from care.kpis.population import of_population
from db.models import Invitation, InvitationPurpose

_PURPOSES = (InvitationPurpose.TRANSACTION, InvitationPurpose.RELATIONSHIP)


def surveyed(actor: Actor, filters: Filters) -> Any:
    return and_(is_of_a_survey(), of_population(actor, filters, col(Invitation.customer_id)))  # type: ignore[arg-type]


def is_of_a_survey() -> Any:
    """What complaints were about is counted apart."""
    return and_(col(Invitation.purpose).in_(_PURPOSES), col(Invitation.customer_id).is_not(None))
