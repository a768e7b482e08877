"""Who was asked and what was said, by place: the way of asking, and whose customer it was, in which team and tier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, type_coerce
from sqlmodel import Session, col, select

from care.surveys import formulas
from care.surveys.formulas import Share
from care.surveys.questions import ABOUT_COMPLAINTS
from care.surveys.slices import Slice, within
from db.models import Answer, Invitation, InvitationMode, Tier

Place = tuple[Any, ...]
"""Mode, owner, team and tier."""


@dataclass
class Said:
    """The answers of one place: how many, and how often each number was given."""

    n: int = 0
    scores: Counter[Any] = field(default_factory=Counter)
    nps: Counter[Any] = field(default_factory=Counter)
    ces: Counter[Any] = field(default_factory=Counter)

    def add(self, other: Said) -> None:
        self.n += other.n
        self.scores.update(other.scores)
        self.nps.update(other.nps)
        self.ces.update(other.ces)


# As text: there are few places, and an enumeration is made of each once, not of each answer.
_MODE, _TIER = (type_coerce(col(column), String) for column in (Invitation.mode, Invitation.tier))
_PLACE: tuple[Any, ...] = (_MODE, Invitation.owner_id, Invitation.team_id, _TIER)


def asked(session: Session, seen: ColumnElement[bool], of: Slice, said: Mapping[Place, Said]) -> dict[Place, Share]:
    """By place: answered, of those who were asked."""
    if of.campaign_id is not None:
        counting: Any = (*_PLACE, func.count())
        counted: Any = select(*counting).where(seen, within(of, col(Invitation.asked_at))).group_by(*_PLACE)
        reached = {_place(*place): n for *place, n in session.execute(counted)}
        return {
            place: formulas.response(answered=said[place].n if place in said else 0, asked=n)
            for place, n in reached.items()
        }
    columns: Any = (*_PLACE, func.count(), func.count(col(Answer.id)))
    query: Any = select(*columns).select_from(Invitation)
    query = query.outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
    query = query.where(seen, within(of, col(Invitation.asked_at)), ~_was_replaced()).group_by(*_PLACE)
    return {_place(*place): formulas.response(answered=hits, asked=n) for *place, n, hits in session.execute(query)}


def _place(mode: str, owner_id: int | None, team_id: int | None, tier: str | None) -> Place:
    return InvitationMode(mode), owner_id, team_id, Tier(tier) if tier else None


def _was_replaced() -> ColumnElement[bool]:
    """A link about a complaint that a newer one replaced unanswered did not ask twice."""
    is_over = and_(col(Invitation.withdrawn_at).is_not(None), col(Answer.id).is_(None))
    return and_(is_over, col(Invitation.complaint_id).is_not(None))


def answers(session: Session, seen: ColumnElement[bool], of: Slice) -> tuple[dict[Place, Said], list[str]]:
    """What was said at each place in numbers, and what each answer keeps."""
    wanted: Any = (*_PLACE, Answer.score, Answer.nps, Answer.ces, Answer.values, Answer.is_solved)
    query: Any = select(*wanted).join(Answer, col(Answer.invitation_id) == col(Invitation.id)).where(seen)
    if of.campaign_id is not None:
        query = query.where(col(Answer.campaign_id) == of.campaign_id)
    else:
        query = query.where(within(of, col(Answer.at)))
    is_fixed = of.purpose in ABOUT_COMPLAINTS
    found: dict[tuple[Any, ...], Said] = defaultdict(Said)
    values = []
    for mode, owner, team, tier, score, nps, ces, kept, is_solved in session.connection().execute(query):
        said = found[mode, owner, team, tier]
        said.n += 1
        said.scores[score] += 1
        said.nps[nps] += 1
        said.ces[ces] += 1
        values.append(_fixed_values(is_solved, score) if is_fixed else kept)
    return {_place(*place): said for place, said in found.items()}, values


def _fixed_values(is_solved: bool | None, score: int | None) -> str:
    said = f'"is_solved":{"true" if is_solved else "false"}' if is_solved is not None else ""
    return "{" + ",".join(filter(None, [said, f'"score":{score}' if score else ""])) + "}"
