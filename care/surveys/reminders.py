"""The one reminder: by mail to whoever was asked by mail, else a colleague asks again.

About a complaint the handler has a task to do so; about a purchase or of a campaign the customer stands on the list of
links to hand over once more.
"""

from sqlmodel import Session, col, select

from care import tasks
from care.surveys.batches import AT_ONCE, Batch, all_of
from care.surveys.finding import hold, why_not
from care.surveys.issuing import issue
from care.surveys.links import address_of, new_token
from care.surveys.posting import mail_it, may_mail, remind
from care.surveys.reach import DECLINED, mailbox_of, mailbox_of_customer, said_of
from core import clock
from db.models import Complaint, ConsentStatus, Customer, Invitation, InvitationMode, Subject


def remind_all() -> int:
    """Remind of every link whose moment has come, in transactions of their own; how many those were."""
    return all_of(remind_some)


def remind_due(session: Session) -> int:
    """The same of those that were first in turn."""
    return remind_some(session).done


def remind_some(session: Session) -> Batch:
    """Each once, whoever else is at it."""
    due = (
        select(Invitation.id, Invitation.complaint_id)
        .where(col(Invitation.remind_at) <= clock.now(), col(Invitation.withdrawn_at).is_(None))
        .order_by(col(Invitation.remind_at))
        .limit(AT_ONCE)
    )
    found = session.exec(due).all()
    done = sum(
        _remind(session, id_, complaint_id) if complaint_id else _remind_customer(session, id_)
        for id_, complaint_id in found
    )
    return Batch(len(found), done)


def _remind_customer(session: Session, invitation_id: int) -> int:
    """As they were asked, if they still are a customer who wants to be asked."""
    query = select(Invitation).where(col(Invitation.id) == invitation_id).with_for_update()
    first = session.exec(query.execution_options(populate_existing=True)).one()
    was_due, first.remind_at = first.remind_at, None
    if was_due is None or first.customer_id is None:
        return 0
    customer = session.get_one(Customer, first.customer_id)
    if customer.deleted_at is not None or first.expires_at <= clock.now():
        return 0
    said = said_of(session, customer.id)
    if first.mode is InvitationMode.LINK:
        return _put_on_the_list_again(first) if said not in DECLINED else 0
    return _mail_customer(session, first, customer) if said is ConsentStatus.GIVEN else 0


def _put_on_the_list_again(first: Invitation) -> int:
    """For whoever handed it over: they meet the customer, and make a newer link if the first one is lost."""
    first.to_do_since = first.reminded_at = clock.now()
    return 1


def _mail_customer(session: Session, first: Invitation, customer: Customer) -> int:
    to = mailbox_of_customer(session, customer.id)
    if not may_mail(to):
        return 0
    token, first.token_hash = new_token()
    first.reminded_at = clock.now()
    session.flush()
    remind(session, first, address=address_of(token), to=to)
    return 1


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
