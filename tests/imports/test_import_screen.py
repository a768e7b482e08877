"""The import screen: a file goes in, its preview is shown, the good rows come in, the others come back."""

import json
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook
from sqlmodel import col, func, select

from care import imports
from care.imports import Choices, Kind
from core import i18n
from db import session as database
from db.models import Customer, ImportJob, ImportState


def a_workbook(*rows: list[Any], sheet: str = "客户") -> BytesIO:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    content.seek(0)
    return content


HEADER = ["客户编号", "客户姓名", "手机号", "邮箱"]
GOOD = ["C1", "王芳", "13812345678", "wang@example.com"]
BAD = ["C2", "=cmd|'/c calc'!A1", "1.38E+10", "li@example.com"]


@pytest.fixture
def bring(sun):
    """Receive and check a workbook, as the worker does."""

    def bring_in(content: BytesIO, choices: Choices | None = None) -> int:
        upload = imports.receive(sun, "客户.xlsx", content)
        with database.transaction() as session:
            job_id = imports.begin(session, sun, upload=upload, choices=choices or Choices(Kind.CUSTOMERS)).id
        imports.work(job_id)
        i18n.use("en")
        return job_id

    return bring_in


def customers() -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Customer)).one()


def state(job_id: int) -> ImportState:
    with database.reading() as session:
        return session.exec(select(col(ImportJob.state)).where(col(ImportJob.id) == job_id)).one()


def test_the_preview_says_what_will_happen_and_writes_nothing(screen, sun, bring):
    job_id = bring(a_workbook(HEADER, GOOD, BAD))

    at = screen("imports/import_file.py", sun, job=str(job_id))

    assert not at.exception
    table = at.dataframe[-1].value
    assert list(table["row"]) == [2, 3]
    assert "New" in table["verdict"][0]
    assert "Error" in table["verdict"][1]
    assert "last digits are lost" in table["note"][1]
    assert customers() == 0


def test_confirming_lets_the_good_rows_in(screen, sun, bring, monkeypatch):
    monkeypatch.setattr(imports, "start_worker", lambda: None)
    job_id = bring(a_workbook(HEADER, GOOD, BAD))
    at = screen("imports/import_file.py", sun, job=str(job_id))

    at.button(key="confirm").click().run()
    assert state(job_id) is ImportState.CONFIRMED
    imports.work(job_id)
    at = screen("imports/import_file.py", sun, job=str(job_id))

    assert customers() == 1
    assert any("Some rows were left out" in warning.value for warning in at.warning)


def test_the_rows_left_out_come_back_as_text_with_the_reason(sun, bring):
    job_id = bring(a_workbook(HEADER, GOOD, BAD))

    with database.reading() as session:
        content = imports.failed_rows(session, sun, job_id)

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    header, row = (list(cells) for cells in sheet.iter_rows(values_only=True))
    assert header == [*HEADER, "Reason", "Hint"]
    assert row[:3] == ["C2", "=cmd|'/c calc'!A1", "1.38E+10"]
    assert sheet["B2"].data_type == "s"
    assert "last digits are lost" in str(row[4])


def test_every_column_of_the_template_is_recognised_in_both_languages(session, sun):
    for language in ("en", "zh_CN"):
        i18n.use(language)
        for kind in Kind:
            sheet = load_workbook(BytesIO(imports.template(session, sun, kind))).worksheets[0]
            headers = [str(cell.value) for cell in sheet[1]]
            fields = imports.recognised(kind, headers)
            assert fields == [field.code for field in imports.FIELDS[kind]], language


def test_two_columns_for_one_field_must_be_settled_first(screen, sun, bring):
    job_id = bring(a_workbook(["姓名", "电话", "电话"], ["王芳", "13812345678", "13912345678"]))

    at = screen("imports/import_file.py", sun, job=str(job_id))

    assert at.button(key="confirm").disabled
    assert any("Several columns look like" in warning.value for warning in at.warning)


def test_a_sales_person_has_no_import(screen, lin):
    at = screen("imports/import_file.py", lin)

    assert not at.get("file_uploader")


def test_a_line_of_the_earlier_imports_leads_to_its_import(screen, sun, bring):
    job_id = bring(a_workbook(HEADER, GOOD))

    at = screen("imports/import_file.py", sun)

    (part,) = at.get("bidi_component")
    (line,) = json.loads(part.proto.json)["rows"]
    assert (line["cells"][0]["text"], line["href"]) == ("客户.xlsx", f"/import?job={job_id}")


def test_the_box_for_the_file_speaks_the_language_of_the_page(screen, sun):
    at = screen("imports/import_file.py", sun, language="zh_CN")

    assert any("选择文件" in element.proto.body for element in at.get("html"))
