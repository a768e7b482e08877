"""The questions as fields on a screen: to be read out on the phone, or looked at before customers see them."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care import surveys
from care.surveys import NOT_APPLICABLE, CustomerAnswer, Question, QuestionType
from core.i18n import _
from ui import current
from ui.dialog_parts import told
from ui.safe import esc


def ask_questions(questions: Sequence[Question], key: str, *, tells: bool = True) -> None:
    """In the words of the customer's own page; `tells` what the last save missed beside each."""
    for one in questions:
        _field(one, f"{key}-{one.code}")
        if tells:
            told(one.code)


def collected(questions: Sequence[Question], key: str) -> CustomerAnswer:
    """What stands in the fields now."""
    sent: dict[str, list[str]] = {}
    for one in questions:
        value: Any = current.remembered(f"{key}-{one.code}")
        if value is not None:
            sent[one.code] = [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]
    return surveys.read(questions, sent)


def _field(one: Question, key: str) -> None:
    label = esc(one.words.said()) + ("" if one.is_required else f" :gray[{_('(optional)')}]")
    if one.type is QuestionType.TEXT:
        st.text_area(label, key=key, max_chars=surveys.LONGEST_COMMENT, height=90)
        return
    words = _options(one)
    options = list(words)
    if one.type is QuestionType.MULTIPLE:
        st.pills(label, options, selection_mode="multi", format_func=words.__getitem__, key=key)
    elif one.type in (QuestionType.NPS, QuestionType.CES):
        st.pills(label, options, format_func=words.__getitem__, key=key)
        low, high = surveys.ends(one.type)
        scale = surveys.SCALES[one.type]
        st.caption(esc(f"{scale[0]}: {low} · {scale[-1]}: {high}"))
    else:
        st.radio(label, options, index=None, format_func=words.__getitem__, key=key)


def _options(one: Question) -> dict[str, str]:
    if one.type is QuestionType.SCORE:
        found = {str(value): surveys.value_words(one, value) for value in reversed(surveys.SCALES[one.type])}
    elif one.type in surveys.SCALES:
        found = {str(value): str(value) for value in surveys.SCALES[one.type]}
    else:
        found = {option.code: option.words.said() for option in one.options}
    return found | ({NOT_APPLICABLE: _(surveys.DOES_NOT_APPLY)} if one.may_not_apply else {})
