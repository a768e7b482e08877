"""What customers said between any two days, for whoever counts other answers than those of one purpose or campaign."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from care.surveys import formulas
from care.surveys.formulas import Index, Mean, Nps, Share
from care.surveys.sheet import Question, questions_of
from care.surveys.tally import index, judges, merged, tallies
from core import clock
from db import dialect
from db.models import Answer, Invitation, QuestionnaireVersion

Span = tuple[date, date]
"""From the first moment of the one day to the first of the other."""


@dataclass(frozen=True)
class Opinions:
    mean: Mean
    nps: Nps
    ces: Mean
    easy: Share
    index: Index
    judging: tuple[int, ...]
    """The answers that the index is made of: they judge one side of us at least."""


class _Row(NamedTuple):
    at: datetime
    id: int
    score: int | None
    nps: int | None
    ces: int | None
    values: str
    version_id: int | None


def opinions(session: Session, *, whose: ColumnElement[bool], spans: Sequence[Span]) -> dict[Span, Opinions]:
    """Of answers to the invitations that `whose` names, by the moment they came: read once for all spans."""
    rows = _rows(session, whose, min(start for start, _end in spans), max(end for _start, end in spans))
    moments, versions = [row.at for row in rows], _versions(session, rows)
    found = {}
    for start, end in spans:
        first, last = (bisect_left(moments, clock.start_of(day)) for day in (start, end))
        found[start, end] = _said(rows[first:last], versions)
    return found


def _rows(session: Session, whose: ColumnElement[bool], start: date, end: date) -> list[_Row]:
    wanted: Any = (
        Answer.at, Answer.id, Answer.score, Answer.nps, Answer.ces, Answer.values, Invitation.questionnaire_version_id,
    )  # fmt: skip
    query: Any = select(*wanted).join(Invitation, col(Invitation.id) == col(Answer.invitation_id)).where(whose)
    query = query.where(col(Answer.at) >= clock.start_of(start), col(Answer.at) < clock.start_of(end))
    by_day: Any = dialect.by_index(query.order_by(col(Answer.at)), Answer, "ix_answers_at")
    return [_Row(*row) for row in session.exec(by_day)]


def _versions(session: Session, rows: Sequence[_Row]) -> dict[int, tuple[Question, ...]]:
    """What each questionnaire asked, the oldest version first."""
    asked = {row.version_id for row in rows} - {None}
    if not asked:
        return {}
    found = session.exec(select(QuestionnaireVersion).where(col(QuestionnaireVersion.id).in_(asked)))
    return {one.id: questions_of(one.questions) for one in sorted(found, key=lambda one: one.id)}


def _said(rows: Sequence[_Row], versions: Mapping[int, tuple[Question, ...]]) -> Opinions:
    ease, easy = formulas.ces(Counter(row.ces for row in rows if row.ces is not None))
    asked = {row.version_id for row in rows}
    questions = merged([one for id_, one in versions.items() if id_ in asked])
    return Opinions(
        mean=formulas.mean(Counter(row.score for row in rows if row.score is not None)),
        nps=formulas.nps(Counter(row.nps for row in rows if row.nps is not None)),
        ces=ease,
        easy=easy,
        index=index(tallies(questions, (row.values for row in rows))),
        judging=tuple(row.id for row in rows if judges(questions, row.values)),
    )
