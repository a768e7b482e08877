"""Which campaigns there are, how far each is, and what is still to be done for one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import invitations_visible_to
from care.surveys import formulas
from care.surveys.audience import Audience, audience_of
from care.surveys.campaigns import campaigns_within
from care.surveys.choosing import Way
from care.surveys.formulas import Nps, Share
from care.surveys.sheet import Words
from core.errors import NotFound
from db.models import Answer, Campaign, CampaignState, Invitation, InvitationMode, Questionnaire, User

_MOST = 100


@dataclass(frozen=True)
class CampaignLine:
    id: int
    name: str
    period: str
    questionnaire: Words
    mode: InvitationMode
    state: CampaignState
    opens_on: date
    closes_on: date
    invited: int
    """With those who are still on a list to be handed over or called."""
    response: Share
    csat: Share
    nps: Nps


@dataclass(frozen=True)
class CampaignFile:
    line: CampaignLine
    questionnaire_id: int
    team_id: int | None
    """Whose customers alone are asked; None: everybody's."""
    audience: Audience
    row_version: int
    launched_at: datetime | None
    launched_by: str
    left_out: dict[Way, int]
    to_hand_over: int
    to_call: int
    may_change: bool


def campaigns(session: Session, actor: Actor) -> tuple[CampaignLine, ...]:
    """The newest first, with how they went so far."""
    rows = _rows(session, campaigns_within(actor, Permission.SURVEY_READ))
    counted = _counted(session, actor, [row.id for row, _name in rows])
    return tuple(_line(row, name, counted.get(row.id, _NOTHING)) for row, name in rows)


def campaign(session: Session, actor: Actor, campaign_id: int) -> CampaignFile:
    seen = campaigns_within(actor, Permission.SURVEY_READ)
    rows = _rows(session, seen & (col(Campaign.id) == campaign_id))
    if not rows:
        raise NotFound
    row, name = rows[0]
    person = session.get(User, row.launched_by_id) if row.launched_by_id else None
    waiting = _waiting(session, actor, campaign_id)
    return CampaignFile(
        line=_line(row, name, _counted(session, actor, [row.id]).get(row.id, _NOTHING)),
        questionnaire_id=row.questionnaire_id,
        team_id=row.team_id,
        audience=audience_of(row.audience),
        row_version=row.row_version,
        launched_at=row.launched_at,
        launched_by=person.name if person else "",
        left_out={Way(way): n for way, n in json.loads(row.left_out).items()},
        to_hand_over=waiting.get(InvitationMode.LINK, 0),
        to_call=waiting.get(InvitationMode.PHONE, 0),
        may_change=_may_change(actor, row),
    )


@dataclass(frozen=True)
class _Count:
    invited: int
    response: Share
    csat: Share
    nps: Nps


_NOTHING = _Count(0, Share(0, 0), Share(0, 0), Nps(0, 0, 0))


def _rows(session: Session, seen: ColumnElement[bool]) -> Sequence[tuple[Campaign, Words]]:
    query = (
        select(Campaign, Questionnaire.name_zh, Questionnaire.name_en)
        .join(Questionnaire, col(Questionnaire.id) == col(Campaign.questionnaire_id))
        .where(seen)
        .order_by(col(Campaign.opens_on).desc(), col(Campaign.id).desc())
        .limit(_MOST)
    )
    return [(row, Words(zh, en)) for row, zh, en in session.exec(query)]


def _counted(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, _Count]:
    seen, ours = invitations_visible_to(actor), col(Invitation.campaign_id).in_(ids)
    asked: Any = select(Invitation.campaign_id, func.count(), func.count(col(Invitation.asked_at)))
    asked = asked.where(seen, ours).group_by(col(Invitation.campaign_id))
    # Added up by campaign alone: telling apart who gave which score and which recommendation would sort them all.
    said: Any = select(Answer.campaign_id, func.count(), *_sums())
    if actor.scope(Permission.SURVEY_READ) is not Scope.ALL:
        said = said.join(Invitation, col(Invitation.id) == col(Answer.invitation_id)).where(seen)
    said = said.where(col(Answer.campaign_id).in_(ids)).group_by(Answer.campaign_id)
    answers = {id_: sums for id_, *sums in session.exec(said)}
    return {
        id_: _count(invited, reached, *answers.get(id_, [0] * (1 + len(_sums()))))
        for id_, invited, reached in session.exec(asked)
    }


def _sums() -> list[Any]:
    """Satisfied and valid scores; promoters, passives and detractors."""
    score, nps = col(Answer.score), col(Answer.nps)
    parts = [score.between(4, 5), score.between(1, 5), nps.between(9, 10), nps.between(7, 8), nps.between(0, 6)]
    return [func.count(case((part, 1))) for part in parts]


def _count(invited: int, reached: int, answered: int, *sums: int) -> _Count:
    satisfied, valid, *recommended = sums
    response = formulas.response(answered=answered, asked=reached)
    return _Count(invited, response, Share(satisfied, valid), Nps(*recommended))


def _line(row: Campaign, name: Words, count: _Count) -> CampaignLine:
    return CampaignLine(
        row.id, row.name, row.period, name, row.mode, row.state, row.opens_on, row.closes_on,
        count.invited, count.response, count.csat, count.nps,
    )  # fmt: skip


def _waiting(session: Session, actor: Actor, campaign_id: int) -> dict[InvitationMode, int]:
    query: Any = select(Invitation.mode, func.count()).where(
        invitations_visible_to(actor),
        col(Invitation.campaign_id) == campaign_id,
        col(Invitation.to_do_since).is_not(None),
    )
    return dict(session.exec(query.group_by(col(Invitation.mode))).all())


def _may_change(actor: Actor, row: Campaign) -> bool:
    if not actor.may(Permission.SURVEY_DESIGN):
        return False
    is_all = actor.scope(Permission.SURVEY_DESIGN) is Scope.ALL
    return is_all or (row.team_id is not None and row.team_id == actor.team_id)
