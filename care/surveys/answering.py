"""The customer's own answer, through the link: once, and never changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM, Actor
from care import casefile, rulebook
from care.surveys.finding import hold
from care.surveys.following import follow
from care.surveys.links import digest_of
from care.surveys.questions import CustomerAnswer, SurveyPolicy, clean
from care.surveys.refusals import AlreadyAnswered, LinkExpired, LinkUnknown, LinkWithdrawn
from care.surveys.standing import Standing, standing_of
from core import clock
from db.models import Answer, Complaint, ComplaintEventKind, Invitation, InvitationPurpose


@dataclass(frozen=True)
class Form:
    """What a stranger with the link may know: no name, no word of the complaint."""

    purpose: InvitationPurpose
    received_on: date
    number: str
    """Its last characters: enough to recognise it among one's own."""
    expires_at: datetime


def form(session: Session, token: str) -> Form:
    """What is asked behind this link. Looking does not use it up."""
    invitation, complaint = _open_link(session, token)
    return Form(
        purpose=invitation.purpose,
        received_on=clock.local(complaint.received_at).date(),
        number=complaint.number[-4:],
        expires_at=invitation.expires_at,
    )


def answer(session: Session, token: str, *, given: CustomerAnswer, language: str = "") -> InvitationPurpose:
    """Take the answer. Of two that come at once the first one counts and the second is told so."""
    about = select(Invitation.complaint_id).where(col(Invitation.token_hash) == digest_of(token))
    complaint_id = session.exec(about).first()
    if complaint_id is not None:
        hold(session, complaint_id)
    invitation, complaint = _open_link(session, token)
    cleaned = clean(invitation.purpose, given)
    row = store(session, None, complaint, invitation, given=cleaned, language=language)
    detail = {"purpose": invitation.purpose.value, "complaint": complaint.id}
    audit.record(session, SYSTEM, "survey.answered", row, detail=detail)
    return invitation.purpose


def store(
    session: Session,
    collector: Actor | None,
    complaint: Complaint,
    invitation: Invitation,
    *,
    given: CustomerAnswer,
    language: str = "",
) -> Answer:
    """Keep it, write it into the case file, and let follow what has to."""
    row = Answer(
        invitation_id=invitation.id,
        at=clock.now(),
        is_solved=given.is_solved,
        score=given.score,
        comment=given.comment,
        collector_id=collector.id if collector else None,
    )
    session.add(row)
    invitation.remind_at = None
    session.flush()
    detail = {"purpose": invitation.purpose.value, "is_solved": given.is_solved, "score": given.score}
    detail |= {"language": language} if language else {}
    casefile.note(session, collector, complaint, ComplaintEventKind.ANSWERED, words=given.comment, detail=detail)
    follow(session, complaint, invitation, row, rulebook.in_force(session, SurveyPolicy))
    return row


def _open_link(session: Session, token: str) -> tuple[Invitation, Complaint]:
    query = (
        select(Invitation, Complaint, Answer.id)
        .join(Complaint, col(Complaint.id) == col(Invitation.complaint_id))
        .outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
        .where(col(Invitation.token_hash) == digest_of(token))
    )
    found = session.exec(query).first()
    if found is None:
        raise LinkUnknown
    invitation, complaint, answer_id = found
    match standing_of(invitation, complaint, is_answered=answer_id is not None, now=clock.now()):
        case Standing.ANSWERED:
            raise AlreadyAnswered
        case Standing.WITHDRAWN:
            raise LinkWithdrawn
        case Standing.EXPIRED:
            raise LinkExpired
    return invitation, complaint
