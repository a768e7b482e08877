"""A questionnaire's questions, in both languages, as canonical JSON and back; what of them cannot be. Pure."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from core import i18n
from core.i18n import N_, _

MOST_QUESTIONS, MOST_OPTIONS, MOST_TEXTS = 20, 12, 3
LONGEST_WORDS = 200
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class QuestionType(StrEnum):
    SCORE = "score"
    """1 to 5, from very dissatisfied to very satisfied: CSAT, and CSI by its dimension."""
    NPS = "nps"
    """0 to 10: would they recommend us."""
    CES = "ces"
    """1 to 7: how easy it was. 7 is the easiest."""
    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    YES_NO = "yes_no"
    """Of the two fixed questions about a complaint; no questionnaire is built with it."""


TYPES = {
    QuestionType.SCORE: N_("Satisfaction, 1 to 5"),
    QuestionType.NPS: N_("Recommendation, 0 to 10"),
    QuestionType.CES: N_("Ease, 1 to 7 (7: very easy)"),
    QuestionType.SINGLE: N_("One choice"),
    QuestionType.MULTIPLE: N_("Several choices"),
    QuestionType.TEXT: N_("Free text"),
}
SCALES = {
    QuestionType.SCORE: range(1, 6),
    QuestionType.NPS: range(11),
    QuestionType.CES: range(1, 8),
}
CHOICES = (QuestionType.SINGLE, QuestionType.MULTIPLE)


@dataclass(frozen=True)
class Words:
    """The same in Chinese and in English; what is missing in one is said in the other."""

    zh: str = ""
    en: str = ""

    def said(self) -> str:
        """In the language in force."""
        first, second = (self.zh, self.en) if i18n.language() == "zh_CN" else (self.en, self.zh)
        return first or second


@dataclass(frozen=True)
class Option:
    code: str
    words: Words


@dataclass(frozen=True)
class Question:
    code: str
    """Stays the same from version to version, so that answers can be compared."""
    type: QuestionType
    words: Words
    is_required: bool = True
    may_not_apply: bool = False
    """Offers “does not apply”, which counts neither for nor against."""
    dimension: Words = Words()
    """Which side of us it judges, for the satisfaction index; empty: none."""
    weight: float = 1.0
    """Within the index, relative to the others."""
    options: tuple[Option, ...] = ()
    is_suggestion: bool = False
    """What is written here is registered as a suggestion."""


def text_of(questions: Sequence[Question]) -> str:
    """Canonical: the same questions are always the same text."""
    return json.dumps([_plain(one) for one in questions], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=256)
def questions_of(content: str) -> tuple[Question, ...]:
    return tuple(_question(one) for one in json.loads(content))


def problems(questions: Sequence[Question]) -> dict[str, str]:
    """By place and field: `2.words`; empty: it can be asked."""
    found: dict[str, str] = {}
    if not questions:
        found["questions"] = _("Please add at least one question.")
    if len(questions) > MOST_QUESTIONS:
        found["questions"] = _("At most {n} questions: a customer has a minute.").format(n=MOST_QUESTIONS)
    if sum(one.type is QuestionType.TEXT for one in questions) > MOST_TEXTS:
        found["questions"] = _("At most {n} questions that are answered in writing.").format(n=MOST_TEXTS)
    codes = [one.code for one in questions]
    for place, one in enumerate(questions):
        for field, sentence in _faults(one, is_taken=codes.count(one.code) > 1):
            found.setdefault(f"{place}.{field}", sentence)
    return found


def free_code(taken: Iterable[str], prefix: str = "q") -> str:
    """The next one nobody has: q1, q2, …"""
    numbers = [int(code[len(prefix) :]) for code in taken if re.fullmatch(rf"{prefix}\d+", code)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def moved(questions: Sequence[Question], place: int, by: int) -> tuple[Question, ...]:
    """One of them further up or down; beyond the ends it stays."""
    to = min(max(place + by, 0), len(questions) - 1)
    order = list(questions)
    order.insert(to, order.pop(place))
    return tuple(order)


def tidied(question: Question) -> Question:
    """Without what its type does not know, and without blanks around words."""
    is_choice, is_score = question.type in CHOICES, question.type is QuestionType.SCORE
    options = (replace(one, words=_stripped(one.words)) for one in question.options)
    return replace(
        question,
        words=_stripped(question.words),
        dimension=_stripped(question.dimension) if is_score else Words(),
        weight=question.weight if is_score and _stripped(question.dimension) != Words() else 1.0,
        options=tuple(one for one in options if one.words != Words()) if is_choice else (),
        is_suggestion=question.is_suggestion and question.type is QuestionType.TEXT,
        may_not_apply=question.may_not_apply and question.type is not QuestionType.TEXT,
    )


def _faults(one: Question, *, is_taken: bool) -> Iterable[tuple[str, str]]:
    if not _CODE.fullmatch(one.code) or is_taken:
        yield "words", _("Two questions have the same name.")
    if not one.words.zh or not one.words.en:
        yield "words", _("Please write the question in both languages.")
    if max(len(one.words.zh), len(one.words.en)) > LONGEST_WORDS:
        yield "words", _("Please keep it to {n} characters.").format(n=LONGEST_WORDS)
    if one.type is QuestionType.YES_NO:
        yield "type", _("This kind of question is asked about complaints only.")
    if not 0 < one.weight <= 100:
        yield "weight", _("A weight is more than 0 and at most 100.")
    if one.type in CHOICES:
        yield from _option_faults(one)


def _option_faults(one: Question) -> Iterable[tuple[str, str]]:
    if not 2 <= len(one.options) <= MOST_OPTIONS:
        yield "options", _("Please give 2 to {n} choices.").format(n=MOST_OPTIONS)
    if any(not option.words.zh or not option.words.en for option in one.options):
        yield "options", _("Please write every choice in both languages.")
    if len({option.code for option in one.options}) < len(one.options):
        yield "options", _("Two choices have the same name.")


def _stripped(words: Words) -> Words:
    return Words(" ".join(words.zh.split()), " ".join(words.en.split()))


def _plain(one: Question) -> dict[str, Any]:
    return {
        "code": one.code,
        "type": one.type.value,
        "zh": one.words.zh,
        "en": one.words.en,
        "required": one.is_required,
        "may_not_apply": one.may_not_apply,
        "dimension": [one.dimension.zh, one.dimension.en],
        "weight": one.weight,
        "options": [[option.code, option.words.zh, option.words.en] for option in one.options],
        "suggestion": one.is_suggestion,
    }


def _question(plain: dict[str, Any]) -> Question:
    return Question(
        code=plain["code"],
        type=QuestionType(plain["type"]),
        words=Words(plain["zh"], plain["en"]),
        is_required=plain["required"],
        may_not_apply=plain["may_not_apply"],
        dimension=Words(*plain["dimension"]),
        weight=plain["weight"],
        options=tuple(Option(code, Words(zh, en)) for code, zh, en in plain["options"]),
        is_suggestion=plain["suggestion"],
    )
