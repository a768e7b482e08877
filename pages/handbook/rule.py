"""For everybody: one rule with its words, how it is kept, who has read it, how it came to be."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import handbook
from care.handbook import RuleFile
from core.errors import NotFound
from core.i18n import _
from ui import (
    formats,
    handbook_labels,
    links,
    rule_breach_drawer,
    rule_list_parts,
    rule_number_parts,
    rule_practice_parts,
    rule_review_parts,
    rule_version_parts,
)
from ui.actions import ask
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    actor = signed_in(Permission.HANDBOOK_READ)
    rule_id = opened("rule")
    if rule_id is None:
        raise NotFound
    links.link_to("handbook/handbook.py", _("Rules in practice"), icon=":material/arrow_back:")
    top = st.container()
    with st.container(horizontal=True, key="rule-period"):
        period = rule_list_parts.period_picker()
    file = ask(handbook.rule_file, rule_id, period=period)
    with top:
        heading(file)
    left, right = st.columns([2, 1], gap="large")
    with left:
        if file.kept is not None:
            rule_practice_parts.practice(file, file.kept, period)
        rule_version_parts.versions(file.versions)
    with right:
        beside(file, actor)
    if not rule_breach_drawer.open_asked(file.id):
        rule_review_parts.open_asked(file, actor)


def heading(file: RuleFile) -> None:
    st.title(esc(f"{file.code} {file.title}"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="rule-facts"):
        st.badge(handbook_labels.state(file.state), color=handbook_labels.STATE_TONES[file.state])  # type: ignore[arg-type]
        facts = [
            file.chapter,
            _("version {n}").format(n=file.version),
            _("in force since {day}").format(day=formats.day(file.effective_on)),
            file.owner,
        ]
        st.caption(esc(" · ".join(filter(None, facts))), width="content")
        if file.may_edit:
            links.link_to("handbook/edit.py", _("Edit"), icon=":material/edit:", rule=str(file.id))
    st.markdown(esc(file.text, limit=5000))
    with st.expander(_("In the other language")):
        st.markdown(f"**{esc(file.other_title)}**")
        st.markdown(esc(file.other_text, limit=5000))


def beside(file: RuleFile, actor: Actor) -> None:
    if file.receipts is not None:
        rule_review_parts.receipts(file, file.receipts)
    rule_number_parts.numbers(file, may_change=actor.may(Permission.SETTINGS_CHANGE))
    rule_review_parts.reviews(file)
    if actor.may(Permission.HANDBOOK_SUPERVISE):
        rule_review_parts.inspections(file)


page()
