"""A report as a file: PDF, workbook or JSON, handed out once to who may read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from auth import downloads
from auth.actor import Actor
from auth.permissions import Permission
from care.reports.naming import short_name
from care.reports.paper import pdf
from care.reports.queries import Report, report
from care.reports.workbook import workbook
from core.errors import Refusal
from core.i18n import _, speaking


class Form(StrEnum):
    PDF = "pdf"
    WORKBOOK = "xlsx"
    JSON = "json"


class Tampered(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The content of this report does not match its checksum. It is not handed out."))


@dataclass(frozen=True)
class ReportFile:
    name: str
    content: bytes
    form: Form


def file_of(told: Report, *, form: Form, language: str) -> ReportFile:
    """Made from what was frozen, and from nothing else."""
    if not told.is_intact:
        raise Tampered
    line = told.line
    content = {Form.PDF: pdf, Form.WORKBOOK: workbook, Form.JSON: _plain}[form](told, language)
    with speaking(language):
        name = _("Customer analysis report {period}").format(period=short_name(line.kind, line.first_day))
    version = f"-v{line.version}" if line.version > 1 else ""
    return ReportFile(f"{name}{version}.{form}", content, form)


def report_file(session: Session, actor: Actor, report_id: int, *, form: Form, language: str) -> ReportFile:
    return file_of(report(session, actor, report_id), form=form, language=language)


def hand_out(session: Session, actor: Actor, *, file: ReportFile) -> str:
    """The address from which it can be fetched once; the log says who took it."""
    actor.require(Permission.REPORT_READ)
    detail = {"file_name": file.name, "form": file.form.value}
    return downloads.offer(
        session, actor, name=file.name, content=file.content, action="report.taken", count=1, detail=detail
    )


def _plain(report: Report, language: str) -> bytes:  # noqa: ARG001 - it holds the words of both
    line = report.line
    frame = {"version": line.version, "made_at": line.made_at.isoformat(), "checksum": line.checksum}
    return json.dumps(frame | {"report": report.content}, ensure_ascii=False, indent=2).encode()
