"""Taking a chart along: as a picture as it stands on the screen, its figures as a file that is handed out once."""

import csv
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from auth import downloads
from core import clock
from core.i18n import _
from ui.actions import perform
from ui.downloads import download_link, start_download

_ART = Path(__file__).resolve().parent / "art"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def buttons(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], *, of: str) -> None:
    """For the chart in the container with the key `of`."""
    with st.container(horizontal=True, vertical_alignment="center"):
        words = _("Save as picture (PNG)")
        _component()(data={"of": of, "name": name, "words": words}, key=f"{of}-picture", width="content")
        data_button(name, header, rows, key=f"{of}-data")


def data_button(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], *, key: str) -> None:
    """Aggregated figures alone: what the chart shows and no more."""
    if not st.button(_("Download the figures"), icon=":material/download:", type="tertiary", key=key):
        return
    content = as_csv(header, rows)
    file = _("{name} {day}.csv").format(name=name, day=clock.today().isoformat())
    url = perform(downloads.offer, name=file, content=content, action="kpi.figures_taken", count=len(rows))
    if url:
        start_download(url)
        download_link(_("Download the file"), url)


def as_csv(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """With the mark by which Excel knows UTF-8; a text that would be a formula there stays a text."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerows([_safe(cell) for cell in row] for row in (header, *rows))
    return written.getvalue().encode("utf-8-sig")


def _safe(cell: Any) -> Any:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_picture",
        css=(_ART / "picture.css").read_text(encoding="utf8"),
        js=(_ART / "picture.js").read_text(encoding="utf8"),
    )
