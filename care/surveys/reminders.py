"""The one reminder: by mail to whoever was asked by mail, else a task for the handler to ask again."""

from sqlmodel import Session, col, select

from care import tasks
from care.surveys.finding import hold, why_not
from care.surveys.issuing import issue
from care.surveys.links import address_of
from care.surveys.posting import mail_it, may_mail
from care.surveys.reach import mailbox_of
from core import clock
from db.models import Complaint, Invitation, InvitationMode, Subject

_AT_ONCE = 200


def remind_due(session: Session) -> int:
    """Remind of every link whose moment has come, once each; how many those were."""
    due = (
        select(Invitation.id, Invitation.complaint_id)
        .where(col(Invitation.remind_at) <= clock.now(), col(Invitation.withdrawn_at).is_(None))
        .order_by(col(Invitation.remind_at))
        .limit(_AT_ONCE)
    )
    return sum(_remind(session, id_, complaint_id) for id_, complaint_id in session.exec(due).all())


def _remind(session: Session, invitation_id: int, complaint_id: int) -> int:
    complaint = hold(session, complaint_id)
    invitation = session.get_one(Invitation, invitation_id, populate_existing=True)
    if invitation.remind_at is None:
        return 0  # answered, replaced or reminded of while we waited for our turn
    invitation.remind_at = None
    if invitation.expires_at <= clock.now() or why_not(session, complaint, invitation.purpose):
        return 0
    invitation.reminded_at = clock.now()
    to = mailbox_of(session, complaint)
    if invitation.mode is InvitationMode.MAIL and may_mail(to):
        _mail_again(session, complaint, invitation, to=to)
    elif complaint.handler_id:
        tasks.make(
            session,
            kind=tasks.TaskKind.CHASE_CUSTOMER,
            assignee_id=complaint.handler_id,
            due_at=invitation.expires_at,
            subject=Subject.COMPLAINT,
            subject_id=complaint.id,
            key=f"survey-remind:{invitation.id}",
        )
    return 1


def _mail_again(session: Session, complaint: Complaint, first: Invitation, *, to: str) -> None:
    """With a link of its own, since the first one is known to the customer alone; it ends when that one would have."""
    again, token = issue(session, None, complaint, purpose=first.purpose, mode=InvitationMode.MAIL)
    again.remind_at, again.reminded_at, again.expires_at = None, clock.now(), first.expires_at
    session.flush()
    mail_it(session, again, address=address_of(token), to=to)
