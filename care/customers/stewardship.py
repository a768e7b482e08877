"""What the firm decides about a customer: tier, owner, and that the file is still true."""

from datetime import datetime

from sqlalchemy import true, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import stewards_within
from care import revisits
from care.customers.finding import find, find_to_change
from care.customers.upkeep import keep_up
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Customer, Tier, TierChange, User


def set_tier(session: Session, actor: Actor, customer_id: int, *, tier: Tier, reason: str) -> Customer:
    """Put the customer in this tier by hand. Tier A needs an owner (R15)."""
    actor.require(Permission.CUSTOMER_TIER)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_TIER)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever reads the file later.")})
    if tier is Tier.A and customer.owner_id is None:
        raise Invalid({"tier": _("A customer of tier A needs an owner first.")})

    change = TierChange(customer_id=customer.id, at=clock.now(), by_id=actor.id, before=customer.tier, after=tier)
    change.reason = customer.tier_reason = reason.strip()[:300]
    customer.tier = tier
    session.add(change)
    audit.record(session, actor, "customer.tier_set", customer)
    revisits.replan(session, customer.id)
    return customer


def assign_owner(
    session: Session, actor: Actor, customer_id: int, *, owner_id: int | None, backup_owner_id: int | None = None
) -> Customer:
    """Hand the customer to this colleague and to the colleague's team. Who is chosen already may stay."""
    actor.require(Permission.CUSTOMER_ASSIGN)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_ASSIGN)
    owner = steward(session, actor, "owner", owner_id, customer.owner_id)
    backup = steward(session, actor, "backup_owner", backup_owner_id, customer.backup_owner_id)
    if owner is None and customer.tier is Tier.A:
        raise Invalid({"owner": _("A customer of tier A needs an owner.")})
    if owner is not None and backup is not None and owner.id == backup.id:
        raise Invalid({"backup_owner": _("The stand-in must be somebody else than the owner.")})

    customer.owner_id = owner.id if owner else None
    customer.team_id = owner.team_id if owner else customer.team_id
    customer.backup_owner_id = backup.id if backup else None
    audit.record(session, actor, "customer.assigned", customer)
    keep_up(session, customer)
    revisits.replan(session, customer.id)
    return customer


def verify(session: Session, actor: Actor, customer_id: int) -> Customer:
    """Confirm that the file is true today."""
    actor.require(Permission.CUSTOMER_EDIT)
    customer = find(session, actor, customer_id, Permission.CUSTOMER_EDIT)
    _set_verified(session, customer, clock.now())
    audit.record(session, actor, "customer.verified", customer)
    return customer


def unverify(session: Session, actor: Actor, customer_id: int, *, back_to: datetime | None) -> Customer:
    """Take a confirmation back, to when the file was confirmed before."""
    actor.require(Permission.CUSTOMER_EDIT)
    customer = find(session, actor, customer_id, Permission.CUSTOMER_EDIT)
    _set_verified(session, customer, min(back_to, clock.now()) if back_to else None)
    audit.record(session, actor, "customer.verification_undone", customer)
    return customer


def steward(session: Session, actor: Actor, field: str, user_id: int | None, present: int | None) -> User | None:
    """The colleague to be put into this field: within the actor's reach, or there already."""
    if user_id is None:
        return None
    may_be = true() if user_id == present else stewards_within(actor, Permission.CUSTOMER_ASSIGN)
    user = session.exec(select(User).where(col(User.id) == user_id, may_be)).first()
    if user is None:
        raise Invalid({field: _("Please choose a colleague who may look after this customer.")})
    return user


def _set_verified(session: Session, customer: Customer, at: datetime | None) -> None:
    # Not an edit: a confirmation conflicts with nobody's open form.
    session.execute(update(Customer).where(col(Customer.id) == customer.id).values(last_verified_at=at))
