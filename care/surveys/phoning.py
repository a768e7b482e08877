"""The same questions on the phone, asked by a colleague: nobody surveys himself."""

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.surveys.answering import store
from care.surveys.finding import find_to_change, why_not
from care.surveys.given import CustomerAnswer
from care.surveys.issuing import whose, withdraw_open
from care.surveys.questions import clean
from care.surveys.refusals import MayNotAsk
from core import clock
from core.i18n import _
from db.models import Answer, Complaint, Invitation, InvitationMode, InvitationPurpose


def record_by_phone(
    session: Session, actor: Actor, complaint_id: int, *, purpose: InvitationPurpose, answer: CustomerAnswer
) -> Answer:
    """Write down what the customer said; links that are still open end."""
    complaint = find_to_change(session, actor, complaint_id, Permission.COMPLAINT_HANDLE)
    if reason := why_not_by_phone(actor, complaint) or why_not(session, complaint, purpose):
        raise MayNotAsk(reason)
    cleaned = clean(purpose, answer)
    withdraw_open(session, complaint, purpose)
    invitation = _call(session, actor, complaint, purpose)
    row = store(session, actor, complaint, invitation, given=cleaned)
    detail = {"purpose": purpose.value, "complaint": complaint.id}
    audit.record(session, actor, "survey.recorded_by_phone", row, detail=detail)
    return row


def why_not_by_phone(actor: Actor, complaint: Complaint) -> str:
    """Why this person may not be the one who asks; empty: they may."""
    if actor.id is not None and actor.id == complaint.handler_id:
        return _("Whoever handles a complaint does not ask how it was handled. Ask a colleague to call.")
    return ""


def _call(session: Session, actor: Actor, complaint: Complaint, purpose: InvitationPurpose) -> Invitation:
    now = clock.now()
    call = Invitation(
        purpose=purpose,
        mode=InvitationMode.PHONE,
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        customer_id=complaint.customer_id,
        by_id=actor.id,
        sent_at=now,
        asked_at=now,
        dials=1,
        **whose(session, complaint.customer_id),
        expires_at=now,
    )
    session.add(call)
    session.flush()
    return call
