"""Taking the customers one sees home as an Excel file: with a reason, written in the log."""

import streamlit as st

from care import customers
from core.i18n import _
from ui import current, filter_parts, labels
from ui.actions import ask, perform
from ui.downloads import download_link, start_download
from ui.safe import esc


def export_button() -> None:
    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(_("Everything that fits search and filters, with full phone numbers. The log keeps who and why."))
        with st.form("export", border=False):
            reason = st.text_input(_("What is the file for?"), key="export_reason", max_chars=300)
            wanted = st.form_submit_button(_("Export to Excel"), type="primary")
        if wanted and (problem := customers.reason_problem(reason)):
            st.caption(f":red[{esc(problem)}]")
        elif wanted:
            _export(reason)


def _export(reason: str) -> None:
    made = ask(
        customers.export_file,
        search=current.remembered("directory_search") or "",
        filters=filter_parts.filters_in_use(),
        words={**_all(labels.KINDS), **_all(customers.SOURCES)},
    )
    if url := perform(customers.hand_out_export, made=made, reason=reason):
        start_download(url)
        download_link(_("Download the file"), url)


def _all(table: dict) -> dict:  # type: ignore[type-arg]
    return {code: _(word) for code, word in table.items()}
