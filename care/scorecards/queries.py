"""Scorecards as one may see them: one's own, the team's, everybody's; a frozen month stays as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from auth.actor import Actor
from auth.permissions import Permission, Scope, scope_of
from care import rulebook, tasks
from care.scorecards.dimension import Dimension, Sort
from care.scorecards.dimensions import dimensions
from care.scorecards.measuring import measured_in, month_span
from care.scorecards.policy import ScorePolicy
from care.scorecards.scoring import Measured, ScoreLine, score, score_line, together
from core.errors import NotFound
from db.models import ScoreMonth, Subject, Team, User, UserStatus

_SHOWN = 200


@dataclass(frozen=True)
class ScoreCard:
    user_id: int | None
    """None: of a whole team."""
    team_id: int | None
    name: str
    team: str
    score: float | None
    lines: tuple[ScoreLine, ...]
    frozen_at: datetime | None
    score_id: int | None
    """Of the frozen month: what a reward may rest on."""


@dataclass(frozen=True)
class ScoreBoard:
    month: date
    people: tuple[ScoreCard, ...]
    """The highest first."""
    teams: tuple[ScoreCard, ...]
    is_frozen: bool


@dataclass(frozen=True)
class FactRow:
    subject: Subject | None
    subject_id: int
    about: str
    """Empty: the actor may not see it."""
    at: datetime | None
    value: float


def scoreboard(session: Session, actor: Actor, *, month: date) -> ScoreBoard:
    actor.require(Permission.SCORE_READ)
    first = month.replace(day=1)
    people = session.exec(
        select_rows(User).where(_reached(actor), col(User.status) == UserStatus.ACTIVE).order_by(col(User.name))
    ).all()
    frozen = session.exec(select_rows(ScoreMonth).where(col(ScoreMonth.month) == first)).all()
    teams = dict(session.exec(select_rows(Team.id, Team.name)).all())
    if frozen:
        return _frozen(actor, first, list(people), list(frozen), teams)
    measured, policy = measured_in(session, first), rulebook.in_force(session, ScorePolicy)
    cards = [_card(user, measured.get(user.id, {}), policy, teams) for user in people if _is_judged(user)]
    sums = _teams(session, actor, measured, policy, teams)
    return ScoreBoard(first, tuple(sorted(cards, key=_best)), tuple(sorted(sums, key=_best)), is_frozen=False)


def score_history(session: Session, actor: Actor, user_id: int) -> tuple[tuple[date, float | None], ...]:
    """The frozen months of one person, the oldest first."""
    _see(session, actor, user_id)
    months = select_rows(ScoreMonth).where(col(ScoreMonth.user_id) == user_id).order_by(col(ScoreMonth.month))
    return tuple((one.month, one.score) for one in session.exec(months.limit(24)))


def score_facts(session: Session, actor: Actor, user_id: int, *, code: str, month: date) -> tuple[FactRow, ...]:
    """What one dimension of one person was added up from, the poorest first."""
    _see(session, actor, user_id)
    dimension = dimensions().get(code)
    if dimension is None:
        raise NotFound
    rows: list[tuple[int, datetime | None, float]] = []
    for facts in dimension.facts(session, month_span(month)):
        sides: list[Any] = [facts.subject_id, facts.value.label("f_value")]
        sides += [] if facts.at is None else [facts.at]
        query: Any = select(*sides).select_from(facts.source).where(*facts.where, facts.who_id == user_id)
        for subject_id, value, *at in session.execute(query.order_by("f_value").limit(_SHOWN)):
            rows.append((subject_id, at[0] if at else None, float(value)))
    rows = sorted(rows, key=lambda row: row[2])[:_SHOWN]
    about = tasks.named(session, actor, [(dimension.subject, id_) for id_, _at, _value in rows])
    return tuple(_fact(dimension, about, *row) for row in rows)


def visible(actor: Actor, user_id: int | None, team_id: int | None) -> bool:
    """Whether the actor may see how this person's work is judged."""
    scope = actor.scope(Permission.SCORE_READ)
    if scope is Scope.ALL or (user_id is not None and user_id == actor.id):
        return True
    return scope is Scope.TEAM and actor.team_id is not None and team_id == actor.team_id


