"""Reports on the screen: made in one click, read as they were frozen, taken along, made again with a reason."""

import json

import pytest
from sqlmodel import select

from care import kpis, reports
from core import clock
from db import session as database
from db.models import AuditEntry, ReportSnapshot

PAGE = "reports/reports.py"


def blocks(at):
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return next(part["blocks"] for part in found if "blocks" in part)


def texts(at):
    kinds = (at.title, at.caption, at.error)
    return " ".join(one.value for kind in kinds for one in kind).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def made(chen):
    with database.transaction() as session:
        this_month = kpis.month_of(clock.today())
        february = this_month.previous(this_month.end)
        return reports.make(session, chen, period=february)


def test_before_there_is_one_it_says_so_and_offers_the_month_that_is_over(screen, chen):
    at = screen(PAGE, chen)

    assert not at.exception
    assert "No report has been made yet" in texts(at)
    assert at.selectbox(key="report_period").options[0] == "Feb 2026"


def test_one_click_makes_it_and_opens_it(screen, chen):
    at = screen(PAGE, chen)

    at.button(key="report_make").click().run()

    assert not at.exception
    assert at.selectbox(key="report_chosen").options == ["Feb 2026"]
    assert "Checksum verified" in texts(at)
    assert blocks(at)[1]["kind"] == "cards"


@pytest.mark.parametrize(("language", "title"), [("en", "Satisfaction"), ("zh_CN", "满意度")])
def test_it_is_read_in_either_language(screen, chen, made, language, title):
    at = screen(PAGE, chen, language=language)

    assert not at.exception
    assert blocks(at)[1]["cards"][0]["title"] == title


@pytest.mark.parametrize("form", ["pdf", "xlsx", "json"])
def test_one_click_hands_it_out_and_the_log_says_so(screen, qian, made, form):
    at = screen(PAGE, qian)

    at.button(key=f"report_{form}").click().run()

    assert not at.exception
    with database.reading() as session:
        taken = session.exec(select(AuditEntry).where(AuditEntry.action == "report.taken")).one()
    assert json.loads(taken.detail)["form"] == form


def test_made_again_without_a_reason_it_says_so_and_with_one_it_is_version_2(screen, chen, made):
    at = screen(PAGE, chen)
    again = next(button for button in at.button if button.label == "Make version 2")
    again.click().run()
    assert "Please say why" in texts(at)

    at.text_input(key="report_reason").set_value("补录了订单")
    next(button for button in at.button if button.label == "Make version 2").click().run()

    assert not at.exception
    assert at.selectbox(key="report_chosen").options == ["Feb 2026, version 2", "Feb 2026"]
    assert "version 2: 补录了订单" in texts(at)


def test_the_address_opens_the_report_it_names(screen, chen, made):
    with database.transaction() as session:
        period = kpis.custom(made.first_day, made.last_day)
        reports.make(session, chen, period=period, reason="核对")

    at = screen(PAGE, chen, report=str(made.id))

    assert "there is a newer version" in texts(at)


def test_the_auditor_reads_and_makes_none(screen, qian, made):
    at = screen(PAGE, qian)

    assert not at.exception
    assert not [button for button in at.button if button.key == "report_make"]
    assert "Make it again" not in [button.label for button in at.button]


@pytest.mark.parametrize("person", ["zhou", "lin", "he"])
def test_who_may_not_read_it_is_refused(screen, request, made, person):
    at = screen(PAGE, request.getfixturevalue(person))

    assert not at.get("bidi_component") or "report_pdf" not in [button.key for button in at.button]
    with database.reading() as session:
        assert len(session.exec(select(ReportSnapshot)).all()) == 1


def test_the_numbers_lead_to_the_reports_for_who_may_read_them(screen, chen, zhou):
    for person, leads in ((chen, True), (zhou, False)):
        at = screen("kpis/dashboard.py", person)
        labels = [link.proto.label for link in at.get("page_link")]
        assert ("Reports" in labels) is leads
