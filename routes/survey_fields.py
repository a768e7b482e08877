"""The questions of a survey as fields of a form: plain HTML that a reader reads out and a thumb can hit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from care import surveys
from care.surveys import CustomerAnswer, Question, QuestionType
from core.i18n import _


@dataclass(frozen=True)
class Entered:
    """What was sent with the form, shown again when something is missing."""

    given: CustomerAnswer = field(default_factory=CustomerAnswer)
    problems: Mapping[str, str] = field(default_factory=dict)


def fields(questions: Sequence[Question], entered: Entered) -> str:
    return "\n".join(_FIELDS.get(one.type, _choices)(one, entered) for one in questions)


def summary(questions: Sequence[Question], entered: Entered) -> str:
    """Above the form, where a reader begins: what is missing, each a way to its question."""
    missing = [one for one in questions if one.code in entered.problems]
    if not missing:
        return ""
    ways = "".join(f'<li><a href="#{_id(one)}">{escape(one.words.said())}</a></li>' for one in missing if one.code)
    return f'<div class="missing" role="alert"><p>{escape(_("Something is missing still:"))}</p><ul>{ways}</ul></div>'


def _choices(question: Question, entered: Entered) -> str:
    kind = "checkbox" if question.type is QuestionType.MULTIPLE else "radio"
    rows = [_choice(question, entered, value, words, kind=kind) for value, words in _options(question).items()]
    return _fieldset(question, entered, "\n".join(rows))


def _scale(question: Question, entered: Entered) -> str:
    """A row of numbers that wraps on a narrow page; what its ends mean stands below it."""
    low, high = surveys.ends(question.type)
    scale = surveys.SCALES[question.type]
    numbers = [_number(question, entered, value, words=_end_words(value, scale, low, high)) for value in scale]
    ends = f"{scale[0]}: {low}", f"{scale[-1]}: {high}"
    meaning = "".join(f"<span>{escape(end)}</span>" for end in ends)
    row = f'<div class="scale">{"".join(numbers)}</div>\n<p class="ends" aria-hidden="true">{meaning}</p>'
    left_out = _choice(question, entered, surveys.NOT_APPLICABLE, _(surveys.DOES_NOT_APPLY), kind="radio")
    return _fieldset(question, entered, row + ("\n" + left_out if question.may_not_apply else ""))


def _end_words(value: int, scale: range, low: str, high: str) -> str:
    return low if value == scale[0] else high if value == scale[-1] else ""


def _number(question: Question, entered: Entered, value: int, *, words: str) -> str:
    heard = f'<span class="heard"> {escape(words)}</span>' if words else ""
    return (
        f'<label class="number"><input type="radio" name="{question.code}" value="{value}"'
        f"{_checked(question, entered, str(value))}{_required(question)}><span>{value}{heard}</span></label>"
    )


def _choice(question: Question, entered: Entered, value: str, words: str, *, kind: str) -> str:
    need = _required(question) if kind == "radio" else ""
    return (
        f'<label class="choice"><input type="{kind}" name="{question.code}" value="{escape(value)}"'
        f"{_checked(question, entered, value)}{need}><span>{escape(words)}</span></label>"
    )


def _text(question: Question, entered: Entered) -> str:
    typed = entered.given.texts.get(question.code, "")
    need = "" if not question.is_required else " required"
    return (
        f'<div class="field" id="{_id(question)}">\n<label class="label" for="{question.code}">'
        f"{escape(question.words.said())}{_optional(question)}</label>\n{_wrong(question, entered)}\n"
        f'<textarea id="{question.code}" name="{question.code}" rows="4" maxlength="{surveys.LONGEST_COMMENT}"'
        f' autocomplete="off"{need}{_described(question, entered)}>{escape(typed)}</textarea>\n</div>'
    )


def _fieldset(question: Question, entered: Entered, inside: str) -> str:
    several = escape(_("(several are possible)"))
    hint = f' <span class="optional">{several}</span>' if question.type is QuestionType.MULTIPLE else ""
    legend = f"<legend>{escape(question.words.said())}{hint}{_optional(question)}</legend>"
    opening = f'<fieldset id="{_id(question)}"{_described(question, entered)}>'
    return "\n".join([opening, legend, _wrong(question, entered), inside, "</fieldset>"])


def _options(question: Question) -> dict[str, str]:
    match question.type:
        case QuestionType.YES_NO:
            found = {"yes": _("Yes, it is solved"), "no": _("No, it is not solved")}
        case QuestionType.SCORE:
            found = {str(score): _(words) for score, words in surveys.SCORES.items()}
        case _:
            found = {option.code: option.words.said() for option in question.options}
    return found | ({surveys.NOT_APPLICABLE: _(surveys.DOES_NOT_APPLY)} if question.may_not_apply else {})


def _checked(question: Question, entered: Entered, value: str) -> str:
    if question.code not in entered.given.values:
        return ""
    chosen = entered.given.values[question.code]
    if isinstance(chosen, tuple):
        return " checked" if value in chosen else ""
    return " checked" if value == (surveys.NOT_APPLICABLE if chosen is None else str(chosen)) else ""


def _required(question: Question) -> str:
    return " required" if question.is_required else ""


def _optional(question: Question) -> str:
    return "" if question.is_required else f' <span class="optional">{escape(_("(optional)"))}</span>'


def _described(question: Question, entered: Entered) -> str:
    return f' aria-describedby="wrong-{question.code}"' if question.code in entered.problems else ""


def _wrong(question: Question, entered: Entered) -> str:
    problem = entered.problems.get(question.code)
    return f'<p class="wrong" id="wrong-{question.code}">{escape(problem)}</p>' if problem else ""


def _id(question: Question) -> str:
    return f"question-{question.code}"


_FIELDS = {QuestionType.TEXT: _text, QuestionType.NPS: _scale, QuestionType.CES: _scale}
