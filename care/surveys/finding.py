"""The complaint that is asked about, and the answer about it that counts."""

from sqlalchemy import and_, false, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.surveys.questions import ASKED_IN, CONFIRMATION
from care.surveys.reach import asked_since, has_declined
from care.surveys.refusals import too_soon
from core.errors import NotFound
from core.i18n import _
from db.models import Answer, Complaint, Invitation, InvitationPurpose


def find(session: Session, actor: Actor, complaint_id: int, permission: Permission) -> Complaint:
    """The complaint, if `permission` reaches it."""
    reached = complaints_visible_to(actor, permission)
    found = session.exec(select(Complaint).where(col(Complaint.id) == complaint_id, reached)).first()
    if found is None:
        raise NotFound
    return found


def find_to_change(session: Session, actor: Actor, complaint_id: int, permission: Permission) -> Complaint:
    """The same, held until the transaction ends: asking, answering and closing take turns."""
    find(session, actor, complaint_id, permission)
    return hold(session, complaint_id)


def hold(session: Session, complaint_id: int) -> Complaint:
    query = select(Complaint).where(col(Complaint.id) == complaint_id)
    return session.exec(query.with_for_update(key_share=True).execution_options(populate_existing=True)).one()


def answer_in_force(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> Answer | None:
    """The newest answer of this cycle; a confirmation counts for the solution it was given for."""
    query = (
        select(Answer)
        .join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        .where(
            col(Invitation.complaint_id) == complaint.id,
            col(Invitation.cycle) == complaint.cycle,
            col(Invitation.purpose) == purpose,
        )
        .order_by(col(Answer.at).desc(), col(Answer.id).desc())
    )
    found = session.exec(query).first()
    if found and purpose is CONFIRMATION and complaint.proposed_at and found.at < complaint.proposed_at:
        return None
    return found


def why_not(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> str:
    """Why the customer cannot be asked this; empty: they can."""
    if complaint.is_historical:
        return _("This complaint was imported as history; its customer is not asked any more.")
    if complaint.state not in ASKED_IN[purpose]:
        if purpose is CONFIRMATION:
            return _("The customer is asked whether it is solved once they have been told the solution.")
        return _("The customer is asked about the handling once the complaint is closed.")
    if answer_in_force(session, complaint, purpose):
        return _("The customer has answered this already.")
    if has_declined(session, complaint, purpose):
        return _("This customer does not want to be asked for opinions.")
    return "" if purpose is CONFIRMATION else _why_not_again(session, complaint)


def _why_not_again(session: Session, complaint: Complaint) -> str:
    """Asking about the same closing again, by a newer link or on the phone, is no other survey."""
    same = and_(col(Invitation.complaint_id) == complaint.id, col(Invitation.cycle) == complaint.cycle)
    about_this = func.coalesce(same, false())
    return too_soon(asked_since(session, complaint.customer_id, but=about_this))
