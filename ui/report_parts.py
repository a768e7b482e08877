"""A report on the screen: which one, its seal, the files to take along, and its blocks."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from care import reports
from care.reports import Document, Form, Report, ReportLine
from core.i18n import N_, _, language
from ui import address, current, formats
from ui.actions import ask, perform
from ui.downloads import download_link, start_download
from ui.safe import esc

_ART = Path(__file__).resolve().parent / "art"
_KEY = "report_chosen"
_FORMS = {
    Form.PDF: (N_("PDF"), ":material/picture_as_pdf:"),
    Form.WORKBOOK: (N_("Excel"), ":material/table:"),
    Form.JSON: (N_("JSON"), ":material/data_object:"),
}


def picker(found: Sequence[ReportLine]) -> ReportLine | None:
    """The one that the address names, else the newest."""
    by_id = {line.id: line for line in found}
    named = address.opened("report")
    if named in by_id and current.remembered(_KEY) is None:
        current.remember(_KEY, named)
    st.selectbox(
        _("Report"),
        list(by_id),
        format_func=lambda id_: _named(by_id[id_]),
        label_visibility="collapsed",
        key=_KEY,
        on_change=_tell_address,
        width=340,
    )
    return by_id.get(current.remembered(_KEY))


def show(report_id: int) -> None:
    """Let the picker stand at this one in the coming run."""
    current.forget(_KEY)
    address.open_one("report", report_id)


def _tell_address() -> None:
    address.open_one("report", current.remembered(_KEY))


def _named(line: ReportLine) -> str:
    name = reports.period_name(line.kind, line.first_day, language())
    return name if line.version == 1 else _("{period}, version {version}").format(period=name, version=line.version)


def seal(report: Report) -> None:
    """Who made it and when, and whether it is still what was frozen."""
    line = report.line
    told = [_("Made on {moment}").format(moment=formats.moment(line.made_at)), line.by or _("by itself")]
    if line.reason:
        told.append(_("version {version}: {reason}").format(version=line.version, reason=line.reason))
    if not line.is_newest:
        told.append(_("there is a newer version"))
    st.caption(esc(" · ".join(told)))
    if report.is_intact:
        st.caption(esc("✓ " + _("Checksum verified: SHA-256 {checksum}").format(checksum=line.checksum)))
    else:
        st.error(_("The content of this report does not match its checksum. It is not handed out."))


def ways_out(report: Report, language: str) -> None:
    """One click makes the file and fetches it."""
    for form, (words, icon) in _FORMS.items():
        kind: Literal["primary", "secondary"] = "primary" if form is Form.PDF else "secondary"
        if st.button(_(words), icon=icon, type=kind, key=f"report_{form.value}"):
            _hand_out(report, form, language)


def _hand_out(report: Report, form: Form, language: str) -> None:
    with st.spinner(_("Making the file …")):
        file = ask(reports.report_file, report.line.id, form=form, language=language)
    if url := perform(reports.hand_out, file=file):
        start_download(url)
        download_link(_("Download the file"), url)


def draw(told: Document) -> None:
    _component()(data={"blocks": [asdict(block) for block in told.blocks]}, key="report-blocks")


@cache
def _component() -> Any:
    return st.components.v2.component(
        "guanjia_report",
        css=(_ART / "report_page.css").read_text(encoding="utf8"),
        js=(_ART / "report_page.js").read_text(encoding="utf8"),
    )
