"""Whether and where a customer may be asked.

Asking whether one's own complaint is solved is part of the service the customer wants from us. What they think of how
it was handled is asked by itself only of those who agreed to surveys; a link may be handed over to anybody but those
who declined.
"""

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, select

from care.customers import clean_email
from db.models import (
    Channel,
    ChannelType,
    Complaint,
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Contact,
    InvitationPurpose,
)


def mailbox_of(session: Session, complaint: Complaint) -> str:
    """The customer's e-mail address, else the reporter's; empty when we have none."""
    if complaint.customer_id is None:
        return clean_email(complaint.reporter_reach) or ""
    query = (
        select(Channel.value)
        .join(Contact, col(Contact.id) == col(Channel.contact_id))
        .where(col(Channel.customer_id) == complaint.customer_id, col(Channel.type) == ChannelType.EMAIL)
        .order_by(_first(Contact.is_primary), _first(Channel.is_primary), col(Channel.id))
    )
    return clean_email(session.exec(query).first() or "") or ""


def has_declined(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> bool:
    """The customer said that they do not want to be asked this."""
    if purpose is InvitationPurpose.CONFIRMATION:
        return False
    return _surveys(session, complaint) in (ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN)


def has_agreed(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> bool:
    """We may write to them unasked."""
    return purpose is InvitationPurpose.CONFIRMATION or _surveys(session, complaint) is ConsentStatus.GIVEN


def _surveys(session: Session, complaint: Complaint) -> ConsentStatus | None:
    newest = (
        select(Consent)
        .where(col(Consent.customer_id) == complaint.customer_id, col(Consent.purpose) == ConsentPurpose.SURVEY)
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    )
    found = session.exec(newest).first()
    return found.status if found else None


def _first(is_primary: bool) -> ColumnElement[int]:
    return case((col(is_primary), 0), else_=1)
