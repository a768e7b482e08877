"""Which customers an audience is, and by which way each of them can be asked: the same SQL counts and launches."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import rulebook
from care.customers import LifecyclePolicy, standing_at
from care.surveys.audience import Audience
from care.surveys.posting import can_mail
from care.surveys.reach import DECLINED, counts_as_asked
from core import clock
from db.models import (
    Channel,
    ChannelType,
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    CustomerTag,
    Invitation,
    InvitationMode,
    Tag,
    User,
    UserStatus,
)


class Way(StrEnum):
    """How a customer of the audience is asked, or why not."""

    MAIL = "mail"
    HAND_OVER = "hand_over"
    CALL = "call"
    DECLINED = "declined"
    LATELY = "lately"
    NO_CONSENT = "no_consent"
    NO_CHANNEL = "no_channel"


ASKED = (Way.MAIL, Way.HAND_OVER, Way.CALL)


@dataclass(frozen=True)
class Preview:
    """How many of the audience there are, by way."""

    by_way: dict[Way, int]

    @property
    def audience(self) -> int:
        return sum(self.by_way.values())

    @property
    def reached(self) -> int:
        return sum(self.by_way[way] for way in ASKED)


def preview(
    session: Session, actor: Actor, *, audience: Audience, mode: InvitationMode, team_id: int | None = None
) -> Preview:
    """Whom a campaign, of a team or of everybody, would reach if it were launched now."""
    actor.require(Permission.SURVEY_DESIGN)
    within = chosen(session, actor, audience, team_id)
    # The offset keeps SQLite from writing the ways out twice: who said what would then be looked up twice.
    ways = select(way_of(session, mode).label("way")).where(*within).offset(0).subquery()
    rows: Any = session.execute(select(ways.c.way, func.count()).group_by(ways.c.way))
    found = {Way(name): n for name, n in rows}
    return Preview({one: found.get(one, 0) for one in Way})


def chosen(session: Session, actor: Actor, audience: Audience, team_id: int | None) -> list[ColumnElement[bool]]:
    """One condition for each filter in use. A team's campaign asks its customers alone, whoever launches it."""
    today = clock.today()
    conditions = [customers_visible_to(actor, Permission.SURVEY_DESIGN)]
    if team_id:
        conditions.append(col(Customer.team_id) == team_id)
    for name in ("tier", "kind", "region", "owner_id", "team_id"):
        if values := getattr(audience, name):
            conditions.append(col(getattr(Customer, name)).in_(values))
    if audience.lifecycle:
        policy = rulebook.in_force(session, LifecyclePolicy)
        conditions.append(standing_at(audience.lifecycle, today, policy))
    if audience.bought_since:
        conditions.append(col(Customer.last_order_on) >= audience.bought_since)
    if audience.tag:
        tags = select(col(Tag.id)).where(col(Tag.name).in_(audience.tag))
        conditions.append(
            col(Customer.id).in_(select(col(CustomerTag.customer_id)).where(col(CustomerTag.tag_id).in_(tags)))
        )
    return conditions


def way_of(session: Session, mode: InvitationMode) -> ColumnElement[str]:
    """Each customer's way as a column: see care.surveys.reach for the rule behind it."""
    id_ = col(Customer.id)
    declined, agreed = id_.in_(_said(DECLINED)), id_.in_(_said((ConsentStatus.GIVEN,)))
    lately = id_.in_(select(col(Invitation.customer_id)).where(counts_as_asked(session), _somebody()))
    first = [(declined, Way.DECLINED.value), (lately, Way.LATELY.value)]
    at_hand = col(Customer.owner_id).in_(select(col(User.id)).where(col(User.status) == UserStatus.ACTIVE))
    if mode is InvitationMode.PHONE:
        ways = [(~agreed, Way.NO_CONSENT.value), (_has((ChannelType.MOBILE, ChannelType.LANDLINE)), Way.CALL.value)]
    elif mode is InvitationMode.MAIL and can_mail():
        by_mail = and_(agreed, _has((ChannelType.EMAIL,)))
        ways = [(by_mail, Way.MAIL.value), (at_hand, Way.HAND_OVER.value), (~agreed, Way.NO_CONSENT.value)]
    else:
        ways = [(at_hand, Way.HAND_OVER.value)]
    return case(*first, *ways, else_=Way.NO_CHANNEL.value)


def _said(statuses: tuple[ConsentStatus, ...]) -> Select[Any]:
    """Customers whose newest word on surveys is one of these; of two at the same moment either counts."""
    at = col(Consent.at)
    meant = func.max(case((col(Consent.status).in_(statuses), at)))
    of_surveys = select(col(Consent.customer_id)).where(col(Consent.purpose) == ConsentPurpose.SURVEY)
    return of_surveys.group_by(col(Consent.customer_id)).having(meant == func.max(at))


def _has(types: tuple[ChannelType, ...]) -> ColumnElement[bool]:
    return exists().where(col(Channel.customer_id) == col(Customer.id), col(Channel.type).in_(types))


def _somebody() -> ColumnElement[bool]:
    """NOT IN finds nothing beside a NULL."""
    return col(Invitation.customer_id).is_not(None)
