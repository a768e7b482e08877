"""For everybody the trainings they were invited to; for those who train, sessions, scores and coverage."""

import streamlit as st

from auth.permissions import Permission
from care import handbook
from core.i18n import _
from ui import links, training_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.HANDBOOK_READ)
    may_train = actor.may(Permission.HANDBOOK_SUPERVISE)
    links.link_to("handbook/handbook.py", _("Rules in practice"), icon=":material/arrow_back:")
    st.title(_("Training"), anchor=False)
    if may_train:
        training_parts.plan_form(ask(handbook.teachable), ask(handbook.trainees))
    training_parts.sessions(ask(handbook.trainings), may_record=may_train)
    if may_train:
        training_parts.coverage()


page()
