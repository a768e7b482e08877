"""Whether and where a customer may be asked.

Asking whether one's own complaint is solved is part of the service the customer wants from us. Everything else is a
survey: we write or call unasked only to those who agreed to surveys; a link may be handed over to anybody but those
who declined; and nobody is asked again before they have had their rest.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, select

from care import rulebook
from care.customers import clean_email
from care.surveys.asking import AskingPolicy
from core import clock
from db.models import (
    Channel,
    ChannelType,
    Complaint,
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Contact,
    Invitation,
    InvitationPurpose,
)

DECLINED = (ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN)


def mailbox_of(session: Session, complaint: Complaint) -> str:
    """The customer's e-mail address, else the reporter's; empty when we have none."""
    if complaint.customer_id is None:
        return clean_email(complaint.reporter_reach) or ""
    return mailbox_of_customer(session, complaint.customer_id)


def mailbox_of_customer(session: Session, customer_id: int) -> str:
    query = (
        select(Channel.value)
        .join(Contact, col(Contact.id) == col(Channel.contact_id))
        .where(col(Channel.customer_id) == customer_id, col(Channel.type) == ChannelType.EMAIL)
        .order_by(_first(Contact.is_primary), _first(Channel.is_primary), col(Channel.id))
    )
    return clean_email(session.exec(query).first() or "") or ""


def mailboxes_of(session: Session, customer_ids: Sequence[int]) -> dict[int, str]:
    """The same of many at once."""
    query = (
        select(Channel.customer_id, Channel.value)
        .join(Contact, col(Contact.id) == col(Channel.contact_id))
        .where(col(Channel.customer_id).in_(customer_ids), col(Channel.type) == ChannelType.EMAIL)
        .order_by(_first(Contact.is_primary).desc(), _first(Channel.is_primary).desc(), col(Channel.id).desc())
    )
    # The best of each comes last and stays.
    return {customer_id: clean_email(value) or "" for customer_id, value in session.exec(query)}


def has_declined(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> bool:
    """The customer said that they do not want to be asked this."""
    return purpose is not InvitationPurpose.CONFIRMATION and said_of(session, complaint.customer_id) in DECLINED


def has_agreed(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> bool:
    """We may write to them unasked."""
    is_service = purpose is InvitationPurpose.CONFIRMATION
    return is_service or said_of(session, complaint.customer_id) is ConsentStatus.GIVEN


def said_of(session: Session, customer_id: int | None) -> ConsentStatus | None:
    """What the customer last said of being asked for opinions; None: nobody ever asked."""
    newest = (
        select(Consent)
        .where(col(Consent.customer_id) == customer_id, col(Consent.purpose) == ConsentPurpose.SURVEY)
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    )
    found = session.exec(newest).first()
    return found.status if found else None


def asked_since(
    session: Session, customer_id: int | None, *, but: ColumnElement[bool] | None = None
) -> datetime | None:
    """When the customer was last asked for an opinion, if their rest is not over; `but` says what does not count."""
    if customer_id is None:
        return None
    query = select(Invitation.sent_at).where(col(Invitation.customer_id) == customer_id, counts_as_asked(session))
    if but is not None:
        query = query.where(~but)
    return session.exec(query.order_by(col(Invitation.sent_at).desc()).limit(1)).first()


def counts_as_asked(session: Session) -> ColumnElement[bool]:
    """Invitations of late that reached the customer or still may; servers' clocks may differ a little."""
    now = clock.now()
    since = now - rulebook.in_force(session, AskingPolicy).rest
    reached = or_(col(Invitation.asked_at).is_not(None), col(Invitation.withdrawn_at).is_(None))
    of_late = col(Invitation.sent_at).between(since, now + timedelta(days=1))
    return and_(of_late, col(Invitation.purpose) != InvitationPurpose.CONFIRMATION, reached)


def _first(is_primary: bool) -> ColumnElement[int]:
    return case((col(is_primary), 0), else_=1)
