"""Launching a campaign: whoever of the audience may be asked gets an invitation, once, in one go."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from care import mail, tasks
from care.surveys.audience import audience_of
from care.surveys.campaigns import hold_campaign
from care.surveys.choosing import ASKED, Way, chosen, way_of
from care.surveys.drafting import version_to_ask
from care.surveys.issuing import reminder_at
from care.surveys.links import address_of, new_token
from care.surveys.posting import letter_for
from care.surveys.reach import mailboxes_of
from care.surveys.refusals import CampaignOver, LastDayPassed
from care.tasks import TaskKind
from core import clock
from db import dialect
from db.models import (
    Campaign,
    CampaignState,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Subject,
    Tier,
)

_AT_ONCE = 1000
_MODES = {Way.MAIL: InvitationMode.MAIL, Way.HAND_OVER: InvitationMode.LINK, Way.CALL: InvitationMode.PHONE}


@dataclass(frozen=True)
class Launched:
    by_way: dict[Way, int]

    @property
    def asked(self) -> int:
        return sum(self.by_way.get(way, 0) for way in ASKED)


@dataclass(frozen=True)
class Guest:
    """One customer of the audience, as they stand today."""

    id: int
    owner_id: int | None
    team_id: int | None
    tier: Tier
    way: Way


def launch(session: Session, actor: Actor, campaign_id: int) -> Launched:
    """Mail, put on lists to be handed over or called. Of two who launch it at once the second is told it runs."""
    campaign = hold_campaign(session, actor, campaign_id)
    if campaign.state is not CampaignState.DRAFT:
        raise CampaignOver
    if campaign.closes_on < clock.today():
        raise LastDayPassed
    dialect.lock_surveys(session)
    version = version_to_ask(session, campaign.questionnaire_id)
    guests = _guests(session, actor, campaign)
    campaign.state, campaign.version_id = CampaignState.RUNNING, version.id
    campaign.launched_at, campaign.launched_by_id = clock.now(), actor.id
    asked = [one for one in guests if one.way in ASKED]
    by_way = Counter(one.way for one in guests)
    for start in range(0, len(asked), _AT_ONCE):
        for guest, way in _invite(session, actor, campaign, asked[start : start + _AT_ONCE]):
            by_way[guest.way] -= 1
            by_way[way] += 1
    campaign.left_out = json.dumps(
        {way.value: n for way, n in by_way.items() if way not in ASKED and n}, sort_keys=True
    )
    _send_on_errands(session, campaign)
    done = Launched(dict(by_way))
    audit.record(session, actor, "campaign.launched", campaign, count=max(done.asked, 1))
    return done


def _guests(session: Session, actor: Actor, campaign: Campaign) -> list[Guest]:
    conditions = chosen(session, actor, audience_of(campaign.audience), campaign.team_id)
    columns: Any = (Customer.id, Customer.owner_id, Customer.team_id, Customer.tier, way_of(session, campaign.mode))
    rows = session.exec(select(*columns).where(*conditions).order_by(col(Customer.id)))
    return [Guest(id_, owner, team, tier, Way(way)) for id_, owner, team, tier, way in rows]


def _invite(session: Session, actor: Actor, campaign: Campaign, guests: Sequence[Guest]) -> list[tuple[Guest, Way]]:
    """Those who turned out to be reached by another way: an address may look like one and be none."""
    boxes = mailboxes_of(session, [one.id for one in guests if one.way is Way.MAIL])
    expires_at = clock.start_of(campaign.closes_on + timedelta(days=1))
    remind_at = reminder_at(session, expires_at)
    turned, rows, tokens = [], [], {}
    for guest in guests:
        way = guest.way
        if way is Way.MAIL and not mail.can_reach(boxes.get(guest.id, "")):
            way = Way.HAND_OVER if guest.owner_id else Way.NO_CHANNEL
            turned.append((guest, way))
        if way in ASKED:
            row = _row(actor, campaign, guest, way, expires_at)
            if way is Way.MAIL:
                tokens[guest.id], row["token_hash"] = new_token()
                row["remind_at"] = remind_at
            rows.append(row)
    if rows:
        session.connection().execute(insert(Invitation), rows)
    _write(session, campaign, tokens, boxes)
    return turned


def _write(session: Session, campaign: Campaign, tokens: dict[int, str], boxes: dict[int, str]) -> None:
    """The letters of these customers, each with a link of its own."""
    mine = (col(Invitation.campaign_id) == campaign.id, col(Invitation.customer_id).in_(list(tokens)))
    rows = session.exec(select(Invitation).where(*mine)).all() if tokens else ()
    letters = [
        letter_for(row, address=address_of(tokens[row.customer_id]), to=boxes[row.customer_id])
        for row in rows
        if row.customer_id is not None
    ]
    mail.post_many(session, letters)


def _row(actor: Actor, campaign: Campaign, guest: Guest, way: Way, expires_at: datetime) -> dict[str, Any]:
    """Every row has the same columns: they are written in one statement."""
    now = clock.now()
    return {
        "purpose": InvitationPurpose.RELATIONSHIP,
        "mode": _MODES[way],
        "campaign_id": campaign.id,
        "questionnaire_version_id": campaign.version_id,
        "customer_id": guest.id,
        "owner_id": guest.owner_id,
        "team_id": guest.team_id,
        "tier": guest.tier,
        "token_hash": None,
        "by_id": actor.id,
        "sent_at": now,
        "asked_at": now if way is Way.MAIL else None,
        "to_do_since": None if way is Way.MAIL else now,
        "remind_at": None,
        "expires_at": expires_at,
    }


def _send_on_errands(session: Session, campaign: Campaign) -> None:
    """One task for each who has links to hand over, however many those are."""
    mine = (col(Invitation.campaign_id) == campaign.id, col(Invitation.mode) == InvitationMode.LINK)
    people = session.exec(select(Invitation.owner_id).where(*mine).distinct()).all()
    for owner_id in sorted(filter(None, people)):
        tasks.make(
            session,
            kind=TaskKind.SURVEY_LINK,
            assignee_id=owner_id,
            due_at=clock.start_of(campaign.closes_on),
            subject=Subject.CAMPAIGN,
            subject_id=campaign.id,
            key=f"survey-links:{campaign.id}:{owner_id}",
        )
