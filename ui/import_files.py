"""Files that the import screen hands out: the template, and the rows that were left out."""

import json

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from auth import downloads
from care import imports
from care.imports import Kind, Progress
from core.i18n import _
from ui import import_parts
from ui.actions import ask, perform
from ui.downloads import download_link, start_download


def file_box(types: list[str]) -> UploadedFile | None:
    """The place to choose or drop a file. Streamlit's own words in it are always English."""
    button, hint = (json.dumps(words, ensure_ascii=False) for words in (_("Choose a file"), _("or drop it here")))
    box = '[data-testid="stFileUploaderDropzone"]'
    st.html(
        f"<style>{box} button p, {box} [data-testid='stFileUploaderDropzoneInstructions'] {{ font-size: 0; }}"
        f"{box} button p::after {{ content: {button}; font-size: 0.93rem; }}"
        f"{box} [data-testid='stFileUploaderDropzoneInstructions']::after {{ content: {hint}; font-size: 0.93rem; }}"
        f"{box} [data-testid='stFileUploaderDropzoneInstructions'] > * {{ display: none; }}</style>"
    )
    return st.file_uploader(_("Choose an Excel or CSV file, up to 50 MB and 500,000 rows"), type=types, key="file")


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
