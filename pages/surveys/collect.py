"""For whoever hands links over or calls: whom next, the link or the script, and what came of it."""

import streamlit as st

from auth.permissions import Permission
from care import surveys
from care.surveys import DueLine, ToCollect
from core.i18n import _, ngettext
from db.models import InvitationMode
from ui import collect_parts, formats, links
from ui.actions import ask
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    signed_in(Permission.SURVEY_COLLECT)
    st.title(_("Hand over and call"), anchor=False)
    campaign_id = opened("campaign")
    mode = next((one for one in InvitationMode if one.value == st.query_params.get("mode", "")), None)
    if mode is None:
        choose(ask(surveys.due_lines))
        return
    links.link_to("surveys/collect.py", _("All lists"), icon=":material/arrow_back:")
    if (call := opened("call")) is not None and mode is InvitationMode.PHONE:
        collect_parts.call(call)
        return
    collect_parts.fresh_link()
    people(ask(surveys.to_collect, mode=mode, campaign_id=campaign_id), mode)


def choose(found: tuple[DueLine, ...]) -> None:
    if not found:
        words = _("Nothing to hand over and nobody to call. Surveys that need you appear here and on Today.")
        st.success(words, icon=":material/task_alt:")
    for one in found:
        with st.container(border=True, gap="xsmall"):
            links.link_to(
                "surveys/collect.py",
                esc(collect_parts.due_words(one)),
                **collect_parts.address_of(one.mode, one.campaign_id),
            )
            st.caption(esc(_("until {moment}").format(moment=formats.moment(one.until))))


def people(found: tuple[ToCollect, ...], mode: InvitationMode) -> None:
    if not found:
        st.success(_("This list is done."), icon=":material/task_alt:")
        return
    st.caption(ngettext("{n} customer", "{n} customers", len(found)).format(n=formats.number(len(found))))
    for one in found:
        collect_parts.line(one, mode)


page()
