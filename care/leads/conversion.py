"""A lead becomes a customer, or joins one who is there: with its contacts, its consents, its source and its owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import customers, interactions, privacy
from care.customers import LikelyDuplicate, NewContact, Resembling
from care.leads.agreed import consents_in, dated
from care.leads.finding import find_to_change, refuse_stale
from care.leads.lifecycle import Move, rule_of
from care.leads.newcomers import reaches_of
from care.leads.refusals import AlreadyConverted, IllegalMove
from care.leads.stages import enter
from care.leads.telling import settle_notices
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Channel, ChannelType, Customer, CustomerKind, Lead, LeadStage, User, UserStatus


@dataclass(frozen=True)
class Into:
    """What the lead becomes: a customer of its own, or part of one."""

    customer_id: int | None = None
    """Whom it joins; None: a new file."""
    is_another: bool = False
    """They were shown who is alike, and it is somebody else."""


def convert(session: Session, actor: Actor, lead_id: int, *, into: Into, seen: int) -> Customer:
    """The customer it became. Of two who do it at once the second is told; LikelyDuplicate as for any new customer."""
    actor.require(Permission.LEAD_WORK)
    lead = find_to_change(session, actor, lead_id, Permission.LEAD_WORK)
    if lead.stage is LeadStage.CONVERTED:
        known = session.get(Customer, lead.customer_id) if lead.customer_id else None
        raise AlreadyConverted(known.number if known else "")
    refuse_stale(session, lead, seen)
    if lead.stage not in rule_of(Move.CONVERT).sources:
        raise IllegalMove(lead.stage)

    if into.customer_id is None:
        customer = _made(session, actor, lead, is_another=into.is_another)
    else:
        customer = _joined(session, actor, lead, into.customer_id)
    _carry_over(session, actor, lead, customer)
    lead.customer_id, lead.converted_at, lead.ended_at = customer.id, clock.now(), clock.now()
    lead.next_on = lead.alarm_at = None
    settle_notices(session, lead)
    enter(session, actor, lead, LeadStage.CONVERTED, at=clock.now(), words=customer.number)
    audit.record(session, actor, "lead.converted", lead, detail={"customer": customer.id})
    return customer


def convert_or_compare(
    session: Session, actor: Actor, lead_id: int, *, into: Into, seen: int
) -> Customer | tuple[Resembling, ...]:
    """The customer, or those whom the lead seems to be, for a form to show."""
    try:
        return convert(session, actor, lead_id, into=into, seen=seen)
    except LikelyDuplicate as likely:
        return likely.candidates


def _made(session: Session, actor: Actor, lead: Lead, *, is_another: bool) -> Customer:
    """A firm is filed under its own name, with the person as its contact."""
    details: Mapping[str, Any] = {
        "name": lead.company or lead.name,
        "kind": CustomerKind.SMALL_COMPANY if lead.company else CustomerKind.PERSON,
        "company": lead.company,
        "region": lead.region,
        "source": lead.source,
        "needs": lead.need,
        "note": lead.note,
    }
    contact = NewContact(name=lead.name, channels=_channels(lead))
    customer = customers.create_customer(session, actor, details=details, contacts=(contact,), is_another=is_another)
    owner = session.get(User, lead.owner_id) if lead.owner_id else None
    if owner is not None and owner.status is UserStatus.ACTIVE and customer.owner_id != owner.id:
        # Whoever has the lead has the customer, whoever presses the button.
        customer.owner_id, customer.team_id = owner.id, owner.team_id
        audit.record(session, actor, "customer.assigned", customer)
    return customer


def _joined(session: Session, actor: Actor, lead: Lead, customer_id: int) -> Customer:
    """Somebody whose file the actor may edit; how to reach them is added when it is not there yet."""
    reached = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    customer = session.exec(select(Customer).where(col(Customer.id) == customer_id, reached)).first()
    if customer is None:
        raise Invalid({"customer_id": _("Please choose a customer whose file you may edit.")})
    customers.hold(session, [customer.id])
    reaches = reaches_of({field: getattr(lead, field) for field in ("phone", "email", "wechat")}, {})
    keys = {reach.key for reach in reaches}
    theirs = select(Channel.value_key, Channel.contact_id).where(col(Channel.customer_id) == customer.id)
    known = dict(session.exec(theirs.order_by(col(Channel.id))).all())
    persons = [known[key] for key in keys & known.keys()]
    if persons:
        customers.add_channels(session, actor, min(persons), channels=_channels(lead))
    elif keys:
        customers.add_contact(session, actor, customer.id, name=lead.name, title="", channels=_channels(lead))
    return customer


def _carry_over(session: Session, actor: Actor, lead: Lead, customer: Customer) -> None:
    interactions.hand_over(session, lead_id=lead.id, customer_id=customer.id)
    given = [
        privacy.Given(
            agreed.purpose, agreed.channel, agreed.evidence, agreed.at or lead.received_at, agreed.notice_version
        )
        for agreed in dated(consents_in(lead.consents), lead.received_at, lead.notice_version)
    ]
    privacy.carry_over(session, customer.id, given=given, by_id=actor.id)


def _channels(lead: Lead) -> dict[ChannelType, str]:
    ways = {ChannelType.MOBILE: lead.phone, ChannelType.EMAIL: lead.email, ChannelType.WECHAT: lead.wechat}
    return {type_: text for type_, text in ways.items() if text}
