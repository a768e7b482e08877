"""What a campaign is made of: name, questions, way, days, and the audience with how many of it can be asked."""

from datetime import date, timedelta

import streamlit as st

from care import customers, surveys
from care.surveys import ASKED, Audience, CampaignFile, NewCampaign, Preview, SurveyChoices
from core import clock
from core.i18n import _
from db.models import CustomerKind, InvitationMode, Lifecycle, Tier
from ui import current, formats, labels, survey_labels
from ui.actions import ask, conflict, perform, settle
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc

_RUN = timedelta(days=21)


def new() -> None:
    choices = ask(surveys.survey_choices)
    if not choices.questionnaires:
        st.info(_("No questionnaire is in use yet. Put one in use first."), icon=":material/quiz:")
        return
    today = clock.today()
    first = next(iter(choices.questionnaires))
    quarter = surveys.quarter_of(today).name
    start = NewCampaign("", first, InvitationMode.MAIL, today, today + _RUN, Audience(), quarter)
    wanted = _fields("new", choices, start, team_id=None)
    st.button(_("Save as a draft"), key="campaign_save", type="primary", on_click=_create, args=(wanted,))


def edit(file: CampaignFile) -> None:
    choices, line = ask(surveys.survey_choices), file.line
    name = f"campaign-{line.id}-{current.remembered('campaign_turn', 0)}"
    kept = NewCampaign(
        line.name, file.questionnaire_id, line.mode, line.opens_on, line.closes_on, file.audience, line.period
    )
    if conflict() is not None:
        st.warning(_("A colleague has changed this campaign meanwhile. Load the page again to see it."))
    wanted = _fields(name, choices, kept, team_id=file.team_id)
    if wanted != kept:
        args = (line.id, wanted, file.row_version)
        st.button(_("Save"), key="campaign_save", type="primary", on_click=_change, args=args)


def _fields(key: str, choices: SurveyChoices, kept: NewCampaign, *, team_id: int | None) -> NewCampaign:
    name = st.text_input(_("Name"), kept.name, key=f"{key}-name", max_chars=120)
    told("name")
    left, right = st.columns(2)
    with left:
        asked = st.selectbox(
            _("Questionnaire"), list(choices.questionnaires), key=f"{key}-questionnaire",
            index=list(choices.questionnaires).index(kept.questionnaire_id)
            if kept.questionnaire_id in choices.questionnaires else 0,
            format_func=lambda id_: choices.questionnaires[id_].said(),
        )  # fmt: skip
    with right:
        mode = st.selectbox(
            _("How are they asked?"), list(InvitationMode), key=f"{key}-mode",
            index=list(InvitationMode).index(kept.mode), format_func=lambda code: _(survey_labels.MODES[code]),
        )  # fmt: skip
    mode = mode or InvitationMode.MAIL
    if mode is InvitationMode.MAIL and not surveys.can_mail():
        st.caption(_("No mail server or public address is set up: every link is handed over by a colleague."))
    opens, closes, period = _days(key, kept)
    audience = _audience(key, choices, kept.audience)
    ways(ask(surveys.preview, audience=audience, mode=mode, team_id=team_id))
    return NewCampaign(name, asked, mode, opens, closes, audience, period)


def _days(key: str, kept: NewCampaign) -> tuple[date, date, str]:
    first, second, third = st.columns(3)
    with first:
        opens = st.date_input(_("First day"), kept.opens_on, key=f"{key}-opens")
    with second:
        closes = st.date_input(_("Last day to answer"), kept.closes_on, key=f"{key}-closes")
        told("closes_on")
    with third:
        quarter = surveys.quarter_of(clock.today())
        names = list(dict.fromkeys([kept.period, "", quarter.name, quarter.next.name]))
        words = lambda name: surveys.quarter_words(name) or _("none")  # noqa: E731
        period = st.selectbox(_("Quarter it is about"), names, format_func=words, key=f"{key}-period")
    return opens, closes, period


def _audience(key: str, choices: SurveyChoices, kept: Audience) -> Audience:
    """Who is asked; nothing chosen: everybody."""
    st.markdown(f"**{_('Audience')}** :small[:gray[{_('nothing chosen: all customers')}]]")
    first, second, third = st.columns(3)
    owners, teams = told_apart(choices.owners), choices.teams
    regions = ask(customers.regions)
    with first:
        tier = st.multiselect(_("Tier"), list(Tier), kept.tier, format_func=labels.tier, key=f"{key}-tier")
        stage = st.multiselect(
            _("Lifecycle"), list(Lifecycle), kept.lifecycle, format_func=labels.lifecycle, key=f"{key}-stage"
        )
        kind = st.multiselect(_("Kind"), list(CustomerKind), kept.kind, format_func=labels.kind, key=f"{key}-kind")
    with second:
        region = st.multiselect(_("Region"), regions, [r for r in kept.region if r in regions], key=f"{key}-region")
        owner = st.multiselect(
            _("In charge"), list(owners), [o for o in kept.owner_id if o in owners], format_func=owners.__getitem__,
            key=f"{key}-owner",
        )  # fmt: skip
    with third:
        tag = st.multiselect(_("Tags"), choices.tags, [t for t in kept.tag if t in choices.tags], key=f"{key}-tag")
        team = st.multiselect(
            _("Team"), list(teams), [t for t in kept.team_id if t in teams], format_func=teams.__getitem__,
            key=f"{key}-team", disabled=not teams,
        )  # fmt: skip
        since = st.date_input(_("Bought since"), kept.bought_since, key=f"{key}-since", max_value=clock.today())
    return Audience(tuple(tier), tuple(kind), tuple(region), tuple(owner), tuple(team), tuple(stage), tuple(tag), since)


def ways(found: Preview) -> None:
    """How many are reached and by which way, and why others are not."""
    reached = [f"{survey_labels.way(way)} {formats.number(found.by_way[way])}" for way in ASKED if found.by_way[way]]
    missed = [
        f"{survey_labels.way(way)} {formats.number(n)}" for way, n in found.by_way.items() if n and way not in ASKED
    ]
    st.markdown(
        esc(
            _("{reached} of {all} customers are asked").format(
                reached=formats.number(found.reached), all=formats.number(found.audience)
            )
        )
    )
    if reached:
        st.caption(esc("✓ " + " · ".join(reached)))
    if missed:
        st.caption(esc(_("Not asked: {reasons}").format(reasons=" · ".join(missed))))


def _create(wanted: NewCampaign) -> None:
    settle()
    if (made := perform(surveys.create_campaign, campaign=wanted)) is not None:
        current.flash(_("Saved as a draft. Nobody is asked before it is launched."))
        st.query_params["campaign"] = str(made.id)


def _change(campaign_id: int, wanted: NewCampaign, seen: int) -> None:
    settle()
    if perform(surveys.change_campaign, campaign_id, campaign=wanted, seen_version=seen) is not None:
        current.remember("campaign_turn", current.remembered("campaign_turn", 0) + 1)
        current.flash(_("Saved."))
