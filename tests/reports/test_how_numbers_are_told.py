"""A report tells its numbers in the way that was in force when it was made, on the screen, in Excel and on paper."""

import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from care import kpis, reports, rulebook
from care.kpis import ComplaintKpi, ComplaintsPer, NumberPolicy
from care.reports import Cards, Charts, Form
from db import session as database
from tests.reports.conftest import FEBRUARY

RATE = ComplaintKpi.RATE.value
NAME = "Complaints per 1,000 customers"


@pytest.fixture
def again(made, chen):
    """The report of February once more, after the firm's way of telling numbers was changed."""

    def make(policy):
        with database.transaction() as session:
            rulebook.change(session, chen, policy, reason="按行业习惯", seen_version=0)
            row = reports.make(session, chen, period=kpis.month_of(FEBRUARY), reason="按新口径")
            return reports.report(session, chen, row.id)

    return make


def numbers_sheet(report, name):
    content = reports.file_of(report, form=Form.WORKBOOK, language="en").content
    sheet = load_workbook(io.BytesIO(content))["Numbers"]
    return next(row for row in sheet.iter_rows(min_row=5) if row[1].value == name)


def test_a_report_made_from_then_on_tells_complaints_of_a_thousand(made, again):
    before = made.content["kpis"][RATE]["value"]
    report = again(NumberPolicy(complaints_per=ComplaintsPer.THOUSAND))

    assert report.content["kpis"][RATE]["value"] == before * 10
    blocks = reports.document(report, "en").blocks
    titles = [card.title for block in blocks if isinstance(block, Cards) for card in block.cards]
    charts = [chart for block in blocks if isinstance(block, Charts) for chart in block.charts]
    assert NAME in titles
    assert next(chart for chart in charts if chart.title == NAME).unit == "per 1,000 customers"

    row = numbers_sheet(report, NAME)
    place = row[2].row
    assert (row[2].value, row[12].value) == (f"=E{place}/F{place}*1000", "per 1,000 customers")
    pdf = PdfReader(io.BytesIO(reports.file_of(report, form=Form.PDF, language="en").content))
    assert NAME.replace(" ", "") in re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


def test_a_report_that_was_made_stays_as_it_is(made, again, chen):
    again(NumberPolicy(complaints_per=ComplaintsPer.THOUSAND))

    with database.reading() as session:
        still = reports.report(session, chen, made.line.id)
    assert still.content == made.content
    assert still.is_intact
    assert numbers_sheet(still, "Complaints per 100 customers")[12].value == "per 100 customers"


def test_a_report_tells_what_customers_brought_after_margin(made, again):
    report = again(NumberPolicy(margin_percent=40.0))

    told, before = (one.content["kpis"]["value_so_far"] for one in (report, made))
    assert told["value"] == pytest.approx(before["value"] * 0.4)
    assert told["words"]["zh_CN"]["title"] == "客户价值（历史）"
    assert "毛利率 40%" in told["words"]["zh_CN"]["formula"]
    row = numbers_sheet(report, "Customer value so far")
    assert row[2].value == pytest.approx(told["value"])
    assert "a gross margin of 40 %" in row[13].value
    assert numbers_sheet(made, "Contribution of a customer so far")[2].value == pytest.approx(before["value"])
