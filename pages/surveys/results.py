"""For whoever decides what to do better: what customers answered, by question and by group, down to each answer."""

from datetime import timedelta

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import surveys
from care.surveys import By, Results, Slice
from core import clock
from core.i18n import _
from db.models import InvitationPurpose
from ui import formats, links, survey_answers, survey_export, survey_labels, survey_numbers, survey_questions
from ui.actions import ask
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list

_QUARTERS = 8
_LATELY = timedelta(days=90)


def page() -> None:
    actor = signed_in(Permission.SURVEY_READ)
    campaign_id = opened("campaign")
    of = campaign(campaign_id) if campaign_id is not None else by_purpose()
    found = ask(surveys.results, of=of)

    if not found.scores.response.n and not found.scores.csat.n:
        st.info(_("Nobody has been asked yet."), icon=":material/hourglass_empty:")
        return
    survey_numbers.cards(found.scores, found.index)
    survey_numbers.by_mode(found)
    tabs(actor, of, found)


def campaign(campaign_id: int) -> Slice:
    file = ask(surveys.campaign, campaign_id)
    st.title(esc(file.line.name), anchor=False)
    links.link_to("surveys/campaign.py", _("The campaign"), icon=":material/campaign:", campaign=str(campaign_id))
    return Slice(campaign_id=campaign_id)


def by_purpose() -> Slice:
    """What is asked without a campaign: of one quarter, or of the last 90 days."""
    known = [InvitationPurpose.TRANSACTION, InvitationPurpose.HANDLING]
    asked = st.query_params.get("purpose", "")
    purpose = next((one for one in known if one.value == asked), known[0])
    st.title(esc(survey_labels.purpose(purpose)), anchor=False)
    today = clock.today()
    quarters = [surveys.quarter_of(today)]
    while len(quarters) < _QUARTERS:
        quarters.append(surveys.quarter_of(quarters[-1].start - timedelta(days=1)))
    names = ["", *(one.name for one in quarters)]
    with st.container(horizontal=True):
        chosen = st.selectbox(
            _("Period"),
            names,
            format_func=lambda name: surveys.quarter_words(name) or _("last 90 days"),
            label_visibility="collapsed",
            key=f"results_quarter_{purpose.value}",
            width=200,
        )
    if quarter := surveys.quarter_named(chosen or ""):
        return Slice(purpose=purpose, start=quarter.start, end=quarter.end)
    return Slice(purpose=purpose, start=today - _LATELY, end=today + timedelta(days=1))


def tabs(actor: Actor, of: Slice, found: Results) -> None:
    sees_people = actor.may(Permission.CUSTOMER_READ)
    titles = [_("Questions"), _("Groups"), *([_("Answers")] if sees_people else [])]
    shown = st.tabs(titles, key="results_tabs", on_change="rerun")
    if shown[0].open:
        with shown[0]:
            survey_questions.show(found.questions, found.index)
    if shown[1].open:
        with shown[1]:
            groups(found)
    if sees_people and shown[2].open:
        with shown[2]:
            if actor.may(Permission.SURVEY_EXPORT):
                survey_export.button(of)
            survey_answers.show(actor, of)


def groups(found: Results) -> None:
    """As it was when they were asked: who was in charge, which team, which tier."""
    for by in By:
        columns = [
            Column(_(survey_labels.BY[by])), Column(_("Asked"), "end"), Column(_("Response rate"), "end"),
            Column(_("CSAT"), "end"), Column(_("NPS"), "end desk"),
        ]  # fmt: skip
        rows = []
        for place, one in enumerate(found.groups[by]):
            scores = one.scores
            cells = (
                Cell(one.name or _("Nobody")), Cell(formats.number(scores.response.n)),
                Cell(survey_numbers.share(scores.response)),
                Cell(survey_numbers.share(scores.csat), survey_numbers.counted(scores.csat.n)),
                Cell(survey_numbers.nps(scores.nps)),
            )  # fmt: skip
            rows.append(ListRow(place, "", cells))
        linked_list(columns, rows, key=f"results-by-{by.value}")


page()
