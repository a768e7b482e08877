"""Asking a customer by a link that works once; a newer link takes the place of the older one."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook, tasks
from care.surveys.finding import find_to_change, why_not
from care.surveys.issuing import issue, withdraw_open
from care.surveys.links import address_of, path_of
from care.surveys.posting import mail_it, may_mail, why_no_mail
from care.surveys.qr import qr_of
from care.surveys.questions import HANDLING, SurveyPolicy
from care.surveys.reach import has_agreed, mailbox_of
from care.surveys.refusals import MayNotAsk
from core import clock
from db.models import Complaint, ComplaintKind, InvitationMode, InvitationPurpose, Subject


@dataclass(frozen=True)
class Invited:
    """Shown once to whoever asked for it: the link is stored nowhere."""

    path: str
    address: str
    """Empty while the settings do not say under which domain customers reach us."""
    qr: str
    """An SVG of the address, else empty."""
    expires_at: datetime
    mailed: bool


def invite(
    session: Session,
    actor: Actor,
    complaint_id: int,
    *,
    purpose: InvitationPurpose,
    mode: InvitationMode = InvitationMode.LINK,
) -> Invited:
    """Make a link to hand over, or mail it."""
    complaint = find_to_change(session, actor, complaint_id, Permission.COMPLAINT_HANDLE)
    by_mail, to = mode is InvitationMode.MAIL, mailbox_of(session, complaint)
    if reason := why_not(session, complaint, purpose) or (why_no_mail(to) if by_mail else ""):
        raise MayNotAsk(reason)
    invitation, token = issue(session, actor, complaint, purpose=purpose, mode=mode)
    address = address_of(token)
    if by_mail:
        mail_it(session, invitation, address=address, to=to)
    detail = {"purpose": purpose.value, "mode": mode.value, "complaint": complaint.id}
    audit.record(session, actor, "survey.invited", invitation, detail=detail)
    _settle_the_errand(session, complaint, by_id=actor.id)
    return Invited(path_of(token), address, qr_of(address) if address else "", invitation.expires_at, by_mail)


def withdraw(session: Session, actor: Actor, complaint_id: int, *, purpose: InvitationPurpose) -> int:
    """Take links that are still open back; how many those were."""
    complaint = find_to_change(session, actor, complaint_id, Permission.COMPLAINT_HANDLE)
    count = withdraw_open(session, complaint, purpose)
    if count:
        detail = {"purpose": purpose.value, "complaint": complaint.id}
        audit.record(session, actor, "survey.withdrawn", count=count, detail=detail)
    return count


def queue_handling(session: Session, complaint: Complaint) -> None:
    """After closing: ask by mail whoever agreed to surveys, else let the handler hand the link over."""
    if complaint.kind is not ComplaintKind.COMPLAINT or why_not(session, complaint, HANDLING):
        return
    to = mailbox_of(session, complaint)
    if may_mail(to) and has_agreed(session, complaint, HANDLING):
        invitation, token = issue(session, None, complaint, purpose=HANDLING, mode=InvitationMode.MAIL)
        mail_it(session, invitation, address=address_of(token), to=to)
    elif complaint.handler_id and (complaint.customer_id or complaint.reporter_reach):
        _send_on_an_errand(session, complaint, complaint.handler_id)


def _send_on_an_errand(session: Session, complaint: Complaint, handler_id: int) -> None:
    tasks.make(
        session,
        kind=tasks.TaskKind.SURVEY_LINK,
        assignee_id=handler_id,
        due_at=clock.now() + rulebook.in_force(session, SurveyPolicy).review_within,
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        key=f"survey-link:{complaint.id}:{complaint.cycle}",
    )


def _settle_the_errand(session: Session, complaint: Complaint, *, by_id: int | None) -> None:
    kinds = [tasks.TaskKind.SURVEY_LINK]
    tasks.settle(session, Subject.COMPLAINT, complaint.id, kinds, by_id=by_id, outcome="")
