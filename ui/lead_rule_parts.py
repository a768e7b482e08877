"""The rules by which leads are given out: one card a rule, in their order, and why they were changed."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care import leads, rulebook
from care.leads import AssignmentRule, AssignmentRules, GivenBy, RuleChoices
from care.rulebook import PolicyChange
from core.i18n import N_, _, ngettext
from db.models import Source
from ui import current, formats, labels
from ui.actions import ask, conflict, perform, problems, settle
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc

BY = {GivenBy.TURNS: N_("One after another"), GivenBy.LOAD: N_("Whoever has the fewest open")}
_DRAFT, _TURN = "lead_rules_draft", "lead_rules_turn"
_SEPARATORS = str.maketrans("，、；;\n", ",,,,,")


def editor() -> None:
    """What a colleague saved meanwhile is told, and what was typed stays."""
    rules, version = ask(rulebook.present, AssignmentRules)
    draft = current.remembered(_DRAFT)
    if draft is None:
        draft = {"rules": list(rules.rules), "seen": version}
        current.remember(_DRAFT, draft)
    choices = ask(leads.rule_choices)
    if conflict() is not None:
        st.warning(_("A colleague has changed these rules meanwhile; see below. Save again to put yours over them."))
    if not draft["rules"]:
        st.info(_("There is no rule yet: every lead waits until somebody takes it."), icon=":material/inbox:")
    for place, rule in enumerate(draft["rules"]):
        _card(place, rule, choices)
    st.button(_("Add a rule"), key="rule_add", icon=":material/add:", on_click=_add)
    st.text_input(_("Why is this changed?"), key=_key("reason"), max_chars=300)
    told("reason")
    told("rules")
    st.button(_("Save"), key="rules_save", type="primary", on_click=_save)


def _card(place: int, rule: AssignmentRule, choices: RuleChoices) -> None:
    people = told_apart({one.id: one.name for one in choices.people})
    teams = {one.id: esc(one.name) for one in choices.teams}
    with st.container(border=True, key=f"lead-rule-{place}"):
        _head(place)
        left, right = st.columns(2)
        with left:
            _many(_("Source"), f"sources_{place}", list(Source), labels.source, rule.sources, nothing=_("Any"))
            hint = _("Any; several with a comma between")
            st.text_input(_("Region"), "，".join(rule.regions), key=_key(f"regions_{place}"), placeholder=hint)
        with right:
            ids = list(teams)
            at = ids.index(rule.team_id) if rule.team_id in teams else None
            key, nobody = _key(f"team_{place}"), _("No team")
            st.selectbox(_("To this team"), ids, at, format_func=teams.__getitem__, key=key, placeholder=nobody)
            here = [id_ for id_ in rule.people if id_ in people]
            words = people.__getitem__
            _many(_("And to these people"), f"people_{place}", list(people), words, here, nothing=_("Nobody else"))
        ways, key = list(GivenBy), _key(f"by_{place}")
        st.segmented_control(_("How"), ways, default=rule.by, format_func=lambda by: _(BY[by]), key=key, required=True)
        told(f"rule_{place}")


def _head(place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        title = _("Rule {n}").format(n=place + 1)
        st.markdown(f"**{esc(title)}**", width="content")
        st.space("stretch")
        for key, words, icon, deed in (
            ("up", _("Earlier"), ":material/arrow_upward:", _raise),
            ("out", _("Take out"), ":material/close:", _take_out),
        ):
            if place or deed is _take_out:
                st.button(words, key=f"rule_{key}_{place}", icon=icon, type="tertiary", on_click=deed, args=(place,))


def _many(label: str, name: str, options: list[Any], words: Any, chosen: Sequence[Any], *, nothing: str) -> None:
    st.multiselect(
        label, options, list(chosen), format_func=words, key=_key(name), placeholder=nothing, select_all=False
    )


def _key(name: str) -> str:
    """A changed order starts all fields afresh: a browser keeps what was typed into a field of the same key."""
    return f"lead_rules_{current.remembered(_TURN, 0)}_{name}"


def _typed() -> list[AssignmentRule]:
    def said(name: str, place: int) -> Any:
        return current.remembered(_key(f"{name}_{place}"))

    return [
        AssignmentRule(
            sources=tuple(said("sources", place) or ()),
            regions=_parts(said("regions", place) or ""),
            team_id=said("team", place),
            people=tuple(said("people", place) or ()),
            by=said("by", place) or GivenBy.TURNS,
        )
        for place in range(len(current.remembered(_DRAFT)["rules"]))
    ]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.translate(_SEPARATORS).split(","))))


def _redraw(rules: list[AssignmentRule]) -> None:
    reason = current.remembered(_key("reason"))
    current.remember(_DRAFT, current.remembered(_DRAFT) | {"rules": rules})
    current.remember(_TURN, current.remembered(_TURN, 0) + 1)
    current.remember(_key("reason"), reason or "")


def _add() -> None:
    _redraw([*_typed(), AssignmentRule()])


def _take_out(place: int) -> None:
    rules = _typed()
    _redraw(rules[:place] + rules[place + 1 :])


def _raise(place: int) -> None:
    rules = _typed()
    rules[place - 1], rules[place] = rules[place], rules[place - 1]
    _redraw(rules)


def _save() -> None:
    settle()
    draft, rules = current.remembered(_DRAFT), _typed()
    reason = str(current.remembered(_key("reason")) or "")
    changed = AssignmentRules(tuple(rules))
    if perform(rulebook.change, changed, reason=reason, seen_version=draft["seen"]) is not None:
        current.forget(_DRAFT)
        current.remember(_TURN, current.remembered(_TURN, 0) + 1)
        current.flash(_("Saved. It holds from now on."))
        return
    if (met := conflict()) is not None:
        draft = draft | {"seen": met.version}
    current.remember(_DRAFT, draft | {"rules": rules})
    if problems():
        st.error(_("Not saved yet: please see what is marked below."))


def changes(history: Sequence[PolicyChange]) -> None:
    for change in history:
        n = sum(len(one.after or ()) for one in change.changes)
        rules = ngettext("{n} rule", "{n} rules", n).format(n=n)
        told_by = [formats.moment(change.at), change.by, rules, change.reason]
        st.caption(esc(" · ".join(filter(None, told_by))))
