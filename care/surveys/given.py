"""What a customer chose and wrote: read from a form, checked against the questions, as it is kept. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from care.surveys.sheet import SCALES, Question, QuestionType
from core.errors import Invalid
from core.i18n import _

LONGEST_COMMENT = 500
"""Three texts of five hundred Chinese characters fit into what a form may send."""
NOT_APPLICABLE = "na"
"""How a form says that the customer cannot judge it; kept as null."""

Value = int | str | tuple[str, ...] | bool | None


@dataclass(frozen=True)
class CustomerAnswer:
    """What the customer chose and wrote. The first three belong to the fixed questions about a complaint."""

    is_solved: bool | None = None
    score: int | None = None
    comment: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    """By the question's code; None: does not apply; absent: not answered."""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Headline:
    """The numbers that are kept beside an answer: of each scale the first question that was judged."""

    score: int | None = None
    nps: int | None = None
    ces: int | None = None


def read(questions: Sequence[Question], fields: Mapping[str, Sequence[str]]) -> CustomerAnswer:
    """Whatever of the fields can be an answer to these questions; nothing is refused yet."""
    values: dict[str, Value] = {}
    texts: dict[str, str] = {}
    for one in questions:
        sent = fields.get(one.code, [])
        if one.type is QuestionType.TEXT:
            texts[one.code] = sent[0] if sent else ""
        elif sent and sent[0]:
            values |= _chosen(one, sent)
    score = values.get("score")
    return CustomerAnswer(
        is_solved={"yes": True, "no": False}.get(str(values.get("is_solved", ""))),
        score=score if isinstance(score, int) else None,
        comment=texts.get("comment", ""),
        values=values,
        texts=texts,
    )


def cleaned(questions: Sequence[Question], given: CustomerAnswer) -> CustomerAnswer:
    """The answer as it is kept; says of each question what is missing."""
    problems: dict[str, str] = {}
    values: dict[str, Value] = {}
    texts: dict[str, str] = {}
    for one in questions:
        if one.type is QuestionType.TEXT:
            texts[one.code] = tidied(given.texts.get(one.code, ""))
            problem = _text_problem(one, texts[one.code])
        else:
            problem = _value_problem(one, given.values)
            if one.code in given.values and not problem:
                values[one.code] = given.values[one.code]
        if problem:
            problems[one.code] = problem
    if problems:
        raise Invalid(problems)
    texts = {code: words for code, words in texts.items() if words}
    return CustomerAnswer(comment="\n\n".join(texts.values()), values=values, texts=texts)


def headline(questions: Sequence[Question], given: CustomerAnswer) -> Headline:
    found: dict[QuestionType, int] = {}
    for one in questions:
        value = given.values.get(one.code)
        if one.type in SCALES and isinstance(value, int):
            found.setdefault(one.type, value)
    return Headline(found.get(QuestionType.SCORE), found.get(QuestionType.NPS), found.get(QuestionType.CES))


def values_text(given: CustomerAnswer) -> str:
    """Canonical, so that equal answers are equal texts: they are counted by it."""
    plain = {code: list(value) if isinstance(value, tuple) else value for code, value in given.values.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def tidied(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.replace("\0", "").splitlines()).strip()


def _chosen(one: Question, sent: Sequence[str]) -> dict[str, Value]:
    first = sent[0]
    if first == NOT_APPLICABLE and one.may_not_apply:
        return {one.code: None}
    if one.type is QuestionType.MULTIPLE:
        known = tuple(option.code for option in one.options if option.code in sent)
        return {one.code: known} if known else {}
    if one.type in SCALES:
        is_number = first.isascii() and first.isdigit() and len(first) < 3
        return {one.code: int(first)} if is_number else {}
    return {one.code: first}


def _value_problem(one: Question, values: Mapping[str, Value]) -> str:
    if one.code not in values:
        return _("Please choose one.") if one.is_required else ""
    value = values[one.code]
    if value is None:
        return "" if one.may_not_apply else _("Please choose one.")
    return "" if _is_possible(one, value) else _("Please choose one of these.")


def _is_possible(one: Question, value: Value) -> bool:
    codes = {option.code for option in one.options}
    match one.type:
        case QuestionType.SINGLE:
            return value in codes
        case QuestionType.MULTIPLE:
            return isinstance(value, tuple) and bool(value) and set(value) <= codes and len(set(value)) == len(value)
    return isinstance(value, int) and not isinstance(value, bool) and value in SCALES.get(one.type, range(0))


def _text_problem(one: Question, words: str) -> str:
    if one.is_required and not words:
        return _("Please write a word.")
    return _("Please keep it to {n} characters.").format(n=LONGEST_COMMENT) if len(words) > LONGEST_COMMENT else ""
