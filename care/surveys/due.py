"""What colleagues have to do for surveys: links to hand over, customers to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.surveys.calling import caller_of
from care.surveys.collecting import not_by
from core import clock
from db.models import Campaign, Customer, Invitation, InvitationMode, InvitationPurpose, Tier, User


@dataclass(frozen=True)
class DueLine:
    """So many of one campaign, or about purchases, to be done by the reader until a moment."""

    mode: InvitationMode
    campaign_id: int | None
    """None: about purchases."""
    campaign: str
    count: int
    until: datetime
    """When the first of them expires."""


@dataclass(frozen=True)
class ToCollect:
    """One customer to hand a link to, or to call."""

    invitation_id: int
    customer_id: int
    customer: str
    tier: Tier
    owner: str
    purpose: InvitationPurpose
    dials: int
    taken_by: str
    """A colleague who is calling; empty: nobody, or the reader."""
    expires_at: datetime
    handed_over_at: datetime | None
    """They have the link and have not answered: this is the one reminder. Else empty."""


def due_lines(session: Session, actor: Actor) -> tuple[DueLine, ...]:
    """For the day's list: the links of one's own customers, and the calls that others' customers wait for."""
    actor.require(Permission.SURVEY_COLLECT)
    query: Any = select(Invitation.mode, Invitation.campaign_id, func.count(), func.min(col(Invitation.expires_at)))
    query = _to_do(query, actor).where(_mine(actor)).group_by(col(Invitation.mode), col(Invitation.campaign_id))
    rows = session.exec(query).all()
    names = _names(session, [campaign_id for _mode, campaign_id, _n, _until in rows])
    lines = [DueLine(mode, campaign_id, names.get(campaign_id, ""), n, until) for mode, campaign_id, n, until in rows]
    return tuple(sorted(lines, key=lambda one: (one.until, one.campaign_id or 0)))


def to_collect(
    session: Session, actor: Actor, *, mode: InvitationMode, campaign_id: int | None, limit: int = 50
) -> tuple[ToCollect, ...]:
    """Those who were dialled least come first, then those who wait longest. Campaign None: about purchases."""
    actor.require(Permission.SURVEY_COLLECT)
    wanted: Any = (Invitation, Customer, User.name)
    query: Any = _to_do(select(*wanted), actor).where(_may_do(actor), col(Invitation.mode) == mode)
    query = query.outerjoin(User, col(User.id) == col(Customer.owner_id))
    query = query.where(_of(campaign_id))
    rows = session.exec(query.order_by(col(Invitation.dials), col(Invitation.id)).limit(limit)).all()
    now = clock.now()
    busy = {row.id: by for row, _customer, _owner in rows if (by := caller_of(row, now)) not in (None, actor.id)}
    callers = _people(session, list(busy.values()))
    return tuple(
        ToCollect(
            row.id, customer.id, customer.name, customer.tier, owner or "",
            row.purpose, row.dials, callers.get(busy.get(row.id) or 0, ""), row.expires_at,
            row.asked_at if row.reminded_at else None,
        )
        for row, customer, owner in rows
    )  # fmt: skip


def _to_do(query: Select[Any], actor: Actor) -> Select[Any]:
    joined = query.join(Customer, col(Customer.id) == col(Invitation.customer_id))
    return joined.where(
        col(Invitation.to_do_since).is_not(None),
        col(Invitation.expires_at) > clock.now(),
        customers_visible_to(actor, Permission.SURVEY_COLLECT),
    )


def _mine(actor: Actor) -> ColumnElement[bool]:
    """A link is handed over by whoever looks after the customer today, and reminded of by whoever did it as well; a
    call is made by anybody else.
    """
    is_link = col(Invitation.mode) == InvitationMode.LINK
    did_it = and_(col(Invitation.reminded_at).is_not(None), col(Invitation.by_id) == actor.id)
    return or_(and_(is_link, or_(col(Customer.owner_id) == actor.id, did_it)), and_(~is_link, not_by(actor)))


def _may_do(actor: Actor) -> ColumnElement[bool]:
    is_link = col(Invitation.mode) == InvitationMode.LINK
    return or_(is_link, not_by(actor))


def _of(campaign_id: int | None) -> ColumnElement[bool]:
    if campaign_id is None:
        return col(Invitation.campaign_id).is_(None)
    return col(Invitation.campaign_id) == campaign_id


def _names(session: Session, ids: Sequence[int | None]) -> dict[int | None, str]:
    rows: Any = session.exec(select(Campaign.id, Campaign.name).where(col(Campaign.id).in_([i for i in ids if i])))
    return dict(rows.all())


def _people(session: Session, ids: Sequence[int | None]) -> dict[int, str]:
    rows: Any = session.exec(select(User.id, User.name).where(col(User.id).in_([i for i in ids if i])))
    return dict(rows.all())
