"""Making an invitation, and taking those back that nobody answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from auth.actor import Actor
from care import casefile, rulebook
from care.surveys.links import new_token
from care.surveys.questions import SurveyPolicy
from core import clock
from db.models import Answer, Complaint, ComplaintEventKind, Customer, Invitation, InvitationMode, InvitationPurpose


def issue(
    session: Session, actor: Actor | None, complaint: Complaint, *, purpose: InvitationPurpose, mode: InvitationMode
) -> tuple[Invitation, str]:
    """A new invitation and its token, which is stored nowhere; older links of the same question end."""
    withdraw_open(session, complaint, purpose)
    token, token_hash = new_token()
    now, policy = clock.now(), rulebook.in_force(session, SurveyPolicy)
    person, customer_id = actor.id if actor else None, complaint.customer_id
    invitation = Invitation(
        purpose=purpose,
        mode=mode,
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        customer_id=customer_id,
        token_hash=token_hash,
        by_id=person,
        sent_at=now,
        asked_at=now,
        **whose(session, customer_id),
        remind_at=now + policy.remind_after,
        expires_at=now + policy.valid_for,
    )
    session.add(invitation)
    session.flush()
    detail = {"purpose": purpose.value, "mode": mode.value, "expires_at": invitation.expires_at}
    casefile.note(session, actor, complaint, ComplaintEventKind.INVITED, detail=detail)
    return invitation, token


def reminder_at(session: Session, expires_at: datetime) -> datetime | None:
    """When the one reminder is due of what the customer got now; none, if the link has ended by then."""
    due = clock.now() + rulebook.in_force(session, SurveyPolicy).remind_after
    return due if due < expires_at else None


def whose(session: Session, customer_id: int | None) -> dict[str, Any]:
    """Whose customer they are at the moment they are asked: kept with the invitation."""
    customer = session.get(Customer, customer_id) if customer_id else None
    return {name: getattr(customer, name, None) for name in ("owner_id", "team_id", "tier")}


def withdraw_open(session: Session, complaint: Complaint, purpose: InvitationPurpose) -> int:
    """Links of this complaint that nobody has answered work no longer; how many those were."""
    unanswered = col(Invitation.id).not_in(select(col(Answer.invitation_id)))
    mine = (col(Invitation.complaint_id) == complaint.id, col(Invitation.purpose) == purpose)
    open_ones = update(Invitation).where(*mine, col(Invitation.withdrawn_at).is_(None), unanswered)
    session.flush()
    return session.connection().execute(open_ones.values(withdrawn_at=clock.now(), remind_at=None)).rowcount
