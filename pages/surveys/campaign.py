"""For whoever asks customers: whom, with which questions, until when; launch it, and see how far it is."""

import streamlit as st

from auth.permissions import Permission
from care import surveys
from care.surveys import ASKED, CampaignFile
from core.errors import NotAllowed
from core.i18n import _
from db.models import CampaignState, InvitationMode
from ui import campaign_form, formats, links, survey_labels, survey_numbers
from ui.actions import ask, perform
from ui.address import opened
from ui.current import flash, signed_in
from ui.safe import esc


def page() -> None:
    actor = signed_in(Permission.SURVEY_READ)
    campaign_id = opened("campaign")
    if campaign_id is None:
        if not actor.may(Permission.SURVEY_DESIGN):
            raise NotAllowed
        st.title(_("New campaign"), anchor=False)
        campaign_form.new()
        return
    file = ask(surveys.campaign, campaign_id)
    head(file)
    if file.line.state is CampaignState.DRAFT and file.may_change:
        campaign_form.edit(file)
        last_step(file)
    else:
        running(file, may_collect=actor.may(Permission.SURVEY_COLLECT))


def head(file: CampaignFile) -> None:
    line = file.line
    words, color = survey_labels.CAMPAIGN_STATES[line.state]
    with st.container(horizontal=True, vertical_alignment="center", key="campaign-title"):
        st.title(esc(line.name), anchor=False, width="content")
        st.badge(_(words), color=color)  # type: ignore[arg-type]
    days = f"{formats.day(line.opens_on)} – {formats.day(line.closes_on)}"
    about = [surveys.quarter_words(line.period), line.questionnaire.said(), survey_labels.mode(line.mode), days]
    st.caption(esc(" · ".join(filter(None, about))))
    to = {"questionnaire": str(file.questionnaire_id)}
    links.link_to("surveys/questionnaire.py", _("The questions"), icon=":material/quiz:", **to)


def last_step(file: CampaignFile) -> None:
    """What launching does, in numbers, before it is done."""
    with st.container(horizontal=True, key="campaign-launch"):
        with st.popover(_("Launch"), icon=":material/rocket_launch:", type="primary"):
            found = ask(surveys.preview, audience=file.audience, mode=file.line.mode, team_id=file.team_id)
            st.markdown(
                _("**{n} customers** are asked now. This cannot be taken back.").format(n=formats.number(found.reached))
            )
            campaign_form.ways(found)
            st.button(
                _("Launch now"), key="launch", type="primary", disabled=not found.reached, on_click=_launch,
                args=(file.line.id,),
            )  # fmt: skip
        st.button(_("Cancel the campaign"), key="cancel", type="tertiary", on_click=_cancel, args=(file.line.id,))


def running(file: CampaignFile, *, may_collect: bool) -> None:
    line = file.line
    progress(file)
    to = {"campaign": str(line.id)}
    with st.container(horizontal=True, key="campaign-ways"):
        links.link_to("surveys/results.py", _("Results"), icon=":material/bar_chart:", **to)
        for mode, n, label, icon in (
            (InvitationMode.LINK, file.to_hand_over, _("Hand links over ({n})"), ":material/outbox:"),
            (InvitationMode.PHONE, file.to_call, _("Call customers ({n})"), ":material/call:"),
        ):
            if n and may_collect and line.state is CampaignState.RUNNING:
                links.link_to("surveys/collect.py", label.format(n=n), icon=icon, mode=mode.value, **to)
    left_out = [(way, n) for way, n in file.left_out.items() if way not in ASKED]
    if left_out:
        words = [f"{survey_labels.way(way)} {formats.number(n)}" for way, n in left_out]
        st.caption(esc(_("Not asked: {reasons}").format(reasons=" · ".join(words))))
    if file.may_change and line.state is CampaignState.RUNNING:
        with st.popover(_("Close it now"), icon=":material/stop_circle:"):
            st.markdown(_("Links that nobody has answered stop working, and nobody is called any more."))
            st.button(_("Close"), key="close", type="primary", on_click=_close, args=(line.id,))


def progress(file: CampaignFile) -> None:
    line = file.line
    if file.launched_at:
        told = _("launched {moment} by {name}")
        name = esc(file.launched_by or _("the system"))
        st.caption(told.format(moment=formats.moment(file.launched_at), name=name))
    st.markdown(
        _("**{answered}** of {asked} answered ({share})").format(
            answered=formats.number(line.response.hits),
            asked=formats.number(line.response.n),
            share=survey_numbers.share(line.response),
        )
    )
    if line.invited:
        st.progress(min(1.0, line.response.hits / line.invited))


def _launch(campaign_id: int) -> None:
    done = perform(surveys.launch, campaign_id)
    if done is not None:
        flash(_("Launched: {n} customers are asked.").format(n=formats.number(done.asked)))


def _cancel(campaign_id: int) -> None:
    if perform(surveys.cancel_campaign, campaign_id) is not None:
        flash(_("The campaign is cancelled."))


def _close(campaign_id: int) -> None:
    if perform(surveys.close_campaign, campaign_id) is not None:
        flash(_("The campaign is closed."))


page()
