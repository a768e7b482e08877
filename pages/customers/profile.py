"""For whoever talks to this customer: who they are, what happened, what is to be done."""

import streamlit as st

from auth.permissions import Permission
from care import customers
from care.customers import Profile
from core.errors import NotFound
from core.i18n import _
from ui import (
    current,
    event_story,
    greeting_care,
    order_parts,
    profile_dialogs,
    profile_forms,
    profile_parts,
    revisit_parts,
    story_parts,
    survey_answers,
    talk_parts,
)
from ui.actions import ask, perform
from ui.address import opened
from ui.current import signed_in
from ui.customer_parts import customer_strip


def page() -> None:
    signed_in(Permission.CUSTOMER_READ)
    customer_id = opened("customer")
    if customer_id is None:
        raise NotFound
    file = ask(customers.profile, customer_id)

    customer_strip(file)
    talk_parts.standing(file)
    revisit_parts.standing(file)
    actions(file)
    left, right = st.columns([2, 1], gap="large")
    with left:
        story(file)
    with right:
        profile_parts.purchases(file)
        profile_parts.facts(file)
        greeting_care.section(file)
        event_story.section(file.id)
        profile_parts.consents(file)

    profile_forms.edit_if_opened(file)
    profile_dialogs.open_asked(file)
    talk_parts.drawer_if_asked(file)
    revisit_parts.dialog_if_asked(file)
    order_parts.new_order_if_opened(file)


def actions(file: Profile) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="customer-actions"):
        if Permission.CUSTOMER_EDIT in file.may:
            talk_parts.button()
        revisit_parts.button(file)
        profile_parts.new_complaint(file)
        if Permission.CUSTOMER_EDIT in file.may:
            st.button(_("Edit"), key="edit", icon=":material/edit:", on_click=profile_forms.begin_edit)
            st.button(_("Still true"), key="verify", icon=":material/task_alt:", on_click=verify, args=(file,))
            undo_verification(file)
        for what, permission, label, icon in (
            ("consent", Permission.CUSTOMER_CONSENT, _("Consent"), ":material/handshake:"),
            ("tier", Permission.CUSTOMER_TIER, _("Tier"), ":material/star:"),
            ("owner", Permission.CUSTOMER_ASSIGN, _("Hand over"), ":material/swap_horiz:"),
            ("tags", Permission.CUSTOMER_EDIT, _("Tags"), ":material/label:"),
            ("remove", Permission.CUSTOMER_DELETE, _("Remove"), ":material/delete:"),
        ):
            if permission in file.may:
                st.button(label, key=f"do_{what}", icon=icon, on_click=profile_dialogs.begin, args=(what,))


def verify(file: Profile) -> None:
    if perform(customers.verify, file.id) is not None:
        current.remember("verified", {"customer": file.id, "before": file.freshness.verified_at})
        current.flash(_("Confirmed: the file is up to date."))


def undo_verification(file: Profile) -> None:
    done = current.remembered("verified")
    if done and done["customer"] == file.id:
        st.button(_("Undo"), key="unverify", type="tertiary", on_click=unverify, args=(file, done["before"]))


def unverify(file: Profile, before: object) -> None:
    current.forget("verified")
    perform(customers.unverify, file.id, back_to=before)  # type: ignore[arg-type]


def story(file: Profile) -> None:
    titles = [_("Story"), _("Orders"), _("Contacts"), _("Surveys"), _("Changes")]
    first = titles[1] if opened("order") else titles[0]
    tabs = st.tabs(titles, default=first, key="profile_tabs", on_change="rerun")
    happened, ordered, people, asked, changed = tabs
    if happened.open:
        with happened:
            pages = story_parts.pages_shown(f"story_{file.id}")
            story_parts.story(ask(customers.timeline, file.id, pages=pages), f"story_{file.id}")
    if ordered.open:
        with ordered:
            order_parts.orders_tab(file)
    if people.open:
        with people:
            profile_parts.contacts(file)
    if asked.open:
        with asked:
            survey_answers.of_customer(file.id)
    if changed.open:
        with changed:
            pages = story_parts.pages_shown(f"changes_{file.id}")
            story_parts.story(ask(customers.changes, file.id, pages=pages), f"changes_{file.id}")


page()
