"""What came of asking: satisfaction, recommendation, ease, the index, and how many answered (metrics.md 4.1)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import invitations_visible_to
from care.surveys import formulas
from care.surveys.formulas import Index, Mean, Nps, Share
from care.surveys.questions import ABOUT_COMPLAINTS, fixed
from care.surveys.sheet import Question, questions_of
from care.surveys.slices import Slice, within
from care.surveys.tally import Tally, index, merged, tallies
from db.models import Answer, Invitation, InvitationMode, InvitationPurpose, QuestionnaireVersion, Team, Tier, User


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


_Place = tuple[Any, ...]
"""Mode, owner, team and tier."""


@dataclass
class _Row:
    """One answer: where it belongs and what it says."""

    place: _Place
    score: int | None
    nps: int | None
    ces: int | None
    values: str


_PLACE: tuple[Any, ...] = (Invitation.mode, Invitation.owner_id, Invitation.team_id, Invitation.tier)
_AT = {By.OWNER: 1, By.TEAM: 2, By.TIER: 3}


def results(session: Session, actor: Actor, *, of: Slice) -> Results:
    """Answers by the moment they came; who was asked by the moment they were asked."""
    actor.require(Permission.SURVEY_READ)
    seen = invitations_visible_to(actor)
    rows = _answers(session, seen, of)
    asked = _asked(session, seen, of, rows)
    found = tallies(questions_asked(session, of), (row.values for row in rows))
    return Results(
        scores=_scores(rows, asked.values()),
        index=index(found),
        by_mode=_by_mode(asked),
        questions=found,
        groups={by: _groups(session, by, rows, asked) for by in By},
    )


def _asked(session: Session, seen: ColumnElement[bool], of: Slice, rows: Sequence[_Row]) -> dict[_Place, Share]:
    """By place: answered, of those who were asked."""
    if of.campaign_id is not None:
        counting: Any = (*_PLACE, func.count())
        counted: Any = select(*counting).where(seen, within(of, col(Invitation.asked_at)))
        answered = Counter(row.place for row in rows)
        found = session.exec(counted.group_by(*_PLACE))
        return {tuple(place): formulas.response(answered=answered[tuple(place)], asked=n) for *place, n in found}
    columns: Any = (*_PLACE, func.count(), func.count(col(Answer.id)))
    query: Any = select(*columns).select_from(Invitation)
    query = query.outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
    query = query.where(seen, within(of, col(Invitation.asked_at)), ~_was_replaced()).group_by(*_PLACE)
    return {tuple(place): formulas.response(answered=hits, asked=n) for *place, n, hits in session.exec(query)}


def _was_replaced() -> ColumnElement[bool]:
    """A link about a complaint that a newer one replaced unanswered did not ask twice."""
    is_over = and_(col(Invitation.withdrawn_at).is_not(None), col(Answer.id).is_(None))
    return and_(is_over, col(Invitation.complaint_id).is_not(None))


def _answers(session: Session, seen: ColumnElement[bool], of: Slice) -> list[_Row]:
    wanted: Any = (*_PLACE, Answer.score, Answer.nps, Answer.ces, Answer.values, Answer.is_solved)
    query: Any = select(*wanted).join(Answer, col(Answer.invitation_id) == col(Invitation.id)).where(seen)
    if of.campaign_id is not None:
        query = query.where(col(Answer.campaign_id) == of.campaign_id)
    else:
        query = query.where(within(of, col(Answer.at)))
    is_fixed = of.purpose in ABOUT_COMPLAINTS
    return [
        _Row(tuple(place), score, nps, ces, _fixed_values(is_solved, score) if is_fixed else values)
        for *place, score, nps, ces, values, is_solved in session.exec(query)
    ]


def _fixed_values(is_solved: bool | None, score: int | None) -> str:
    said = f'"is_solved":{"true" if is_solved else "false"}' if is_solved is not None else ""
    return "{" + ",".join(filter(None, [said, f'"score":{score}' if score else ""])) + "}"


def questions_asked(session: Session, of: Slice) -> tuple[Question, ...]:
    """Of every version that was sent, each once."""
    if of.purpose in ABOUT_COMPLAINTS:
        return fixed(of.purpose or InvitationPurpose.HANDLING)
    asked = select(Invitation.questionnaire_version_id).where(within(of, col(Invitation.sent_at))).distinct()
    versions = select(QuestionnaireVersion).where(col(QuestionnaireVersion.id).in_(asked))
    rows = session.exec(versions.order_by(col(QuestionnaireVersion.id)))
    return merged([questions_of(row.questions) for row in rows])


def _scores(rows: Sequence[_Row], asked: Iterable[Share]) -> Scores:
    scores, nps, ces = (Counter(getattr(row, name) for row in rows) for name in ("score", "nps", "ces"))
    mean, easy = formulas.ces(ces)
    shares = list(asked)
    response = Share(sum(one.hits for one in shares), sum(one.n for one in shares))
    return Scores(formulas.csat(scores), formulas.mean(scores), formulas.nps(nps), mean, easy, response)


def _by_mode(asked: dict[_Place, Share]) -> dict[InvitationMode, Share]:
    found = {}
    for mode in InvitationMode:
        shares = [share for place, share in asked.items() if place[0] == mode]
        found[mode] = Share(sum(one.hits for one in shares), sum(one.n for one in shares))
    return found


def _groups(session: Session, by: By, rows: Sequence[_Row], asked: dict[_Place, Share]) -> tuple[Group, ...]:
    at = _AT[by]
    keys = {place[at] for place in asked} | {row.place[at] for row in rows}
    names = _names(session, by, keys)
    ours: dict[Any, list[_Row]] = {key: [] for key in keys}
    for row in rows:
        ours[row.place[at]].append(row)
    found = [
        Group(key or 0, names.get(key, ""), _scores(ours[key], [s for place, s in asked.items() if place[at] == key]))
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
