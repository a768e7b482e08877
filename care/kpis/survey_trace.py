"""What the surveys of a customer add: to the day they got there, and to the day of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, text
from sqlmodel import Session, col

from care import surveys
from care.kpis import survey_measures
from care.kpis.complaint_measures import GOOD_SCORE
from care.kpis.survey_population import is_of_a_survey
from care.kpis.trace_measures import Amounts, Measure, day_of, slot
from care.kpis.trace_parts import OnFile, Part
from care.surveys import Question
from db import bulk
from db.models import Answer, Invitation

_M = Measure
_EASY = 5
Sides = Mapping[int, tuple[Question, ...]]
"""The questions of each version that judge a side of us."""


class Survey(NamedTuple):
    """One invitation and what came of it."""

    asked_at: datetime | None
    version_id: int | None
    answered_at: datetime | None
    score: int | None
    nps: int | None
    ces: int | None
    values: str | None


def of_surveys(found: Iterable[Survey], sides: Sides) -> Amounts:
    amounts: Amounts = defaultdict(int)
    for one in found:
        if one.asked_at:
            asked_on = day_of(one.asked_at)
            amounts[slot(_M.SURVEYED, asked_on)] += 1
            amounts[slot(_M.SURVEYED_ANSWERED, asked_on)] += one.answered_at is not None
        if one.answered_at:
            day = day_of(one.answered_at)
            for measure, amount in (*_scored(one), *_judged(one, sides)):
                amounts[slot(measure, day)] += amount
    return {place: amount for place, amount in amounts.items() if amount}


def _scored(one: Survey) -> Iterable[tuple[int, int]]:
    """Marks beyond their scale are none."""
    if one.score is not None and 1 <= one.score <= 5:
        yield from ((_M.SCORES, 1), (_M.SCORE_TOTAL, one.score), (_M.SCORES_GOOD, one.score >= GOOD_SCORE))
    if one.nps is not None and 0 <= one.nps <= 10:
        yield (_M.PROMOTERS if one.nps >= 9 else _M.PASSIVES if one.nps >= 7 else _M.DETRACTORS), 1
    if one.ces is not None and 1 <= one.ces <= 7:
        yield from ((_M.EASE, 1), (_M.EASE_TOTAL, one.ces), (_M.EASY, one.ces >= _EASY))


def _judged(one: Survey, sides: Sides) -> Iterable[tuple[int, int]]:
    if one.version_id is None:
        return
    asked = sides[one.version_id]
    said = surveys.judgements(asked, one.values or "{}")
    yield survey_measures.answers_to(one.version_id), 1
    yield _M.JUDGING, surveys.weighs(asked, one.values or "{}")
    for place, score in said.items():
        yield survey_measures.judgements(one.version_id, place), 1
        yield survey_measures.total(one.version_id, place), score


def _reading(session: Session, ids: Sequence[int]) -> Callable[[OnFile], Amounts]:
    columns: Any = (
        Invitation.customer_id, Invitation.asked_at, Invitation.questionnaire_version_id,
        Answer.at, Answer.score, Answer.nps, Answer.ces, Answer.values,
    )  # fmt: skip
    query: Any = select(*columns).outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
    found: dict[int, list[Survey]] = defaultdict(list)
    for id_, *one in session.execute(query.where(is_of_a_survey(), text(bulk.one_of("customer_id", ids)))):
        found[id_].append(Survey(*one))
    sides = {version: surveys.sides(questions) for version, questions in surveys.sheets(session).items()}
    return lambda subject: of_surveys(found.get(subject.id, ()), sides)


PART = Part(range(Measure.SURVEYED, 10**9), _reading)
