"""For owner, administrators and the auditor: who did what, when, and whether the log is whole."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from auth import log
from auth.log import PAGE, LogChoices, LogPage
from auth.permissions import Permission
from core.i18n import _, ngettext
from ui import formats, log_parts
from ui.actions import ask
from ui.current import signed_in
from ui.people_apart import told_apart

T = TypeVar("T")


def page() -> None:
    signed_in(Permission.AUDIT_READ)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Log"), width="content")
        st.space("stretch")
        verify = st.button(_("Verify the whole log"), key="verify", icon=":material/verified_user:")
    if verify:
        say_verdict()
    choices = ask(log.choices)
    by, action, subject, between = filters(choices)
    page_number = st.container()
    found = ask(log.entries, by=by, action=action, subject=subject, between=between)
    if found.total > PAGE:
        with page_number:
            number = st.pagination(-(-found.total // PAGE), key=f"log-page-{by}-{action}-{subject}-{between}")
        found = ask(log.entries, by=by, action=action, subject=subject, between=between, page=number)
    show(found, choices.people)


def say_verdict() -> None:
    verdict = ask(log.verdict)
    if verdict.first_broken is None:
        whole = ngettext(
            "{n} entry, unbroken: nothing was changed or removed in between.",
            "{n} entries, unbroken: nothing was changed or removed in between.",
            verdict.entries,
        )
        st.success(whole.format(n=formats.number(verdict.entries)), icon=":material/verified_user:")
    else:
        broken = _("Entry {id} does not follow from the one before it: the log was changed outside the product.")
        st.error(broken.format(id=verdict.first_broken), icon=":material/gpp_bad:")


def filters(choices: LogChoices) -> tuple[int | None, str, str, tuple[date, date] | None]:
    people = told_apart(choices.people)
    with st.container(horizontal=True, key="log-filters"):
        by = _one(_("Person"), list(people), people.__getitem__, _("Everybody"), "log-by")
        action = _one(_("Deed"), choices.actions, log_parts.action, _("All deeds"), "log-action")
        subject = _one(_("Subject"), choices.subjects, log_parts.subject, _("All subjects"), "log-subject")
        days = st.date_input(_("Days"), value=[], key="log-days", label_visibility="collapsed", width=240,
                             format="YYYY-MM-DD", persist_state="session")  # fmt: skip
    return by, action or "", subject or "", (days[0], days[1]) if len(days) == 2 else None


def _one(label: str, options: list[T], shown: Callable[[T], str], placeholder: str, key: str) -> T | None:
    return st.selectbox(
        label,
        options,
        index=None,
        format_func=shown,
        placeholder=placeholder,
        key=key,
        label_visibility="collapsed",
        width=200,
        persist_state="session",
    )


def show(found: LogPage, people: Mapping[int, str]) -> None:
    st.caption(ngettext("{n} entry", "{n} entries", found.total).format(n=formats.number(found.total)))
    if not found.rows:
        st.info(_("Nothing matches these filters."), icon=":material/search_off:")
        return
    table = pd.DataFrame(
        {
            _("When"): [formats.moment(row.at) for row in found.rows],
            _("Who"): [row.by or _("System") for row in found.rows],
            _("Did what"): [log_parts.action(row.action) for row in found.rows],
            _("To what"): [log_parts.about(row) for row in found.rows],
            _("Details"): [log_parts.changes(row.detail, people) for row in found.rows],
        }
    )
    st.dataframe(table, hide_index=True, height="content")


page()