def _reached(actor: Actor) -> ColumnElement[bool]:
    scope = actor.scope(Permission.SCORE_READ)
    if scope is Scope.ALL:
        return true()
    mine = col(User.id) == actor.id
    return mine | (col(User.team_id) == actor.team_id) if scope is Scope.TEAM and actor.team_id else mine


def _see(session: Session, actor: Actor, user_id: int) -> None:
    if session.exec(select_rows(User.id).where(col(User.id) == user_id, _reached(actor))).first() is None:
        raise NotFound


def _is_judged(user: User) -> bool:
    """Whoever works with customers."""
    return (
        scope_of(user.role, Permission.CUSTOMER_EDIT) is not None
        and scope_of(user.role, Permission.SETTINGS_CHANGE) is None
    )


def _card(user: User, measured: Mapping[str, Measured], policy: ScorePolicy, teams: Mapping[int, str]) -> ScoreCard:
    lines = _lines(measured, policy)
    team = teams.get(user.team_id or 0, "")
    return ScoreCard(user.id, user.team_id, user.name, team, score(lines), lines, None, None)


def _lines(measured: Mapping[str, Measured], policy: ScorePolicy) -> tuple[ScoreLine, ...]:
    return tuple(score_line(one, measured.get(one.code, Measured()), policy) for one in dimensions().values())


def _teams(
    session: Session, actor: Actor, measured: Mapping[int, dict[str, Measured]], policy: ScorePolicy,
    teams: Mapping[int, str],
) -> list[ScoreCard]:  # fmt: skip
    members: dict[int, list[Mapping[str, Measured]]] = {}
    for user in session.exec(select_rows(User).where(col(User.team_id).is_not(None))):
        works_here = user.status is UserStatus.ACTIVE or user.id in measured
        if visible(actor, None, user.team_id) and _is_judged(user) and works_here:
            members.setdefault(user.team_id or 0, []).append(measured.get(user.id, {}))
    cards = []
    for team_id, parts in members.items():
        if not any(parts):
            continue
        lines, name = _lines(together(parts), policy), teams.get(team_id, "")
        cards.append(ScoreCard(None, team_id, name, name, score(lines), lines, None, None))
    return cards


def _frozen(
    actor: Actor, month: date, people: list[User], rows: list[ScoreMonth], teams: Mapping[int, str]
) -> ScoreBoard:
    names = {user.id: user.name for user in people}
    cards, sums = [], []
    for row in rows:
        lines, team = read_lines(row.inputs), teams.get(row.team_id or 0, "")
        name = names.get(row.user_id, "") if row.user_id else team
        card = ScoreCard(row.user_id, row.team_id, name, team, row.score, lines, row.frozen_at, row.id)
        if row.user_id is None and visible(actor, None, row.team_id):
            sums.append(card)
        elif row.user_id in names:
            cards.append(card)
    return ScoreBoard(month, tuple(sorted(cards, key=_best)), tuple(sorted(sums, key=_best)), is_frozen=True)


def read_lines(stored: str) -> tuple[ScoreLine, ...]:
    return tuple(ScoreLine(**line) for line in json.loads(stored))


def _best(card: ScoreCard) -> tuple[bool, float, str]:
    return (card.score is None, -(card.score or 0), card.name)


def _fact(
    dimension: Dimension, about: Mapping[tuple[Subject, int], str], id_: int, at: datetime | None, value: float
) -> FactRow:
    name = about.get((dimension.subject, id_), "") if dimension.subject else ""
    return FactRow(dimension.subject, id_, name, at, value / 100 if dimension.sort is Sort.AMOUNT else value)
