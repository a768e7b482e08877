"""A report as a PDF for A4: set by Typst from our own template, with a Chinese font embedded and nothing fetched."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from care.reports.document import document
from care.reports.queries import Report

_TEMPLATE = Path(__file__).resolve().parent / "paper.typ"


def pdf(report: Report, language: str) -> bytes:
    """The same report in the same language is always the same file, byte for byte."""
    # Here and not above: who makes no PDF need not load a typesetter of 80 MB.
    import typst

    told = json.dumps(asdict(document(report, language)), ensure_ascii=False)
    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        sys_inputs={"report": told},
        timestamp=int(report.line.made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).resolve().parent
