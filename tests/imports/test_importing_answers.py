"""Answers of other survey tools come in with their scores and days, in no response rate, and without a sound."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select

from care import imports
from care.imports import Kind, Unknown
from db import session as database
from db.models import (
    Answer,
    Complaint,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Mail,
    Notice,
    Task,
)
from tests.conftest import MONDAY_TEN
from tests.imports.bringing import a_gbk_csv, a_workbook, bring, faults

moment = datetime.fromisoformat
"""As Excel keeps it: without a zone."""
HEADER = "姓名 手机号 提交时间 答卷来源 满意度 推荐意愿 省力程度 意见建议 访问员".split()  # noqa: SIM905
Row = list[Any]
HAPPY: Row = ["王芳", "13812345678", moment("2026-01-12 15:20"), "问卷星", "5", "10", "6", "包装好", ""]
POOR: Row = ["李雷", "13912345678", "2026/2/3", "电话", "很不满意", "2分", "", "受潮了", "林静"]


def answers() -> list[tuple[Answer, Invitation]]:
    with database.reading() as session:
        joined = select(Answer, Invitation).join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        return [(answer, asked) for answer, asked in session.exec(joined.order_by(col(Answer.at)))]


def count(table: Any) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_an_answer_keeps_its_day_its_scores_and_its_words(sun):
    bring(sun, Kind.SURVEYS, a_workbook(HEADER, HAPPY))

    ((answer, asked),) = answers()
    assert answer.at.isoformat() == "2026-01-12T07:20:00+00:00"
    assert (answer.score, answer.nps, answer.ces, answer.comment) == (5, 10, 6, "包装好")
    assert (asked.mode, asked.purpose) == (InvitationMode.LINK, InvitationPurpose.RELATIONSHIP)
    assert answer.import_job_id is not None


def test_words_and_points_are_scores_and_the_phone_has_somebody_at_its_end(sun, lin):
    bring(sun, Kind.SURVEYS, a_workbook(HEADER, POOR))

    ((answer, asked),) = answers()
    assert (answer.score, answer.nps, asked.mode, answer.collector_id) == (1, 2, InvitationMode.PHONE, lin.id)


def test_nobody_knows_who_else_was_asked_so_it_is_in_no_response_rate(sun):
    bring(sun, Kind.SURVEYS, a_workbook(HEADER, HAPPY))

    ((_answer, asked),) = answers()
    assert (asked.asked_at, asked.remind_at, asked.token_hash) == (None, None, None)


def test_a_low_score_of_long_ago_alarms_nobody(sun, lin, zhou):
    bring(sun, Kind.SURVEYS, a_workbook(HEADER, POOR))

    assert [count(table) for table in (Complaint, Notice, Task, Mail)] == [0, 0, 0, 0]


def test_an_order_leads_to_its_customer(sun, a_customer, an_order):
    order = an_order(a_customer("王芳"), on=MONDAY_TEN.date(), number="D-77")

    bring(sun, Kind.SURVEYS, a_workbook(["订单号", "评价时间", "评分"], ["D-77", "2026-03-09", 4]))

    ((_answer, asked),) = answers()
    assert (asked.order_id, asked.customer_id) == (order.id, order.customer_id)
    assert asked.purpose is InvitationPurpose.TRANSACTION


def test_the_same_file_again_changes_nothing(sun):
    bring(sun, Kind.SURVEYS, a_workbook(HEADER, HAPPY, POOR))

    _job, counts = bring(sun, Kind.SURVEYS, a_workbook(HEADER, HAPPY, POOR))

    assert (counts.created, counts.unchanged) == (0, 2)
    assert (count(Answer), count(Invitation), count(Customer)) == (2, 2, 2)


def test_people_who_are_not_there_may_be_reported_instead(sun):
    _job, counts = bring(sun, Kind.SURVEYS, a_workbook(HEADER, HAPPY), unknown=Unknown.REPORT)

    assert (counts.created, counts.errors) == (0, 1)


@pytest.mark.parametrize(
    ("at", "value", "fault"),
    [
        (2, None, "when_missing"), (2, MONDAY_TEN.replace(tzinfo=None) + timedelta(days=2), "moment_in_the_future"),
        (4, "6", "score_invalid"), (5, "11", "not_zero_to_ten"), (5, "愿意", "not_zero_to_ten"),
        (6, "0", "not_one_to_seven"), (6, "8", "not_one_to_seven"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_held_back_with_its_reason(sun, at, value, fault):
    wrong = [*HAPPY]
    wrong[at] = value

    job_id, counts = bring(sun, Kind.SURVEYS, a_workbook(HEADER, wrong, POOR))

    assert (counts.created, counts.errors) == (1, 1)
    assert faults(sun, job_id) == [fault]
    with database.reading() as session:
        assert imports.failed_rows(session, sun, job_id)


def test_an_answer_that_says_nothing_is_none(sun):
    job_id, _counts = bring(sun, Kind.SURVEYS, a_workbook(HEADER, [*HAPPY[:4], "", "", "", "", ""], POOR))

    assert faults(sun, job_id) == ["nothing_answered"]


def test_a_gbk_file_from_a_chinese_excel_is_read(sun):
    rows = [
        ["客户姓名", "联系电话", "填写时间", "NPS", "建议"],
        ["王芳", "13812345678", "2026-01-12 9:05", "9", "多出小包装"],
    ]

    bring(sun, Kind.SURVEYS, a_gbk_csv(*rows), "答卷.csv")

    ((answer, _asked),) = answers()
    assert (answer.nps, answer.comment) == (9, "多出小包装")
