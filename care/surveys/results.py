"""What came of asking: satisfaction, recommendation, ease, the index, and how many answered (metrics.md 4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import invitations_visible_to
from care.surveys import formulas
from care.surveys.formulas import Index, Mean, Nps, Share
from care.surveys.places import Place, Said, answers, asked
from care.surveys.questions import ABOUT_COMPLAINTS, fixed
from care.surveys.sheet import Question, questions_of
from care.surveys.slices import Slice, within
from care.surveys.tally import Tally, index, merged, tallies
from db.models import (
    Campaign,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    QuestionnaireVersion,
    Team,
    Tier,
    User,
)


class By(StrEnum):
    """What results are told apart by: as it was when the customer was asked."""

    OWNER = "owner"
    TEAM = "team"
    TIER = "tier"


@dataclass(frozen=True)
class Scores:
    """Every number of one group of answers, each with what it was counted from."""

    csat: Share
    mean: Mean
    nps: Nps
    ces: Mean
    easy: Share
    response: Share


@dataclass(frozen=True)
class Group:
    key: int | str
    """0: nobody's, no team."""
    name: str
    scores: Scores


@dataclass(frozen=True)
class Results:
    scores: Scores
    index: Index
    by_mode: dict[InvitationMode, Share]
    """How many answered of those who were asked this way; on the phone, of those who were dialled."""
    questions: tuple[Tally, ...]
    groups: dict[By, tuple[Group, ...]]


_AT = {By.OWNER: 1, By.TEAM: 2, By.TIER: 3}


def results(session: Session, actor: Actor, *, of: Slice) -> Results:
    """Answers by the moment they came; who was asked by the moment they were asked."""
    actor.require(Permission.SURVEY_READ)
    seen = invitations_visible_to(actor)
    questions = questions_asked(session, of)
    said, values = answers(session, seen, of)
    reached = asked(session, seen, of, said)
    found = tallies(questions, values)
    return Results(
        scores=_scores(said.values(), reached.values()),
        index=index(found),
        by_mode=_by_mode(reached),
        questions=found,
        groups={by: _groups(session, by, said, reached) for by in By},
    )


def questions_asked(session: Session, of: Slice) -> tuple[Question, ...]:
    """Of every version that was sent, each once."""
    if of.purpose in ABOUT_COMPLAINTS:
        return fixed(of.purpose or InvitationPurpose.HANDLING)
    rows = session.exec(select(QuestionnaireVersion).where(_was_sent(of)).order_by(col(QuestionnaireVersion.id)))
    return merged([questions_of(row.questions) for row in rows])


def _was_sent(of: Slice) -> ColumnElement[bool]:
    """A campaign sends one version; of anything else each survey must be looked at."""
    sent = select(Invitation.questionnaire_version_id).where(within(of, col(Invitation.sent_at)))
    if of.campaign_id is None:
        return col(QuestionnaireVersion.id).in_(sent.distinct())
    version = select(Campaign.version_id).where(col(Campaign.id) == of.campaign_id)
    return and_(col(QuestionnaireVersion.id).in_(version), sent.exists())


def _scores(said: Iterable[Said], asked: Iterable[Share]) -> Scores:
    whole, shares = Said(), list(asked)
    for one in said:
        whole.add(one)
    mean, easy = formulas.ces(whole.ces)
    response = Share(sum(one.hits for one in shares), sum(one.n for one in shares))
    return Scores(
        formulas.csat(whole.scores), formulas.mean(whole.scores), formulas.nps(whole.nps), mean, easy, response
    )


def _by_mode(asked: dict[Place, Share]) -> dict[InvitationMode, Share]:
    found = {}
    for mode in InvitationMode:
        shares = [share for place, share in asked.items() if place[0] == mode]
        found[mode] = Share(sum(one.hits for one in shares), sum(one.n for one in shares))
    return found


def _groups(session: Session, by: By, said: Mapping[Place, Said], asked: Mapping[Place, Share]) -> tuple[Group, ...]:
    at = _AT[by]
    keys = {place[at] for place in (*asked, *said)}
    names = _names(session, by, keys)
    found = [
        Group(
            key or 0,
            names.get(key, ""),
            _scores(
                [some for place, some in said.items() if place[at] == key],
                [share for place, share in asked.items() if place[at] == key],
            ),
        )
        for key in keys
    ]
    return tuple(sorted(found, key=lambda one: (not one.name, -one.scores.response.n, one.name)))


def _names(session: Session, by: By, keys: set[Any]) -> dict[Any, str]:
    """Empty: nobody's."""
    if by is By.TIER:
        return {tier: tier.value for tier in Tier}
    table: Any = User if by is By.OWNER else Team
    rows: Any = session.exec(select(table.id, table.name).where(col(table.id).in_(keys - {None})))
    return dict(rows.all())
