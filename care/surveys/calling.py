"""Asking the same questions on the phone: one colleague at a time, never whoever looks after the customer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.surveys.answering import Taken, keep
from care.surveys.asking import AskingPolicy
from care.surveys.collecting import find_to_collect, may_be_asked, still_open, the_one, to_collect_by
from care.surveys.given import CustomerAnswer, cleaned
from care.surveys.opening import questions_for
from care.surveys.refusals import MayNotAsk, TakenByColleague
from core import clock
from core.i18n import _
from db.models import Channel, ChannelType, Customer, Invitation, InvitationMode, User

CLAIM = timedelta(hours=1)
"""A call that was taken and not come back to is anybody's again."""


@dataclass(frozen=True)
class Call:
    invitation_id: int
    number: str
    """In full, to those who may see it; else empty."""


def take_call(session: Session, actor: Actor, invitation_id: int) -> Call:
    """Take it on oneself to call, so that no colleague calls as well, and look the number up: the log keeps who did."""
    invitation = _find_call(session, actor, invitation_id)
    may_be_asked(session, invitation)
    if caller_of(invitation, clock.now()) not in (None, actor.id):
        colleague = session.get(User, invitation.assignee_id)
        raise TakenByColleague(colleague.name if colleague else "")
    invitation.assignee_id, invitation.updated_at = actor.id, clock.now()
    session.flush()
    customer = session.get_one(Customer, invitation.customer_id)
    number = _number_of(session, customer) if actor.may(Permission.CUSTOMER_REVEAL) else ""
    if number:
        audit.record(session, actor, "customer.revealed", customer, detail={"invitation": invitation.id})
    return Call(invitation.id, number)


def caller_of(invitation: Invitation, now: datetime) -> int | None:
    """Who is calling; None: nobody, or they took it so long ago that they have left it."""
    # Whatever else is done with a call gives it back or ends it: it changed last when it was taken.
    return invitation.assignee_id if invitation.updated_at > now - CLAIM else None


def not_reached(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    """Nobody answered the phone: somebody may try again, but not for ever."""
    invitation = _find_call(session, actor, invitation_id)
    _dialled(invitation)
    invitation.assignee_id = None
    if invitation.dials >= rulebook.in_force(session, AskingPolicy).most_dials:
        invitation.withdrawn_at, invitation.to_do_since = clock.now(), None
    audit.record(session, actor, "survey.not_reached", invitation, detail={"customer": invitation.customer_id})
    return invitation


def does_not_want(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    """The customer does not care to answer; they are left alone."""
    invitation = _find_call(session, actor, invitation_id)
    _dialled(invitation)
    invitation.withdrawn_at, invitation.to_do_since, invitation.assignee_id = clock.now(), None, None
    audit.record(session, actor, "survey.declined", invitation, detail={"customer": invitation.customer_id})
    return invitation


def take_by_phone(session: Session, actor: Actor, invitation_id: int, *, given: CustomerAnswer, language: str) -> Taken:
    """Write down what the customer said. Who looks after a customer does not ask how they do it."""
    invitation = _find_call(session, actor, invitation_id)
    questions = questions_for(session, invitation)
    cleaned_ = cleaned(questions, given)
    _dialled(invitation)
    row = keep(session, actor, invitation, questions, given=cleaned_, language=language)
    audit.record(session, actor, "survey.recorded_by_phone", row, detail={"customer": invitation.customer_id})
    return Taken(row, invitation, questions, cleaned_)


def find_call_to_read(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    """A call that the actor may make; nothing is held, since looking changes nothing."""
    return _checked(session, actor, the_one(session, to_collect_by(actor, invitation_id)))


def _find_call(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    return _checked(session, actor, find_to_collect(session, actor, invitation_id))


def _checked(session: Session, actor: Actor, invitation: Invitation) -> Invitation:
    if invitation.mode is not InvitationMode.PHONE:
        raise MayNotAsk(_("This customer is asked by a link."))
    customer = session.get_one(Customer, invitation.customer_id)
    if actor.id is not None and actor.id in (customer.owner_id, customer.backup_owner_id):
        raise MayNotAsk(_("Whoever looks after a customer does not ask how they do it. Ask a colleague to call."))
    still_open(session, invitation)
    return invitation


def _dialled(invitation: Invitation) -> None:
    invitation.dials += 1
    if invitation.asked_at is None:
        invitation.asked_at = invitation.sent_at = clock.now()


def _number_of(session: Session, customer: Customer) -> str:
    """The mobile to ask for first; a firm may have a landline alone."""
    landline = (col(Channel.customer_id) == customer.id, col(Channel.type) == ChannelType.LANDLINE)
    query = select(Channel.value).where(*landline).order_by(col(Channel.is_primary).desc(), col(Channel.id))
    return customer.mobile or session.exec(query.limit(1)).first() or ""
