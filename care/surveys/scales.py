"""The words on the scales; of a long one the ends are enough. Pure."""

from care.surveys.given import Value
from care.surveys.sheet import Question, QuestionType
from core.i18n import N_, _

SCORES = {
    5: N_("Very satisfied"),
    4: N_("Satisfied"),
    3: N_("Neither"),
    2: N_("Dissatisfied"),
    1: N_("Very dissatisfied"),
}
DOES_NOT_APPLY = N_("I cannot judge / does not apply")
_ENDS = {
    QuestionType.NPS: (N_("not at all likely"), N_("extremely likely")),
    QuestionType.CES: (N_("very hard"), N_("very easy")),
}


def ends(kind: QuestionType) -> tuple[str, str]:
    """What the lowest and the highest mean."""
    low, high = _ENDS[kind]
    return _(low), _(high)


def value_words(question: Question, value: Value) -> str:
    """An answer as people read it: “4 Satisfied”, “9 / 10”, the words of what was chosen."""
    if value is None:
        return _(DOES_NOT_APPLY)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    words = {option.code: option.words.said() for option in question.options}
    match question.type:
        case QuestionType.SCORE if isinstance(value, int) and value in SCORES:
            return f"{value} {_(SCORES[value])}"
        case QuestionType.NPS:
            return f"{value} / 10"
        case QuestionType.CES:
            return f"{value} / 7"
    chosen = value if isinstance(value, tuple | list) else (str(value),)
    return _(", ").join(words.get(code, code) for code in chosen)
