"""What customers were asked about a complaint, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import rulebook
from care.customers import mask_email
from care.surveys.finding import answer_in_force, find, why_not
from care.surveys.given import CustomerAnswer
from care.surveys.phoning import why_not_by_phone
from care.surveys.posting import why_no_mail
from care.surveys.questions import ABOUT_COMPLAINTS, ASKED_IN, CONFIRMATION, HANDLING, SurveyPolicy, is_poor
from care.surveys.reach import mailbox_of
from care.surveys.standing import Standing, standing_of
from core import clock
from core.i18n import _
from db.models import Answer, Complaint, Invitation, InvitationMode, InvitationPurpose, User


class Proposal(StrEnum):
    """What the customer's answer suggests; a person decides."""

    CLOSE = "close"
    OBJECT = "object"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Said:
    at: datetime
    is_solved: bool | None
    score: int | None
    comment: str
    collector: str
    """Who asked on the phone; empty: the customer answered by the link."""


@dataclass(frozen=True)
class Asked:
    id: int
    purpose: InvitationPurpose
    mode: InvitationMode
    cycle: int
    sent_at: datetime
    by: str
    """Empty: the system."""
    expires_at: datetime
    reminded_at: datetime | None
    standing: Standing
    said: Said | None


@dataclass(frozen=True)
class ComplaintSurveys:
    asked: tuple[Asked, ...]
    """The newest first, every cycle."""
    why_not: Mapping[InvitationPurpose, str]
    """Why a question cannot be asked by a link at present; empty: it can."""
    why_not_by_phone: Mapping[InvitationPurpose, str]
    why_no_mail: str
    mailbox: str
    """Masked; empty: we have none."""
    proposal: Proposal | None

    def latest(self, purpose: InvitationPurpose) -> Asked | None:
        """The newest of the question that was not withdrawn."""
        still = (one for one in self.asked if one.purpose is purpose and one.standing is not Standing.WITHDRAWN)
        return next(still, None)


def of_complaint(session: Session, actor: Actor, complaint_id: int) -> ComplaintSurveys:
    """Everything about asking this customer: what was asked and said, and what may be asked now."""
    complaint = find(session, actor, complaint_id, Permission.COMPLAINT_READ)
    to, reasons = mailbox_of(session, complaint), _reasons(session, actor, complaint)
    by_phone = why_not_by_phone(actor, complaint)
    return ComplaintSurveys(
        asked=_asked(session, complaint),
        why_not=reasons,
        why_not_by_phone={purpose: reason or by_phone for purpose, reason in reasons.items()},
        why_no_mail=why_no_mail(to),
        mailbox=mask_email(to) if to else "",
        proposal=proposal_of(session, complaint),
    )


def confirmation_of(session: Session, complaint: Complaint) -> Said | None:
    """What the customer says about the solution that was last proposed to them; for the gate before closing."""
    found = answer_in_force(session, complaint, CONFIRMATION)
    if found is None:
        return None
    collector = session.get(User, found.collector_id) if found.collector_id else None
    return _said(found, collector.name if collector else "")


def proposal_of(session: Session, complaint: Complaint) -> Proposal | None:
    if complaint.state in ASKED_IN[CONFIRMATION]:
        said = answer_in_force(session, complaint, CONFIRMATION)
        return None if said is None else Proposal.CLOSE if said.is_solved else Proposal.OBJECT
    if complaint.state not in ASKED_IN[HANDLING] or complaint.closed_at is None:
        return None
    policy = rulebook.in_force(session, SurveyPolicy)
    answers = [answer_in_force(session, complaint, purpose) for purpose in ABOUT_COMPLAINTS]
    since = [one for one in answers if one and one.at >= complaint.closed_at]
    is_unhappy = any(is_poor(CustomerAnswer(one.is_solved, one.score), policy) for one in since)
    return Proposal.REOPEN if is_unhappy else None


def _reasons(session: Session, actor: Actor, complaint: Complaint) -> dict[InvitationPurpose, str]:
    within = complaints_visible_to(actor, Permission.COMPLAINT_HANDLE) if _handles(actor) else None
    mine = within is not None and session.exec(select(Complaint.id).where(col(Complaint.id) == complaint.id, within))
    if not mine or mine.first() is None:
        refusal = _("Only those who handle this complaint ask its customer.")
        return dict.fromkeys(ABOUT_COMPLAINTS, refusal)
    return {purpose: why_not(session, complaint, purpose) for purpose in ABOUT_COMPLAINTS}


def _handles(actor: Actor) -> bool:
    return actor.may(Permission.COMPLAINT_HANDLE)


def _asked(session: Session, complaint: Complaint) -> tuple[Asked, ...]:
    sender, collector, now = aliased(User), aliased(User), clock.now()
    rows = session.exec(
        select(Invitation, Answer, sender.name, collector.name)
        .outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
        .outerjoin(sender, col(sender.id) == col(Invitation.by_id))
        .outerjoin(collector, col(collector.id) == col(Answer.collector_id))
        .where(col(Invitation.complaint_id) == complaint.id)
        .order_by(col(Invitation.sent_at).desc(), col(Invitation.id).desc())
        .limit(100)
    )
    return tuple(
        Asked(
            id=row.id,
            purpose=row.purpose,
            mode=row.mode,
            cycle=row.cycle or complaint.cycle,
            sent_at=row.sent_at,
            by=by or "",
            expires_at=row.expires_at,
            reminded_at=row.reminded_at,
            standing=standing_of(row, complaint, is_answered=answer is not None, now=now),
            said=_said(answer, asked_by or "") if answer else None,
        )
        for row, answer, by, asked_by in rows
    )


def _said(answer: Answer, collector: str) -> Said:
    return Said(answer.at, answer.is_solved, answer.score, answer.comment, collector)
