"""The questions as a colleague reads them out. The number is handed out by taking the call."""

from dataclasses import dataclass

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.surveys.calling import find_call_to_read
from care.surveys.opening import questions_for
from care.surveys.sheet import Question
from db.models import Customer, InvitationPurpose


@dataclass(frozen=True)
class Script:
    invitation_id: int
    purpose: InvitationPurpose
    customer_id: int
    customer: str
    dials: int
    questions: tuple[Question, ...]


def script(session: Session, actor: Actor, invitation_id: int) -> Script:
    actor.require(Permission.SURVEY_COLLECT)
    invitation = find_call_to_read(session, actor, invitation_id)
    customer = session.get_one(Customer, invitation.customer_id)
    return Script(
        invitation_id=invitation.id,
        purpose=invitation.purpose,
        customer_id=customer.id,
        customer=customer.name,
        dials=invitation.dials,
        questions=questions_for(session, invitation),
    )
