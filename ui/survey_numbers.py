"""Numbers of surveys as they are shown: with what they were counted from, and with caution where that is little."""

import streamlit as st

from care.surveys import SMALL_SAMPLE, TOO_FEW, Index, Mean, Nps, Results, Scores, Share
from core.i18n import N_, _
from ui import formats, survey_labels
from ui.safe import esc

_CSAT = N_(
    "Satisfied or very satisfied (4 and 5) ÷ valid answers. “Does not apply” and what was left out do not count."
)
_MEAN = N_("Mean of the scores from 1 to 5; below it the same on a scale of 100. Not the same as CSAT.")
_CSI = N_(
    "Σ weight × mean of each side, 1 to 5; below it on a scale of 100. Weights of what nobody judged are spread "
    "over the rest."
)
_NPS = N_("Share of 9 and 10 less share of 0 to 6, from −100 to 100; 7 and 8 are neither.")
_CES = N_("Mean of 1 (very hard) to 7 (very easy).")
_RATE = N_(
    "Answered ÷ asked: who got a link or an e-mail, expired ones too; on the phone, who was dialled, however often."
)


def share(one: Share) -> str:
    """A percentage; of fewer than five the fraction itself; “—” of nobody."""
    if not one.n:
        return formats.NOTHING
    if one.n < TOO_FEW:
        return f"{one.hits}/{one.n}"
    return formats.percent(one.value)


def mean(one: Mean) -> str:
    return formats.NOTHING if one.value is None else formats.number(round(one.value, 2))


def nps(one: Nps) -> str:
    """−100 to 100, with its sign; of fewer than five how many would and would not recommend us."""
    if not one.n:
        return formats.NOTHING
    if one.n < TOO_FEW:
        return f"+{one.promoters} / −{one.detractors}"
    value = round(one.value or 0)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"


def counted(n: int) -> str:
    """n = 42, and a word where it is little."""
    words = f"n = {formats.number(n)}"
    return f"{words} · {_('small sample')}" if 0 < n < SMALL_SAMPLE else words


def interval(one: Share) -> str:
    """Where the share of everybody lies, if those who answered are like those who did not."""
    if one.interval is None or one.n < TOO_FEW:
        return ""
    low, high = one.interval
    return _("95 %: {low} to {high}").format(low=formats.percent(low, digits=0), high=formats.percent(high, digits=0))


def cards(scores: Scores, index: Index | None = None) -> None:
    """The numbers of one slice side by side; what nobody was asked is left out."""
    shown = [
        (_("CSAT"), share(scores.csat), [counted(scores.csat.n), interval(scores.csat)], _CSAT, scores.csat.n),
        (_("Mean score"), mean(scores.mean), [_of_hundred(scores.mean), counted(scores.mean.n)], _MEAN, scores.mean.n),
        (_("NPS"), nps(scores.nps), [counted(scores.nps.n)], _NPS, scores.nps.n),
        (_("Ease (CES)"), _ease(scores), [counted(scores.ces.n), _easy(scores)], _CES, scores.ces.n),
        (_("Response rate"), share(scores.response), [_of(scores.response)], _RATE, 1),
    ]
    if index is not None and index.dimensions:
        part = [_("not every side was judged")] if index.is_partial else []
        shown.insert(2, (_("Satisfaction index"), _index(index), [_of_hundred(index), *part], _CSI, 1))
    with st.container(horizontal=True, gap="small", key="survey-numbers"):
        for title, value, below, meaning, n in shown:
            if n:
                with st.container(border=True, gap="xsmall", width=174, height="stretch"):
                    st.metric(title, value, help=_(meaning))
                    st.caption(" · ".join(filter(None, below)))


def by_mode(found: Results) -> None:
    """How many answered, by the way they were asked."""
    told = []
    for mode, one in found.by_mode.items():
        if one.n:
            told.append(f"{survey_labels.mode(mode)} {share(one)} ({formats.number(one.hits)}/{formats.number(one.n)})")
    if told:
        st.caption(esc(_("Response rate: {modes}").format(modes=" · ".join(told))))


def _of_hundred(one: Mean | Index) -> str:
    """The same on a scale of a hundred."""
    if one.of_hundred is None:
        return ""
    return _("{points} of 100").format(points=formats.number(round(one.of_hundred)))


def _index(index: Index) -> str:
    return formats.NOTHING if index.value is None else formats.number(round(index.value, 2))


def _ease(scores: Scores) -> str:
    return _("{points} of 7").format(points=mean(scores.ces)) if scores.ces.n else formats.NOTHING


def _easy(scores: Scores) -> str:
    return _("easy (5 and more): {share}").format(share=share(scores.easy))


def _of(one: Share) -> str:
    return _("{n} of {all}").format(n=formats.number(one.hits), all=formats.number(one.n))
