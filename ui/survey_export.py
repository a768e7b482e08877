"""Taking answers home as an Excel file: with a reason, written in the log."""

import streamlit as st

from care import customers, surveys
from care.surveys import Slice
from core.i18n import _
from ui.actions import ask, perform
from ui.downloads import download_link, start_download
from ui.safe import esc


def button(of: Slice) -> None:
    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(
            _("Every answer of customers you may export, a column for each question. The log keeps who and why.")
        )
        with st.form("survey_export", border=False):
            reason = st.text_input(_("What is the file for?"), key="survey_export_reason", max_chars=300)
            wanted = st.form_submit_button(_("Export to Excel"), type="primary")
        if wanted and (problem := customers.reason_problem(reason)):
            st.caption(f":red[{esc(problem)}]")
        elif wanted:
            made = ask(surveys.export_file, of=of)
            if url := perform(surveys.hand_out_export, made=made, reason=reason):
                start_download(url)
                download_link(_("Download the file"), url)
