"""For owner and administrators: writing a rule, in both languages, and putting it in force."""

import streamlit as st

from auth.permissions import Permission
from care import handbook
from care.kpis import month_of
from core import clock
from core.i18n import _
from ui import links, rule_edit_parts
from ui.actions import ask
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    signed_in(Permission.HANDBOOK_EDIT)
    rule_id = opened("rule")
    if rule_id is None:
        st.title(_("New rule"), anchor=False)
        rule_edit_parts.new_rule(ask(handbook.chapters))
        return
    file = ask(handbook.rule_file, rule_id, period=month_of(clock.today()))
    st.title(esc(f"{file.code} {file.title}"), anchor=False)
    links.link_to("handbook/rule.py", _("Back to the rule"), icon=":material/arrow_back:", rule=str(rule_id))
    rule_edit_parts.words(file)
    if file.draft is not None:
        rule_edit_parts.put_in_force(file)
    rule_edit_parts.entrust(file)
    rule_edit_parts.retire(file)


page()
