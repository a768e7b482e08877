"""Taking a list home as an Excel file: with a reason, written in the log."""

from collections.abc import Callable

import streamlit as st

from care import sheets
from core.i18n import _
from ui.downloads import download_link, start_download
from ui.safe import esc


def export_popover(
    key: str, caption: str, take: Callable[[str], str | None], fields: Callable[[], None] | None = None
) -> None:
    """`take` makes the file for this reason and says at which address it waits; None when it was refused."""
    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(esc(caption))
        with st.form(f"{key}_export", border=False):
            if fields is not None:
                fields()
            reason = st.text_input(_("What is the file for?"), key=f"{key}_export_reason", max_chars=300)
            wanted = st.form_submit_button(_("Export to Excel"), type="primary")
        if wanted and (problem := sheets.reason_problem(reason)):
            st.caption(f":red[{esc(problem)}]")
        elif wanted and (url := take(reason)):
            start_download(url)
            download_link(_("Download the file"), url)
