"""Question by question: how often each answer was given."""

from collections.abc import Sequence

import streamlit as st

from care import surveys
from care.surveys import DOES_NOT_APPLY, Index, QuestionType, Tally
from core.i18n import _
from ui import chart_parts, formats, survey_numbers
from ui.chart_parts import Bar
from ui.safe import esc


def show(questions: Sequence[Tally], index: Index) -> None:
    _sides(index)
    for place, one in enumerate(questions):
        with st.container(border=True, gap="xsmall", key=f"result-question-{place}"):
            st.markdown(f"**{esc(one.question.words.said())}**")
            st.caption(esc(_told(one)))
            if one.n:
                _bars(one)


def _sides(index: Index) -> None:
    """The sides that make up the satisfaction index, with their weights."""
    if not index.dimensions:
        return
    weights = sum(side.weight for side in index.dimensions)
    told = [
        _("{side} {mean} (weight {share}, n = {n})").format(
            side=side.name,
            mean=survey_numbers.mean(side.mean),
            share=formats.percent(side.weight / weights, digits=0),
            n=formats.number(side.mean.n),
        )
        for side in index.dimensions
    ]
    st.markdown(esc(" · ".join(told)))


def _told(one: Tally) -> str:
    parts = [survey_numbers.counted(one.n)]
    if one.question.type is QuestionType.SCORE and one.n:
        scored = surveys.csat_of(one)
        parts += [_("CSAT {share}").format(share=survey_numbers.share(scored)), survey_numbers.interval(scored)]
    if one.does_not_apply:
        parts.append(_("does not apply: {n}").format(n=formats.number(one.does_not_apply)))
    return " · ".join(filter(None, parts))


def _bars(one: Tally) -> None:
    bars = [
        Bar(label, one.of(value) / one.n, f"{label}: {formats.number(one.of(value))}") for value, label in _values(one)
    ]
    words = one.question.words.said()
    chart_parts.rows(bars, unit=_("Share of answers"), number_format=".0%", alt_text=words)


def _values(one: Tally) -> list[tuple[int | str | bool, str]]:
    question = one.question
    if question.type is QuestionType.YES_NO:
        return [(True, _("Yes")), (False, _("No"))]
    if question.type in surveys.SCALES:
        scale = reversed(surveys.SCALES[question.type])
        return [(value, surveys.value_words(question, value)) for value in scale]
    return [(option.code, option.words.said()) for option in question.options if option.code != DOES_NOT_APPLY]
