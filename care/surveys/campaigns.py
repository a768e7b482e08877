"""Making, changing and ending campaigns: one questionnaire for one audience between two days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, true, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import tasks
from care.surveys.audience import Audience, text_of
from care.surveys.refusals import CampaignOver, NotInUse
from care.tasks import TaskKind
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.i18n import _
from db.models import (
    Answer,
    Campaign,
    CampaignState,
    Invitation,
    InvitationMode,
    Questionnaire,
    QuestionnaireState,
    Subject,
)

LONGEST_NAME = 120
LONGEST_RUN = timedelta(days=120)


@dataclass(frozen=True)
class NewCampaign:
    name: str
    questionnaire_id: int
    mode: InvitationMode
    opens_on: date
    closes_on: date
    """The last day on which it can be answered."""
    audience: Audience = Audience()
    period: str = ""
    """2026-Q1: the quarter it is about; empty: none."""


def create_campaign(session: Session, actor: Actor, *, campaign: NewCampaign) -> Campaign:
    """A draft: nobody is asked before it is launched. A manager's asks the team's customers."""
    scope = actor.scope(Permission.SURVEY_DESIGN)
    _check(session, campaign)
    row = Campaign(by_id=actor.id, team_id=actor.team_id if scope is Scope.TEAM else None, **_columns(campaign))
    session.add(row)
    session.flush()
    audit.record(session, actor, "campaign.created", row, detail={"mode": row.mode.value})
    return row


def change_campaign(
    session: Session, actor: Actor, campaign_id: int, *, campaign: NewCampaign, seen_version: int
) -> Campaign:
    """As long as it is a draft."""
    row = hold_campaign(session, actor, campaign_id)
    if row.state is not CampaignState.DRAFT:
        raise CampaignOver
    wanted = _columns(campaign)
    if row.row_version != seen_version:
        theirs: dict[str, object] = {name: str(getattr(row, name)) for name in wanted}
        yours: dict[str, object] = {name: str(value) for name, value in wanted.items()}
        raise Conflict(version=row.row_version, theirs=theirs, yours=yours)
    _check(session, campaign)
    for name, value in wanted.items():
        setattr(row, name, value)
    audit.record(session, actor, "campaign.changed", row)
    return row


def cancel_campaign(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """A draft that is not to be launched after all."""
    row = hold_campaign(session, actor, campaign_id)
    if row.state is not CampaignState.DRAFT:
        raise CampaignOver
    row.state = CampaignState.CANCELLED
    audit.record(session, actor, "campaign.cancelled", row)
    return row


def close_campaign(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """Before its time: links that nobody answered stop working, and nobody is called any more."""
    row = hold_campaign(session, actor, campaign_id)
    if row.state is not CampaignState.RUNNING:
        raise CampaignOver
    end(session, row)
    audit.record(session, actor, "campaign.closed", row)
    return row


def close_ended(session: Session) -> int:
    """Campaigns whose last day is over; how many that were."""
    over = (col(Campaign.state) == CampaignState.RUNNING, col(Campaign.closes_on) < clock.today())
    found = session.exec(select(Campaign).where(*over).order_by(col(Campaign.id)).with_for_update()).all()
    for row in found:
        end(session, row)
    return len(found)


def end(session: Session, row: Campaign) -> None:
    row.state = CampaignState.CLOSED
    unanswered = col(Invitation.id).not_in(select(col(Answer.invitation_id)).where(col(Answer.campaign_id) == row.id))
    still = (col(Invitation.campaign_id) == row.id, col(Invitation.withdrawn_at).is_(None), unanswered)
    over = {"withdrawn_at": clock.now(), "to_do_since": None, "remind_at": None, "assignee_id": None}
    session.connection().execute(update(Invitation).where(*still).values(**over))
    tasks.drop_open(session, Subject.CAMPAIGN, row.id, [TaskKind.SURVEY_LINK])


def hold_campaign(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """The campaign, held against everybody else until the transaction ends."""
    seen = campaigns_within(actor, Permission.SURVEY_DESIGN)
    query = select(Campaign).where(col(Campaign.id) == campaign_id, seen)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def campaigns_within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """To read, those of everybody and of one's team; to change, those of one's team alone, unless one may do all."""
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return true()
    own = col(Campaign.team_id) == (actor.team_id or 0)
    return or_(own, col(Campaign.team_id).is_(None)) if permission is Permission.SURVEY_READ else own


def _columns(campaign: NewCampaign) -> dict[str, Any]:
    return {
        "name": campaign.name.strip(),
        "period": campaign.period.strip(),
        "questionnaire_id": campaign.questionnaire_id,
        "audience": text_of(campaign.audience),
        "mode": campaign.mode,
        "opens_on": campaign.opens_on,
        "closes_on": campaign.closes_on,
    }


def _check(session: Session, campaign: NewCampaign) -> None:
    problems = {}
    if not campaign.name.strip():
        problems["name"] = _("Please give it a name.")
    elif len(campaign.name.strip()) > LONGEST_NAME:
        problems["name"] = _("Please keep it to {n} characters.").format(n=LONGEST_NAME)
    if campaign.closes_on < clock.today():
        problems["closes_on"] = _("This day has passed already.")
    elif campaign.closes_on <= campaign.opens_on:
        problems["closes_on"] = _("It ends after it begins.")
    elif campaign.closes_on - campaign.opens_on > LONGEST_RUN:
        problems["closes_on"] = _("At most {n} days.").format(n=LONGEST_RUN.days)
    if problems:
        raise Invalid(problems)
    chosen = session.get(Questionnaire, campaign.questionnaire_id)
    if chosen is None or chosen.state is not QuestionnaireState.IN_USE:
        raise NotInUse
