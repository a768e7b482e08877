"""Counting answers: how often each value was given to each question, and what that makes. Pure."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from care.surveys import formulas
from care.surveys.formulas import Dimension, Index, Mean, Share
from care.surveys.sheet import SCALES, Question, QuestionType, Words

DOES_NOT_APPLY = "na"
"""As a value that is counted; it is in no n."""


@dataclass
class Tally:
    """Of one question: how often each value was given."""

    question: Question
    counts: Counter[Any] = field(default_factory=Counter)

    @property
    def does_not_apply(self) -> int:
        return self.counts[DOES_NOT_APPLY]

    @property
    def n(self) -> int:
        """Valid answers; of several choices, who chose at least one."""
        if self.question.type is QuestionType.MULTIPLE:
            return self.counts[_CHOSE]
        return sum(n for value, n in self.counts.items() if value != DOES_NOT_APPLY)

    def of(self, value: Any) -> int:
        return self.counts[value]


_CHOSE = ("chose",)


def tallies(questions: Iterable[Question], values: Iterable[str]) -> tuple[Tally, ...]:
    """`values`: what each answer keeps, as stored. What a question does not ask is not counted."""
    found = {one.code: Tally(one) for one in questions if one.type is not QuestionType.TEXT}
    for (code, value), n in Counter(chain.from_iterable(map(_read, values))).items():
        if code in found:
            _count(found[code], value, n)
    return tuple(found.values())


def merged(versions: Sequence[Sequence[Question]]) -> tuple[Question, ...]:
    """Each question once, by its code, in the words of the newest version that asks it; the oldest version first."""
    found: dict[str, Question] = {}
    for questions in versions:
        for one in questions:
            if one.code in found and found[one.code].type is not one.type:
                del found[one.code]  # the same code now asks something else: the newer one counts
            found[one.code] = one
    return tuple(found.values())


def csat_of(one: Tally) -> Share:
    """Of one question on the scale of five."""
    return formulas.csat(one.counts)


def index(found: Sequence[Tally]) -> Index:
    return index_of((one.question, formulas.mean(one.counts)) for one in found)


def index_of(judged: Iterable[tuple[Question, Mean]]) -> Index:
    """Questions that judge the same side of us are one dimension, their weights and answers together."""
    sides: dict[str, list[tuple[Question, Mean]]] = {}
    for question, mean in judged:
        if is_of_a_side(question):
            sides.setdefault(question.dimension.zh or question.dimension.en, []).append((question, mean))
    return formulas.csi(_dimension(members) for members in sides.values())


def judgements(sides: Sequence[Question], content: str) -> dict[int, int]:
    """The scores that one answer, as stored, gives to these questions, by their places."""
    said = dict(_read(content))
    scores = ((place, said.get(one.code)) for place, one in enumerate(sides))
    return {place: int(score) for place, score in scores if score is not None and score in SCALES[QuestionType.SCORE]}


def is_of_a_side(question: Question) -> bool:
    return question.type is QuestionType.SCORE and question.dimension != Words()


def _dimension(members: Sequence[tuple[Question, Mean]]) -> Dimension:
    whole = Mean(sum(mean.total for _one, mean in members), sum(mean.n for _one, mean in members))
    return Dimension(members[0][0].dimension.said(), sum(one.weight for one, _mean in members), whole)


def _count(tally: Tally, value: Any, n: int) -> None:
    if value is None:
        tally.counts[DOES_NOT_APPLY] += n
    elif isinstance(value, tuple):
        tally.counts[_CHOSE] += n
        for one in value:
            tally.counts[one] += n
    elif tally.question.type not in SCALES or value in SCALES[tally.question.type]:
        tally.counts[value] += n


@lru_cache(maxsize=50_000)
def _read(content: str) -> tuple[tuple[str, Any], ...]:
    plain = json.loads(content)
    return tuple((code, tuple(value) if isinstance(value, list) else value) for code, value in plain.items())
