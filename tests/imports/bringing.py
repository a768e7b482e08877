"""Bringing a spreadsheet in as the worker does: checked, confirmed, applied."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from auth.actor import Actor
from care import imports
from care.imports import Choices, Counts, Kind
from core import i18n
from db import session as database


def a_workbook(*rows: list[Any]) -> BytesIO:
    content, book = BytesIO(), Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
        for cell in page[page.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # a text, whatever it begins with
    book.save(content)
    content.seek(0)
    return content


def a_gbk_csv(*rows: list[Any]) -> BytesIO:
    """As a Chinese Excel saves it by default."""
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return BytesIO("\r\n".join(lines).encode("gb18030"))


def bring(actor: Actor, kind: Kind, file: BytesIO, name: str = "表.xlsx", **chosen: Any) -> tuple[int, Counts]:
    upload = imports.receive(actor, name, file)
    with database.transaction() as session:
        job_id = imports.begin(session, actor, upload=upload, choices=Choices(kind, **chosen)).id
    imports.work(job_id)
    with database.transaction() as session:
        counts = imports.progress(session, actor, job_id).counts
        if counts.created or counts.updated:
            imports.confirm(session, actor, job_id)
    imports.work(job_id)
    i18n.use("en")
    with database.reading() as session:
        progress = imports.progress(session, actor, job_id)
    assert not progress.message, progress.message
    return job_id, progress.counts


def faults(actor: Actor, job_id: int) -> list[str]:
    with database.reading() as session:
        shown = imports.preview(session, actor, job_id)
    return [problem.fault.value for row in shown.rows for problem in row.problems]
