"""Taking a questionnaire to be printed."""

import streamlit as st

from auth import downloads
from care import surveys
from care.surveys import Sheet
from core.i18n import _
from ui.actions import ask, perform
from ui.downloads import download_link, start_download


def button(file: Sheet) -> None:
    """One page in both languages, as a PDF."""
    if not st.button(_("Print"), key="print", icon=":material/print:", type="tertiary"):
        return
    content = ask(surveys.sheet_to_print, file.id)
    name = f"{file.name.said()}.pdf".replace("/", "-")
    if url := perform(downloads.offer, name=name, content=content, action="questionnaire.printed", count=1):
        start_download(url)
        download_link(_("If nothing happens, click here to download."), url)
