"""Old leads come in as history that counts in no rate and alarms nobody; those of today get the clock they are owed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select

from care import imports, leads
from care.imports import Kind, Mode, Unknown
from care.leads import NewLead
from core import clock
from db import session as database
from db.models import (
    Customer,
    Lead,
    LeadEscalation,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    LostReason,
    Notice,
    Source,
    Task,
)
from tests.conftest import MONDAY_TEN
from tests.imports.bringing import a_gbk_csv, a_workbook, bring, faults

moment = datetime.fromisoformat
"""As Excel keeps it: without a zone."""
HEADER = [
    "线索编号", "姓名", "公司", "手机号", "线索来源", "创建时间", "线索状态", "负责人", "首次跟进时间", "成交时间",
    "流失原因", "需求", "地区", "备注",
]  # fmt: skip
Row = list[Any]
LOST: Row = [
    "L-1", "王芳", "云岭茶舍", "13812345678", "展会", moment("2025-03-05 14:30"), "已流失", "林静",
    moment("2025-03-06 09:00"), None, "太贵了", "批发", "昆明", "老客户介绍",
]  # fmt: skip
WON: Row = ["L-2", "李雷", "", "13912345678", "抖音", "2025/3/6", "已成交", "", "", "2025/4/1", "", "礼盒", "", ""]
OPEN: Row = ["L-3", "赵六", "", "13712345678", "地推小队", "2025-12-01", "跟进中", "林静", *[""] * 3, "散茶", "", ""]
FRESH: Row = ["L-4", "钱七", "", "13612345678", "展会", moment("2026-03-09 08:00"), "未跟进", *[""] * 7]
ALARMS = (LeadEscalation, Notice, Task)


def lead(number: str) -> Lead:
    with database.reading() as session:
        return session.exec(select(Lead).where(col(Lead.number) == number)).one()


def steps(number: str) -> list[tuple[str, datetime]]:
    with database.reading() as session:
        query = select(LeadStageChange).join(Lead).where(col(Lead.number) == number)
        return [(one.after.value, one.at) for one in session.exec(query.order_by(col(LeadStageChange.id)))]


def count(table: Any) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_a_lost_lead_keeps_its_person_its_times_and_its_reason(sun, lin):
    bring(sun, Kind.LEADS, a_workbook(HEADER, LOST))

    row = lead("L-1")
    assert (row.name, row.company, row.phone, row.region) == ("王芳", "云岭茶舍", "+8613812345678", "昆明")
    assert (row.stage, row.source, row.origin) == (LeadStage.LOST, Source.EXHIBITION, LeadOrigin.IMPORT)
    assert (row.owner_id, row.team_id, row.registered_by_id) == (lin.id, lin.team_id, None)
    assert row.received_at.isoformat() == "2025-03-05T06:30:00+00:00"
    assert row.first_contact_at is not None
    assert row.ended_at == row.first_contact_at
    assert (row.lost_reason, row.need, row.note) == (LostReason.PRICE, "批发", "老客户介绍")
    assert steps("L-1") == [("new", row.received_at), ("lost", row.ended_at)]


def test_history_is_promised_nothing_and_nobody_is_told(sun, lin, zhou):
    bring(sun, Kind.LEADS, a_workbook(HEADER, LOST, WON, OPEN))
    clock.freeze(MONDAY_TEN + timedelta(days=3))
    with database.transaction() as session:
        leads.escalate_due(session)

    for number in ("L-1", "L-2", "L-3"):
        row = lead(number)
        assert (row.is_historical, row.due_at, row.alarm_at, row.verdict) == (True, None, None, None)
    assert [count(table) for table in ALARMS] == [0, 0, 0]


def test_what_came_within_the_day_is_a_lead_like_any_other(sun, lin):
    bring(sun, Kind.LEADS, a_workbook(HEADER, FRESH, OPEN))

    row = lead("L-4")
    assert not row.is_historical
    assert row.received_at.isoformat() == "2026-03-09T00:00:00+00:00"
    assert row.due_at == row.received_at + timedelta(hours=24)
    assert row.alarm_at is not None
    assert row.import_job_id is not None


def test_who_became_a_customer_is_found_or_made(sun, a_customer, lin):
    bring(sun, Kind.LEADS, a_workbook(HEADER, WON))

    with database.reading() as session:
        (customer,) = session.exec(select(Customer)).all()
    assert customer.name == "李雷"
    assert lead("L-2").customer_id == customer.id
    assert lead("L-2").converted_at is not None


def test_a_customer_who_is_not_there_may_be_reported_instead(sun):
    job_id, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, WON), unknown=Unknown.REPORT)

    assert (counts.created, counts.errors) == (0, 1)
    assert faults(sun, job_id) == ["customer_unknown"]


def test_the_same_file_again_changes_nothing(sun, lin):
    rows = [HEADER, LOST, WON, OPEN, FRESH]
    bring(sun, Kind.LEADS, a_workbook(*rows))
    before = count(LeadStageChange)

    _job, counts = bring(sun, Kind.LEADS, a_workbook(*rows))

    assert (counts.created, counts.updated, counts.review, counts.errors) == (0, 0, 0, 0)
    assert (count(Lead), count(LeadStageChange), count(Customer)) == (4, before, 1)


def test_a_file_without_numbers_is_known_again_too(sun):
    header, rows = (
        ["姓名", "手机", "日期"],
        [["王芳", "13812345678", "2025-03-05"], ["李雷", "13912345678", "2025-03-05"]],
    )
    bring(sun, Kind.LEADS, a_workbook(header, *rows))

    _job, counts = bring(sun, Kind.LEADS, a_workbook(header, *rows))

    assert (counts.created, counts.unchanged) == (0, 2)


def test_a_gbk_file_from_a_chinese_excel_is_read(sun):
    rows = [["客户名称", "电话", "登记日期", "跟进状态"], ["王芳", "138 1234 5678", "2025年3月5日", "高意向"]]

    bring(sun, Kind.LEADS, a_gbk_csv(*rows), "线索.csv")

    with database.reading() as session:
        row = session.exec(select(Lead)).one()
    assert (row.name, row.phone, row.stage) == ("王芳", "+8613812345678", LeadStage.QUALIFIED)
    assert row.first_contact_at == row.received_at


def test_words_we_have_no_code_for_are_kept(sun):
    changed = [*OPEN[:6], "等老板拍板", *OPEN[7:]]

    bring(sun, Kind.LEADS, a_workbook(HEADER, changed))

    row = lead("L-3")
    assert (row.source, row.stage) == (Source.OTHER, LeadStage.NEW)
    assert "地推小队" in row.note
    assert "等老板拍板" in row.note


@pytest.mark.parametrize(
    ("at", "value", "fault"),
    [
        (5, None, "received_missing"), (5, moment("2027-01-01 00:00"), "moment_in_the_future"),
        (8, moment("2025-03-01 00:00"), "moment_before_it_came"), (3, "1.38E+10", "phone_digits_lost"),
        (3, "", "no_way_to_reach"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_held_back_with_its_reason(sun, at, value, fault):
    wrong = [*LOST]
    wrong[at] = value

    job_id, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, wrong, OPEN))

    assert (counts.created, counts.errors) == (1, 1)
    assert fault in faults(sun, job_id)
    with database.reading() as session:
        assert imports.failed_rows(session, sun, job_id)


def test_whom_somebody_here_can_reach_already_is_looked_at_by_a_person(sun, lin, a_customer):
    with database.transaction() as session:
        leads.register(session, lin, lead=NewLead(name="赵六", phone="13712345678"))
    bring(sun, Kind.CUSTOMERS, a_workbook(["姓名", "手机号"], ["钱七", "13612345678"]))

    job_id, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN, FRESH, [*OPEN[:3], "13512345678", *OPEN[4:]]))

    assert counts.review == 3
    assert faults(sun, job_id) == ["lead_here", "customer_here", "lead_repeated"]


def test_two_rows_of_one_file_do_not_make_two_open_leads_of_one_number(sun):
    again = ["L-9", *OPEN[1:]]

    job_id, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN, again))

    assert (counts.created, counts.review) == (1, 1)
    assert faults(sun, job_id) == ["lead_here"]


def test_a_later_file_tells_how_it_went_on(sun, lin, xu):
    bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN))
    later = [
        "L-3",
        "赵六",
        "云上茶店",
        "13712345678",
        "",
        "2025-12-01",
        "战败",
        "许宁",
        "",
        "2026-01-05",
        "选择同行",
        "",
        "",
        "",
    ]

    _job, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, later))

    row = lead("L-3")
    assert counts.updated == 1
    assert (row.stage, row.lost_reason, row.company, row.owner_id) == (
        LeadStage.LOST,
        LostReason.COMPETITOR,
        "云上茶店",
        xu.id,
    )
    assert row.ended_at is not None
    assert "云上茶店" in row.search_text
    assert [step for step, _at in steps("L-3")] == ["new", "contacted", "lost"]


def test_what_somebody_works_on_here_is_not_changed_by_a_file(sun, lin):
    bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN))
    row = lead("L-3")
    with database.transaction() as session:
        session.get_one(Lead, row.id).note = "我来跟"

    job_id, counts = bring(sun, Kind.LEADS, a_workbook(HEADER, [*OPEN[:6], "已流失", *OPEN[7:]]))

    assert counts.review == 1
    assert faults(sun, job_id) == ["lead_worked_on_here"]
    assert lead("L-3").stage is LeadStage.CONTACTED


def test_only_known_ones_or_only_new_ones(sun):
    bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN))

    _job, new_only = bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN, LOST), mode=Mode.CREATE)
    _job, known_only = bring(sun, Kind.LEADS, a_workbook(HEADER, OPEN, WON), mode=Mode.UPDATE)

    assert (new_only.created, new_only.skipped) == (1, 1)
    assert (known_only.created, known_only.skipped, known_only.unchanged) == (0, 1, 1)


def test_a_formula_in_a_name_stays_a_name(sun):
    bring(sun, Kind.LEADS, a_workbook(HEADER, [*LOST[:1], "=1+1", *LOST[2:]]))

    assert lead("L-1").name == "=1+1"


def test_a_number_with_an_extension_comes_in_with_a_clock(sun):
    row = [*FRESH[:3], "0755-88886666-801", *FRESH[4:]]

    bring(sun, Kind.LEADS, a_workbook(HEADER, row))

    assert lead("L-4").phone == "+8675588886666;ext=801"
    assert lead("L-4").due_at is not None
