"""One lead as it is worked on: who, what they want, how long there is, what may be done, and its story."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import customers, rulebook
from care.countdown import ClockFace
from care.leads.agreed import consents_in
from care.leads.clocks import timed
from care.leads.finding import find, find_to_change
from care.leads.lifecycle import OPEN, Move
from care.leads.policy import LeadPolicy
from care.leads.powers import open_moves, reaches
from care.leads.story import Entry, NextStep, next_step, story
from care.leads.timing import face_of
from care.worktime import calendar_in_force
from core import clock
from db.models import (
    ConsentPurpose,
    Customer,
    InvalidReason,
    Lead,
    LeadOrigin,
    LeadStage,
    LostReason,
    Source,
    User,
)


@dataclass(frozen=True)
class Ways:
    """How to reach them, masked or in full."""

    phone: str
    email: str
    wechat: str


@dataclass(frozen=True)
class LeadFile:
    id: int
    version: int
    number: str
    name: str
    company: str
    ways: Ways
    source: Source
    origin: LeadOrigin
    region: str
    need: str
    note: str
    stage: LeadStage
    owner_id: int | None
    owner: str
    received_at: datetime
    first_contact_at: datetime | None
    clock: ClockFace | None
    next_step: NextStep | None
    reason: LostReason | InvalidReason | None
    end_words: str
    customer_id: int | None
    """Whom it became, as far as the actor may open them."""
    customer_number: str
    agreed: tuple[ConsentPurpose, ...]
    moves: tuple[Move, ...]
    may_work: bool
    """It is the actor's to work on, and still open."""
    may_assign: bool
    may_claim: bool
    story: tuple[Entry, ...]


def lead_file(session: Session, actor: Actor, lead_id: int) -> LeadFile:
    actor.require(Permission.LEAD_READ)
    lead = find(session, actor, lead_id)
    owner = session.get(User, lead.owner_id) if lead.owner_id else None
    customer = _customer(session, actor, lead)
    is_open = lead.stage in OPEN
    is_reached = reaches(actor, Permission.LEAD_WORK, lead.owner_id, lead.team_id)
    return LeadFile(
        lead.id, lead.row_version, lead.number, lead.name, lead.company, _masked(lead), lead.source, lead.origin,
        lead.region, lead.need, lead.note, lead.stage, lead.owner_id, owner.name if owner else "", lead.received_at,
        lead.first_contact_at, _face(session, lead), next_step(session, lead), lead.lost_reason or lead.invalid_reason,
        lead.end_words,
        customer_id=customer.id if customer else None,
        customer_number=customer.number if customer else "",
        agreed=tuple(dict.fromkeys(one.purpose for one in consents_in(lead.consents))),
        moves=open_moves(actor, lead.stage, lead.owner_id, lead.team_id),
        may_work=is_open and is_reached,
        may_assign=is_open and reaches(actor, Permission.LEAD_ASSIGN, lead.owner_id, lead.team_id),
        may_claim=is_open and lead.owner_id is None and actor.may(Permission.LEAD_WORK),
        story=story(session, lead),
    )  # fmt: skip


def reveal(session: Session, actor: Actor, lead_id: int) -> Ways:
    """In full, to whoever works on it; written in the log."""
    actor.require(Permission.LEAD_WORK)
    lead = find_to_change(session, actor, lead_id, Permission.LEAD_WORK)
    audit.record(session, actor, "lead.revealed", lead)
    return Ways(lead.phone, lead.email, lead.wechat)


def leads_of(session: Session, actor: Actor, customer_id: int) -> tuple[str, ...]:
    """The numbers of the leads that this customer came from."""
    actor.require(Permission.CUSTOMER_READ)
    seen = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor))
    theirs = select(Lead.number).where(col(Lead.customer_id).in_(seen)).order_by(col(Lead.id)).limit(20)
    return tuple(session.exec(theirs))


def _masked(lead: Lead) -> Ways:
    return Ways(
        customers.mask_phone(lead.phone) if lead.phone else "",
        customers.mask_email(lead.email) if lead.email else "",
        lead.wechat[:2] + "***" if lead.wechat else "",
    )


def _face(session: Session, lead: Lead) -> ClockFace | None:
    warned = rulebook.at_version(session, LeadPolicy, lead.policy_version).warn_percent
    return face_of(timed(lead), clock.now(), calendar_in_force(session), warn_percent=warned)


def _customer(session: Session, actor: Actor, lead: Lead) -> Customer | None:
    if lead.customer_id is None or not actor.may(Permission.CUSTOMER_READ):
        return None
    seen = customers_visible_to(actor)
    return session.exec(select(Customer).where(col(Customer.id) == lead.customer_id, seen)).first()
