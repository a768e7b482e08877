"""What is behind a link, if it can be answered still."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from care.surveys.finding import hold
from care.surveys.links import digest_of
from care.surveys.questions import fixed
from care.surveys.refusals import AlreadyAnswered, LinkExpired, LinkUnknown, LinkWithdrawn
from care.surveys.sheet import Question, questions_of
from care.surveys.standing import Standing, standing_of
from core import clock
from db.models import Answer, Complaint, Customer, Invitation, InvitationPurpose, Order, QuestionnaireVersion


@dataclass(frozen=True)
class Form:
    """What a stranger with the link may know: no name, no word of the complaint, nothing that was bought."""

    purpose: InvitationPurpose
    questions: tuple[Question, ...]
    about_on: date | None
    """When the customer told us, or bought; None: it is about everything."""
    number: str
    """Of the complaint or the order, its last characters: enough to recognise it among one's own."""
    expires_at: datetime


@dataclass(frozen=True)
class Opened:
    invitation: Invitation
    complaint: Complaint | None
    questions: tuple[Question, ...]


def form(session: Session, token: str) -> Form:
    """What is asked behind this link. Looking does not use it up."""
    opened = open_link(session, token)
    on, number = _about(session, opened)
    return Form(opened.invitation.purpose, opened.questions, on, number[-4:], opened.invitation.expires_at)


def open_link(session: Session, token: str) -> Opened:
    query = (
        select(Invitation, Complaint, Answer.id, Customer.deleted_at)
        .outerjoin(Complaint, col(Complaint.id) == col(Invitation.complaint_id))
        .outerjoin(Customer, col(Customer.id) == col(Invitation.customer_id))
        .outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
        .where(col(Invitation.token_hash) == digest_of(token))
    )
    found = session.exec(query).first()
    if found is None:
        raise LinkUnknown
    invitation, complaint, answer_id, removed_at = found
    match standing_of(invitation, complaint, is_answered=answer_id is not None, now=clock.now()):
        case Standing.ANSWERED:
            raise AlreadyAnswered
        case Standing.WITHDRAWN:
            raise LinkWithdrawn
        case Standing.EXPIRED:
            raise LinkExpired
    if complaint is None and removed_at is not None:
        raise LinkWithdrawn  # somebody who is no customer any more is asked nothing
    return Opened(invitation, complaint, questions_for(session, invitation))


def hold_link(session: Session, token: str) -> None:
    """Two who answer at once take turns."""
    query = select(Invitation).where(col(Invitation.token_hash) == digest_of(token))
    invitation = session.exec(query).first()
    if invitation is not None and invitation.complaint_id is not None:
        hold(session, invitation.complaint_id)
    elif invitation is not None:
        session.exec(query.with_for_update().execution_options(populate_existing=True)).one()


def questions_for(session: Session, invitation: Invitation) -> tuple[Question, ...]:
    """Those of the version that was sent, whatever was changed since."""
    if invitation.questionnaire_version_id is None:
        return fixed(invitation.purpose)
    return questions_of(session.get_one(QuestionnaireVersion, invitation.questionnaire_version_id).questions)


def _about(session: Session, opened: Opened) -> tuple[date | None, str]:
    if opened.complaint is not None:
        return clock.local(opened.complaint.received_at).date(), opened.complaint.number
    order = session.get(Order, opened.invitation.order_id) if opened.invitation.order_id else None
    return (order.ordered_on, order.number) if order else (None, "")
