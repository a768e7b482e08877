"""Files that the import screen hands out: the template, and the rows that were left out."""

import streamlit as st

from auth import downloads
from care import imports
from care.imports import Kind, Progress
from core.i18n import _
from ui import import_parts
from ui.actions import ask, perform
from ui.downloads import download_link, start_download


def template(kind: Kind) -> None:
    if st.button(_("Download the template"), icon=":material/download:", key="template"):
        name = _("Template {kind}.xlsx").format(kind=import_parts.kind_label(kind))
        _hand_out(name, ask(imports.template, kind), "import.template_taken", 0)


def failed_rows(progress: Progress) -> None:
    held = progress.counts.errors + progress.counts.review
    if held and st.button(_("Download the rows left out"), key="failed", icon=":material/download:"):
        name = _("Rows left out of {file}.xlsx").format(
            file=progress.file_name.rpartition(".")[0] or progress.file_name
        )
        _hand_out(name, ask(imports.failed_rows, progress.id), "import.failed_rows_taken", held)


def _hand_out(name: str, content: bytes, action: str, count: int) -> None:
    if url := perform(downloads.offer, name=name, content=content, action=action, count=count):
        start_download(url)
        download_link(_("If nothing happens, click here to download."), url)
