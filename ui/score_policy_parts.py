"""What a scorecard weighs and asks for: changed by whoever may change settings, with a reason."""

from types import MappingProxyType

import streamlit as st

from care import rulebook, scorecards
from care.scorecards import ScorePolicy, Sort
from core.i18n import _
from ui import actions, current, formats
from ui.dialog_parts import told
from ui.safe import esc


def weights() -> None:
    policy, version = actions.ask(rulebook.present, ScorePolicy)
    turn = current.remembered("score-policy-turn", 0)
    with st.expander(_("Weights and targets")), st.form("score-policy", border=False):
        chosen: dict[str, int] = {}
        targets: dict[str, float] = {}
        for code, dimension in scorecards.dimensions().items():
            is_share = dimension.sort is Sort.SHARE
            left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
            left.markdown(f"**{esc(dimension.name)}**  \n:small[{esc(_(dimension.counts))}]")
            chosen[code] = middle.number_input(_("Weight"), 0, 100, policy.weight(code), key=f"score-w-{code}-{turn}")
            unit = _("Target, %") if is_share else _("Target, {currency}").format(currency=formats.currency_name())
            shown = round(policy.target(code) * 100) if is_share else round(policy.target(code))
            typed = right.number_input(unit, 1, None, shown, key=f"score-t-{code}-{turn}")
            targets[code] = typed / 100 if is_share else float(typed)
        told("weights")
        reason = st.text_input(_("Why is this changed?"), key=f"score-reason-{turn}", max_chars=300)
        told("reason")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        wanted = ScorePolicy(MappingProxyType(chosen), MappingProxyType(targets))
        _save(wanted, reason, version, turn)


def _save(wanted: ScorePolicy, reason: str, version: int, turn: int) -> None:
    done = actions.perform(rulebook.change, wanted, reason=reason, seen_version=version)
    if done is not None:
        current.remember("score-policy-turn", turn + 1)
        current.flash(_("Saved. It holds from now on."))
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
