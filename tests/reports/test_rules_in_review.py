"""The quarterly review holds how the rules themselves fared: reviews, compliance, what supervisors found (R83, R77)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select

from care import handbook, kpis, reports
from care.complaints import clocks
from care.handbook import Finding
from care.reports import Form
from core import clock
from core.errors import Invalid
from db.models import ClockKind, ReviewVerdict, Rule
from tests.complaints.conftest import a_complaint as a_complaint
from tests.conftest import MONDAY_TEN

__all__ = ["a_complaint"]


@pytest.fixture
def book(session, chen, zhou, lin, xu, qian):
    handbook.install(session)
    handbook.keep_up(session)
    return {rule.code: rule for rule in session.exec(select(Rule))}


@pytest.fixture
def quarter(session, book, chen, zhou, lin, qian, a_customer, a_complaint):
    """The first quarter: one complaint late, one review held, one rule found not to be kept; seen in July."""
    row = a_complaint(a_customer(owner=lin), handler=lin)
    handbook.inspect_rule(session, qian, book["2.1"].id, finding=Finding("三通电话隔天才记", False, zhou.team_id))
    handbook.review_rule(
        session, chen, book["1.1"].id, verdict=ReviewVerdict.KEEP, words="有效", members=[],
        seen=book["1.1"].row_version,
    )  # fmt: skip
    clock.freeze(MONDAY_TEN + timedelta(hours=50))
    clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())
    clock.freeze(clock.start_of(date(2026, 4, 2)))
    made = reports.make(session, chen, period=kpis.quarter_of(date(2026, 1, 1)))
    return reports.report(session, chen, made.id)


def tables(report, language="en"):
    return [block for block in reports.document(report, language).blocks if block.kind == "table"]


def test_the_review_tells_what_was_held_owed_kept_and_found(quarter, book):
    told = quarter.content["rules"]

    assert (told["held"]["keep"], told["owed"]) == (1, 0)
    kept = {one["code"]: (one["numerator"], one["denominator"]) for one in told["kept"]}
    assert kept["3.1"] == (0, 1)
    assert [(one["code"], one["team"], one["is_kept"]) for one in told["findings"]] == [("2.1", "一队", False)]


@pytest.mark.parametrize(("language", "word"), [("en", "▲ not kept"), ("zh_CN", "▲ 未遵守")])
def test_it_is_on_the_screen_and_on_paper(quarter, language, word):
    cells = {cell for table in tables(quarter, language) for row in table.rows for cell in row}

    assert {"0/1", "三通电话隔天才记", word} <= cells


def test_it_is_in_the_workbook_with_formulas(quarter):
    book = load_workbook(BytesIO(reports.file_of(quarter, form=Form.WORKBOOK, language="en").content))
    cells = [cell.value for row in book["Rules"].iter_rows() for cell in row]

    assert "三通电话隔天才记" in cells
    assert any(str(cell).startswith("=IF(C") for cell in cells)


def test_it_is_in_the_pdf(quarter):
    pages = PdfReader(BytesIO(reports.file_of(quarter, form=Form.PDF, language="zh_CN").content)).pages

    assert "三通电话隔天才记" in "".join(page.extract_text() for page in pages).replace("\n", "")


def test_a_review_that_was_not_held_is_owed(session, book, chen):
    clock.freeze(clock.start_of(date(2026, 7, 2)))

    found = handbook.rules_in_review(session, chen, period=kpis.quarter_of(date(2026, 4, 1)))

    assert (sum(found.held.values()), found.owed) == (0, len(book))


def test_a_month_has_no_rules_in_its_report(session, book, chen):
    clock.freeze(clock.start_of(date(2026, 4, 2)))
    made = reports.make(session, chen, period=kpis.month_of(date(2026, 3, 1)))

    assert "rules" not in reports.report(session, chen, made.id).content


def test_who_sees_no_case_reads_no_finding(session, quarter, fang):
    line = reports.report(session, fang, quarter.line.id)

    assert line.content["rules"]["findings"] == []
    assert line.content["rules"]["kept"]


def test_a_supervisor_names_a_department_within_reach(session, book, zhou, xu, qian):
    assert set(handbook.inspected_teams(session, zhou)) == {zhou.team_id}
    assert {zhou.team_id, xu.team_id} <= set(handbook.inspected_teams(session, qian))
    with pytest.raises(Invalid):
        handbook.inspect_rule(session, zhou, book["2.1"].id, finding=Finding("好", True, xu.team_id))
