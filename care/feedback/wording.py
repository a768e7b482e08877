"""An answer as a text that somebody who knows nothing of the survey understands. Pure."""

from collections.abc import Sequence

from care import surveys
from care.surveys import CustomerAnswer, Question, QuestionType
from core.i18n import _


def told(questions: Sequence[Question], given: CustomerAnswer) -> str:
    """Question by question, what was answered; what was left out is left out."""
    lines = [f"{one.words.said()} {answered}" for one in questions if (answered := _answered(one, given))]
    return "\n".join([_("From a survey:"), *lines])


def suggested(questions: Sequence[Question], given: CustomerAnswer) -> str:
    """What the customer proposes; empty: nothing."""
    wishes = [given.texts.get(one.code, "") for one in questions if one.is_suggestion]
    return "\n\n".join(filter(None, wishes))


def _answered(question: Question, given: CustomerAnswer) -> str:
    if question.type is QuestionType.TEXT:
        return given.texts.get(question.code, "")
    if question.code not in given.values:
        return ""
    return surveys.value_words(question, given.values[question.code])
