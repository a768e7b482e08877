"""What colleagues do for a survey: hand a link over. To whom, and what stands against it, holds for calls too."""

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import tasks
from care.surveys.invitations import Invited
from care.surveys.issuing import reminder_at
from care.surveys.links import address_of, new_token, path_of
from care.surveys.qr import qr_of
from care.surveys.questions import ABOUT_COMPLAINTS
from care.surveys.reach import DECLINED, asked_since, said_of
from care.surveys.refusals import AlreadyAnswered, LinkExpired, LinkWithdrawn, MayNotAsk, too_soon
from core import clock
from core.errors import NotFound
from core.i18n import _
from db import dialect
from db.models import Answer, Customer, Invitation, InvitationMode


def hand_over(session: Session, actor: Actor, invitation_id: int) -> Invited:
    """Make the link that the customer gets from us. Another one may be made; the older one then ends."""
    dialect.lock_surveys(session)
    invitation = find_to_collect(session, actor, invitation_id)
    still_open(session, invitation)
    if invitation.mode is InvitationMode.PHONE:
        raise MayNotAsk(_("This customer is asked on the phone."))
    token, invitation.token_hash = new_token()
    if invitation.asked_at is None:
        may_be_asked(session, invitation)
        invitation.asked_at = invitation.sent_at = clock.now()
    _has_not_declined(session, invitation)
    if invitation.reminded_at is None:
        invitation.remind_at = reminder_at(session, invitation.expires_at)
    invitation.by_id, invitation.to_do_since = actor.id, None
    session.flush()
    audit.record(session, actor, "survey.handed_over", invitation, detail={"customer": invitation.customer_id})
    _settle_the_errand(session, actor, invitation)
    address = address_of(token)
    return Invited(path_of(token), address, qr_of(address) if address else "", invitation.expires_at, mailed=False)


def find_to_collect(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    """Of a customer whom the actor looks after, or may ask for others; held until the transaction ends."""
    query = to_collect_by(actor, invitation_id).with_for_update(of=Invitation)
    return the_one(session, query.execution_options(populate_existing=True))


def to_collect_by(actor: Actor, invitation_id: int) -> SelectOfScalar[Invitation]:
    return (
        select(Invitation)
        .join(Customer, col(Customer.id) == col(Invitation.customer_id))
        .where(
            col(Invitation.id) == invitation_id,
            col(Invitation.purpose).not_in(ABOUT_COMPLAINTS),
            customers_visible_to(actor, Permission.SURVEY_COLLECT),
        )
    )


def the_one(session: Session, query: SelectOfScalar[Invitation]) -> Invitation:
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def not_by(actor: Actor) -> ColumnElement[bool]:
    """Customers whom the actor may ask on the phone: those that a colleague looks after."""
    by_others = or_(col(Customer.owner_id).is_(None), col(Customer.owner_id) != actor.id)
    deputy = or_(col(Customer.backup_owner_id).is_(None), col(Customer.backup_owner_id) != actor.id)
    return and_(by_others, deputy)


def still_open(session: Session, invitation: Invitation) -> None:
    if session.exec(select(Answer.id).where(col(Answer.invitation_id) == invitation.id)).first() is not None:
        raise AlreadyAnswered
    if invitation.withdrawn_at is not None:
        raise LinkWithdrawn
    if invitation.expires_at <= clock.now():
        raise LinkExpired


def may_be_asked(session: Session, invitation: Invitation) -> None:
    """Weeks may have passed since the list was made."""
    _has_not_declined(session, invitation)
    this = col(Invitation.id) == invitation.id
    if reason := too_soon(asked_since(session, invitation.customer_id, but=this)):
        raise MayNotAsk(reason)


def _has_not_declined(session: Session, invitation: Invitation) -> None:
    if said_of(session, invitation.customer_id) in DECLINED:
        raise MayNotAsk(_("This customer does not want to be asked for opinions."))


def _settle_the_errand(session: Session, actor: Actor, invitation: Invitation) -> None:
    """The task of one order is done with its link, the task of a campaign with its last."""
    if invitation.order_id is not None:
        tasks.settle_one(session, f"survey-order:{invitation.order_id}", by_id=actor.id, outcome="")
        return
    left = select(Invitation.id).where(
        col(Invitation.campaign_id) == invitation.campaign_id,
        col(Invitation.owner_id) == invitation.owner_id,
        col(Invitation.to_do_since).is_not(None),
        col(Invitation.reminded_at).is_(None),
    )
    if session.exec(left.limit(1)).first() is None:
        key = f"survey-links:{invitation.campaign_id}:{invitation.owner_id}"
        tasks.settle_one(session, key, by_id=actor.id, outcome="")
