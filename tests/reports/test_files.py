"""PDF, workbook and JSON hold the numbers of `ops kpis --json`, and nothing from data becomes a formula."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from care import kpis, reports
from care.kpis import Unit
from care.reports import Form
from core.i18n import speaking
from db import session as database
from ops import kpis as kpis_command
from ops import report as command


def file(made, form, language="en"):
    return reports.file_of(made, form=form, language=language).content


def words_of(pdf):
    """All its text without the spaces and line ends of its layout."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def told_by_kpis(capsys):
    capsys.readouterr()
    assert kpis_command.main(["--from", "2026-02-01", "--to", "2026-02-28", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["kpis"]


def calculated(sheet, cell):
    """What Excel makes of the formulas we write: a quotient of cells or numbers, perhaps times a factor."""
    if not (isinstance(cell.value, str) and cell.value.startswith("=")):
        return cell.value
    expression = re.sub(r"[A-Z]+\d+", lambda name: repr(calculated(sheet, sheet[name[0]])), cell.value[1:])
    above, below, *factor = re.split(r"[/*]", expression)
    return float(above) / float(below) * (float(factor[0]) if factor else 1)


def test_the_frozen_numbers_are_those_of_the_command_line(made, capsys):
    told = told_by_kpis(capsys)

    assert list(told) == made.content["order"]
    for code, one in made.content["kpis"].items():
        for name in ("value", "n", "numerator", "denominator", "small_sample", "target", "light"):
            assert one[name] == told[code][name], (code, name)
        assert one["previous"].items() <= told[code]["previous"].items()


def test_every_cell_of_the_workbook_works_out_to_the_number_of_the_command_line(made, capsys):
    told = told_by_kpis(capsys)
    sheet = load_workbook(io.BytesIO(file(made, Form.WORKBOOK)))["Numbers"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5) if row[1].value}

    assert len(rows) == len(told)
    for one in told.values():
        row = rows[one["label"]]
        for cell, side in ((row[2], one), (row[6], one["previous"])):
            shown = calculated(sheet, cell)
            if side["value"] is None:
                assert shown == "—"
            else:
                hours = 60 if one["unit"] == Unit.MINUTES else 1
                assert shown * hours == pytest.approx(side["value"], abs=1e-9), one["label"]
        assert (row[3].value, row[4].value, row[5].value) == (one["n"], one["numerator"], one["denominator"])


def test_rates_are_formulas_a_reader_can_check(made):
    sheet = load_workbook(io.BytesIO(file(made, Form.WORKBOOK)))["Numbers"]
    growth = next(row for row in sheet.iter_rows(min_row=5) if row[1].value == "Customer growth (net)")

    assert growth[2].value == f"=E{growth[2].row}/F{growth[2].row}"


def test_the_workbook_draws_its_charts_itself(made):
    book = load_workbook(io.BytesIO(file(made, Form.WORKBOOK, "zh_CN")))

    assert book.sheetnames == ["概览", "数据", "按月趋势", "投诉", "构成", "联系渠道", "改进"]
    charts: dict[str, Any] = {name: getattr(book[name], "_charts") for name in book.sheetnames}  # noqa: B009
    assert {name: len(found) for name, found in charts.items() if found} == {
        "按月趋势": 9, "投诉": 2, "构成": 3, "联系渠道": 1,
    }  # fmt: skip


def test_a_region_that_looks_like_a_formula_stays_a_text(made):
    sheet = load_workbook(io.BytesIO(file(made, Form.WORKBOOK)))["Parts"]
    cell = next(cell for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "=SUM(A1)")

    assert cell.data_type == "s"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_text_of_the_pdf_holds_every_number_with_its_title(made, language):
    told = reports.document(made, language)
    text = words_of(file(made, Form.PDF, language))

    for block in told.blocks:
        if block.kind == "table":
            for row in block.rows:
                assert re.sub(r"\s+", "", "".join(row)) in text, row
    with speaking(language):
        for one in made.content["kpis"].values():
            assert re.sub(r"\s+", "", one["words"][language]["title"]) in text
    assert made.line.checksum in text


def test_the_pdf_embeds_its_chinese_font_and_numbers_its_a4_pages(made):
    pages = PdfReader(io.BytesIO(file(made, Form.PDF, "zh_CN"))).pages
    resources: list[Any] = [page["/Resources"] for page in pages]
    fonts: list[Any] = [font.get_object() for page in resources for font in page["/Font"].values()]

    assert {str(font["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts} == {"NotoSansSC", "NotoSerifSC"}
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile3" in described
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    for number, page in enumerate(pages, 1):
        assert f"第{number}页，共{len(pages)}页" in re.sub(r"\s+", "", page.extract_text())


def test_the_same_report_is_the_same_file(made):
    assert file(made, Form.PDF) == file(made, Form.PDF)


def test_an_empty_firm_has_a_report_too(chen):
    with database.transaction() as session:
        row = reports.make(session, chen, period=kpis.quarter_of(date(2025, 12, 1)))
        empty = reports.report(session, chen, row.id)

    assert "QuarterlyreviewQ42025" in words_of(file(empty, Form.PDF)).replace("·", "")
    assert load_workbook(io.BytesIO(file(empty, Form.WORKBOOK)))


def test_the_command_writes_three_files_of_the_version_that_is_frozen(made, capsys, tmp_path):
    assert command.main(["--month", "2026-02", "--out", str(tmp_path), "--lang", "zh"]) == 0

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"客户分析报告 2026-02.{ending}" for ending in ("json", "pdf", "xlsx")]
    told = json.loads((tmp_path / names[0]).read_text(encoding="utf8"))
    assert (told["version"], told["checksum"], told["report"]) == (1, made.line.checksum, made.content)
    assert made.line.checksum in capsys.readouterr().out


@pytest.mark.parametrize("argument", ["2026-13", "2026", "02-2026", "0000-01", "x"])
def test_a_month_that_is_none_gets_a_sentence(argument, tmp_path):
    with pytest.raises(command.NoPeriod):
        command.main(["--month", argument, "--out", str(tmp_path)])
