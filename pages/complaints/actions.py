"""For whoever carries out or verifies corrective actions: what is due, what waits for a second pair of eyes."""

import streamlit as st

from auth.permissions import Permission
from care import causes
from care.causes import ActionPage
from core.i18n import N_, _, ngettext
from db.models import ActionState
from ui import action_parts, cause_labels, current, formats, links
from ui.actions import ask
from ui.current import signed_in
from ui.safe import esc

MINE, ALL = "mine", "all"
WHOSE = {MINE: N_("My actions"), ALL: N_("All in my reach")}


def page() -> None:
    actor = signed_in(Permission.COMPLAINT_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="actions-title"):
        st.title(_("Corrective actions"), anchor=False, width="content")
        links.link_to("complaints/causes.py", _("Causes"), icon=":material/troubleshoot:")
    whose, state = choices(first=ALL if actor.may(Permission.COMPLAINT_APPROVE) else MINE)
    pager = f"actions_page_{whose}_{state or ''}"
    found = ask(causes.actions, mine=whose == MINE, state=state, page=current.remembered(pager, 1))

    summary(found)
    if found.rows:
        action_parts.action_list(found.rows, key="actions-list")
    else:
        nothing(whose, state)
    if found.pages > 1:
        st.pagination(found.pages, key=pager)
    action_parts.open_asked()


def choices(*, first: str) -> tuple[str, ActionState | None]:
    with st.container(horizontal=True, vertical_alignment="center", key="actions-choices"):
        whose = st.segmented_control(
            _("Whose"),
            list(WHOSE),
            default=first,
            required=True,
            format_func=lambda code: _(WHOSE[code]),
            label_visibility="collapsed",
            key="actions_whose",
            persist_state="session",
        )
        state = st.selectbox(
            _("State"),
            list(ActionState),
            index=None,
            format_func=cause_labels.state_word,
            placeholder=_("Any state"),
            label_visibility="collapsed",
            key="actions_state",
            persist_state="session",
            width=180,
        )
    return whose or first, state


def summary(found: ActionPage) -> None:
    counted = ngettext("{n} action", "{n} actions", found.total).format(n=formats.number(found.total))
    late = " " + _(":red[▲ {n} overdue]").format(n=found.late) if found.late else ""
    st.markdown(f":small[{esc(counted)}{late}]")


def nothing(whose: str, state: ActionState | None) -> None:
    if state is not None:
        st.info(_("Nothing in this state."), icon=":material/filter_list_off:")
    elif whose == MINE:
        st.info(_("Nothing waits for you. Actions are planned on a complaint's page."), icon=":material/task_alt:")
    else:
        st.info(_("No action has been planned yet. It starts on a complaint's page."), icon=":material/build:")


page()
