"""For whoever wants to know how satisfied customers are: campaigns, purchases, complaints, and the questionnaires."""

from datetime import timedelta

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import surveys
from care.surveys import CampaignLine, OnShelf, Slice
from core import clock
from core.i18n import _, ngettext
from db.models import InvitationPurpose
from ui import formats, links, survey_labels, survey_numbers
from ui.actions import ask
from ui.current import signed_in
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_BY_THEMSELVES = (InvitationPurpose.TRANSACTION, InvitationPurpose.HANDLING)
_LATELY = timedelta(days=90)


def page() -> None:
    actor = signed_in(Permission.SURVEY_READ)
    title(actor)
    by_themselves()
    campaigns(ask(surveys.campaigns))
    shelf(ask(surveys.questionnaires))


def title(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="surveys-title"):
        st.title(_("Satisfaction"), anchor=False, width="content")
        st.space("stretch")
        if actor.may(Permission.SURVEY_COLLECT):
            links.link_to("surveys/collect.py", _("Hand over and call"), icon=":material/outbox:")
        if actor.may(Permission.SURVEY_DESIGN):
            links.link_to("surveys/questionnaire.py", _("New questionnaire"), icon=":material/add_notes:")
            links.link_to("surveys/campaign.py", _("New campaign"), icon=":material/campaign:")


def by_themselves() -> None:
    """What is asked without a campaign, of the last 90 days."""
    today = clock.today()
    start, end = today - _LATELY, today + timedelta(days=1)
    for purpose, place in zip(_BY_THEMSELVES, st.columns(2), strict=True):
        found = ask(surveys.results, of=Slice(purpose=purpose, start=start, end=end)).scores
        with place, st.container(border=True, gap="xsmall", key=f"lately-{purpose.value}"):
            st.markdown(f"**{esc(survey_labels.purpose(purpose))}** :small[:gray[{_('last 90 days')}]]")
            said = [
                _("CSAT {share}").format(share=survey_numbers.share(found.csat)),
                survey_numbers.counted(found.csat.n),
                _("response rate {share}").format(share=survey_numbers.share(found.response)),
            ]
            st.markdown(esc(" · ".join(said)))
            links.link_to(
                "surveys/results.py", _("Results"), icon=":material/bar_chart:",
                purpose=purpose.value, start=start.isoformat(), end=today.isoformat(),
            )  # fmt: skip


def campaigns(found: tuple[CampaignLine, ...]) -> None:
    st.subheader(_("Campaigns"), anchor=False)
    if not found:
        words = _("No campaign yet. The one of the quarter is made by itself in its last month.")
        st.info(words, icon=":material/campaign:")
        return
    columns = [
        Column(_("Campaign")), Column(_("Days"), "desk"), Column(_("Asked"), "end desk"),
        Column(_("Response rate"), "end"), Column(_("CSAT"), "end"), Column(_("NPS"), "end desk"),
    ]  # fmt: skip
    chosen = linked_list(columns, [_campaign_row(one) for one in found], key="campaign-list")
    if chosen is not None:
        links.to("surveys/campaign.py", campaign=str(chosen))


def _campaign_row(one: CampaignLine) -> ListRow:
    word, tone = survey_labels.CAMPAIGN_STATES[one.state]
    days = f"{formats.short_day(one.opens_on)} – {formats.short_day(one.closes_on)}"
    quiet = " · ".join(filter(None, [surveys.quarter_words(one.period), one.questionnaire.said()]))
    answered = ngettext("{n} answer", "{n} answers", one.response.hits)
    cells = (
        Cell(one.name, quiet, (Mark(_(word), tone),)),
        Cell(days, survey_labels.mode(one.mode)),
        Cell(formats.number(one.response.n), "" if one.invited == one.response.n else formats.number(one.invited)),
        Cell(survey_numbers.share(one.response), answered.format(n=formats.number(one.response.hits))),
        Cell(survey_numbers.share(one.csat), _("satisfied")),
        Cell(survey_numbers.nps(one.nps)),
    )
    return ListRow(one.id, links.way("surveys/campaign.py", campaign=str(one.id)), cells)


def shelf(found: tuple[OnShelf, ...]) -> None:
    st.subheader(_("Questionnaires"), anchor=False)
    columns = [Column(_("Questionnaire")), Column(_("Questions"), "end"), Column(_("Version"), "end desk")]
    chosen = linked_list(columns, [_shelf_row(one) for one in found], key="questionnaire-list")
    if chosen is not None:
        links.to("surveys/questionnaire.py", questionnaire=str(chosen))


def _shelf_row(one: OnShelf) -> ListRow:
    word, tone = survey_labels.STATES[one.state]
    times = ngettext("{n} campaign", "{n} campaigns", one.campaigns).format(n=one.campaigns) if one.campaigns else ""
    quiet = " · ".join(filter(None, [_(survey_labels.KINDS[one.kind]), times]))
    cells = (
        Cell(one.name.said(), quiet, (Mark(_(word), tone),)),
        Cell(formats.number(one.questions)),
        Cell(str(one.version)),
    )
    return ListRow(one.id, links.way("surveys/questionnaire.py", questionnaire=str(one.id)), cells)


page()
