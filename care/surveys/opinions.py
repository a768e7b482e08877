"""Which answers judge a side of us, and the index that their scores make, for whoever counts across questionnaires."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from care.surveys.formulas import Index, Mean
from care.surveys.sheet import Question, questions_of
from care.surveys.tally import index_of, is_of_a_side, judgements, merged
from core import clock
from db.models import Answer, Invitation, QuestionnaireVersion

Span = tuple[date, date]
"""From the first moment of the one day to the first of the other."""
Sheets = Mapping[int, tuple[Question, ...]]
"""By version of a questionnaire, the oldest first: what it asks."""


def sheets(session: Session) -> Sheets:
    found = session.exec(select(QuestionnaireVersion.id, QuestionnaireVersion.questions)).all()
    return {id_: questions_of(content) for id_, content in sorted(found)}


def sides(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Those that judge a side of us."""
    return tuple(one for one in questions if is_of_a_side(one))


def index_across(asked: Sheets, means: Mapping[tuple[int, str], Mean]) -> Index:
    """`asked`: the versions that were answered; `means`: what was said, by version and code of the question.

    Each question counts once, with the weight it has in the newest of them.
    """
    return index_of((one, _across(one, asked, means)) for one in merged(list(asked.values())))


def _across(one: Question, asked: Sheets, means: Mapping[tuple[int, str], Mean]) -> Mean:
    said = [means[version, one.code] for version in asked if (version, one.code) in means]
    return Mean(sum(mean.total for mean in said), sum(mean.n for mean in said))


def judging(session: Session, *, whose: ColumnElement[bool], span: Span) -> Collection[int]:
    """The answers of these days, to the invitations that `whose` names, that judge a side that weighs something."""
    start, end = map(clock.start_of, span)
    wanted: Any = (Answer.id, Answer.values, Invitation.questionnaire_version_id)
    query: Any = select(*wanted).join(Invitation, col(Invitation.id) == col(Answer.invitation_id)).where(whose)
    rows = session.execute(query.where(col(Answer.at) >= start, col(Answer.at) < end))
    known = {version: sides(questions) for version, questions in sheets(session).items()}
    return [id_ for id_, values, version in rows if weighs(known.get(version, ()), values)]


def weighs(asked: Sequence[Question], content: str) -> bool:
    """Whether an answer, as stored, is in the index."""
    return any(asked[place].weight > 0 for place in judgements(asked, content))
