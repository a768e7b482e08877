"""Old visits come in with their own people and days: contacts in the timeline, and done visits with a score."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select

from care import customers, imports
from care.imports import Kind, Mode, Unknown
from db import session as database
from db.models import (
    Complaint,
    Customer,
    Interaction,
    Medium,
    Notice,
    Outcome,
    Revisit,
    Role,
    Task,
    VisitState,
)
from tests.conftest import MONDAY_TEN, a_person
from tests.imports.bringing import a_gbk_csv, a_workbook, bring, faults

moment = datetime.fromisoformat
"""As Excel keeps it: without a zone."""
HEADER = "客户姓名 联系电话 回访时间 回访方式 回访结果 回访内容 满意度 需求变化 存在问题 回访人 下次回访时间".split()  # noqa: SIM905
Row = list[Any]
DONE: Row = ["王芳", "13812345678", moment("2026-01-12 15:20"), "电话", "已接通", "说包装很好", "4", "想要小包装", "",
             "张三", ""]  # fmt: skip
MISSED: Row = ["王芳", "13812345678", "2026-01-05", "电话", "无人接听", "", "", "", "", "林静", ""]
ANGRY: Row = ["李雷", "13912345678", "2026/2/3", "微信", "", "茶叶受潮", "非常不满意", "", "受潮", "林静", ""]


def contacts() -> list[Interaction]:
    with database.reading() as session:
        return list(session.exec(select(Interaction).order_by(col(Interaction.at))))


def visits(state: VisitState = VisitState.DONE) -> list[Revisit]:
    with database.reading() as session:
        found = select(Revisit).where(col(Revisit.state) == state)
        return list(session.exec(found.order_by(col(Revisit.done_at))))


def count(table: Any) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_a_visit_keeps_its_own_author_and_day_whoever_imports_it(sun):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, DONE))

    (contact,) = contacts()
    assert (contact.author, contact.by_id) == ("张三", None)
    assert contact.at.isoformat() == "2026-01-12T07:20:00+00:00"
    assert (contact.medium, contact.outcome, contact.summary) == (Medium.PHONE, Outcome.CONNECTED, "说包装很好")
    (visit,) = visits()
    assert (visit.due_on, visit.done_on, visit.done_by_id) == (date(2026, 1, 12), date(2026, 1, 12), None)
    assert (visit.satisfaction, visit.need_change, visit.problem) == (4, "想要小包装", "")
    assert (visit.interaction_id, contact.revisit_id) == (contact.id, visit.id)
    assert visit.import_job_id == contact.import_job_id is not None


def test_a_colleague_of_that_name_is_the_one_who_visited(sun, lin):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, ANGRY))

    (contact,), (visit,) = contacts(), visits()
    assert (contact.by_id, contact.author, visit.done_by_id) == (lin.id, "", lin.id)


def test_a_visit_of_a_name_that_two_colleagues_have_is_told_of_that_name_and_of_neither(sun, lin):
    a_person("linjing2", "林静", Role.SALES, "二队")

    bring(sun, Kind.REVISITS, a_workbook(HEADER, ANGRY))

    (contact,), (visit,) = contacts(), visits()
    assert (contact.by_id, contact.author, visit.done_by_id) == (None, "林静", None)


def test_an_attempt_that_reached_nobody_is_a_contact_and_no_visit(sun):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, MISSED, DONE))

    assert [one.outcome for one in contacts()] == [Outcome.NO_ANSWER, Outcome.CONNECTED]
    assert len(visits()) == 1


def test_how_satisfied_somebody_was_long_ago_opens_no_complaint_and_alarms_nobody(sun, lin, zhou):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, ANGRY))

    (visit,) = visits()
    assert (visit.satisfaction, visit.problem) == (1, "受潮")
    assert [count(table) for table in (Complaint, Notice, Task)] == [0, 0, 0]


def test_the_author_stands_in_the_customers_timeline(sun, chen):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, DONE))

    with database.reading() as session:
        customer = session.exec(select(Customer)).one()
        events = customers.timeline(session, chen, customer.id).events
    assert any(event.by == "张三" for event in events)


def test_one_customer_is_made_once_and_known_again(sun):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, DONE, MISSED))

    assert count(Customer) == 1
    _job, counts = bring(sun, Kind.REVISITS, a_workbook(HEADER, ANGRY), unknown=Unknown.REPORT)
    assert (counts.created, counts.errors) == (0, 1)


def test_the_same_file_again_changes_nothing(sun):
    rows = [HEADER, DONE, MISSED, ANGRY]
    bring(sun, Kind.REVISITS, a_workbook(*rows))

    _job, counts = bring(sun, Kind.REVISITS, a_workbook(*rows))

    assert (counts.created, counts.unchanged) == (0, 3)
    assert (count(Interaction), len(visits()), count(Customer)) == (3, 2, 2)


def test_a_row_twice_in_one_file_counts_once(sun):
    job_id, counts = bring(sun, Kind.REVISITS, a_workbook(HEADER, DONE, DONE))

    assert (counts.created, counts.skipped) == (1, 1)
    assert faults(sun, job_id) == ["record_repeated"]


def test_the_plan_counts_from_the_newest_visit(sun, lin, a_customer):
    bring(
        sun, Kind.CUSTOMERS, a_workbook(["姓名", "手机号", "客户等级", "负责人"], ["王芳", "13812345678", "A", "林静"])
    )

    bring(sun, Kind.REVISITS, a_workbook(HEADER, [*DONE[:2], moment("2026-03-06 10:00"), *DONE[3:]]))

    for visit in visits(VisitState.OPEN):
        assert visit.due_on >= date(2026, 3, 30)


def test_a_day_to_come_is_the_next_step_unless_something_newer_was_said(sun):
    ahead = [*DONE[:10], "2026-03-20"]

    bring(sun, Kind.REVISITS, a_workbook(HEADER, ahead, MISSED))

    assert [(one.next_on, one.is_open_step) for one in contacts()] == [(None, False), (date(2026, 3, 20), True)]


def test_a_result_may_say_how_satisfied_somebody_was_and_unknown_words_are_kept(sun):
    said = [*DONE[:4], "满意", "", "", "", "", "", ""]
    strange = [*ANGRY[:3], "飞鸽", "改天再说", "聊了聊", "还可以吧", "", "", "", ""]

    bring(sun, Kind.REVISITS, a_workbook(HEADER, said, strange))

    satisfied, other = visits()
    assert satisfied.satisfaction == 4
    assert other.satisfaction is None
    summary = contacts()[-1].summary
    for word in ("飞鸽", "改天再说", "聊了聊", "还可以吧"):
        assert word in summary


@pytest.mark.parametrize(
    ("at", "value", "fault"),
    [
        (2, None, "when_missing"), (2, MONDAY_TEN.replace(tzinfo=None) + timedelta(days=2), "moment_in_the_future"),
        (6, "85", "score_invalid"), (1, "1.38E+10", "phone_digits_lost"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_held_back_with_its_reason(sun, at, value, fault):
    wrong = [*DONE]
    wrong[at] = value

    job_id, counts = bring(sun, Kind.REVISITS, a_workbook(HEADER, wrong, ANGRY))

    assert (counts.created, counts.errors) == (1, 1)
    assert fault in faults(sun, job_id)
    with database.reading() as session:
        assert imports.failed_rows(session, sun, job_id)


def test_who_names_nobody_is_reported(sun):
    job_id, _counts = bring(sun, Kind.REVISITS, a_workbook(HEADER, ["", "", *DONE[2:]], ANGRY))

    assert faults(sun, job_id) == ["customer_missing"]


def test_only_known_ones_brings_in_nothing_new(sun):
    _job, counts = bring(sun, Kind.REVISITS, a_workbook(HEADER, DONE), mode=Mode.UPDATE)

    assert (counts.created, counts.skipped) == (0, 1)


def test_a_gbk_file_from_a_chinese_excel_is_read(sun):
    rows = [
        ["客户名称", "手机", "跟进时间", "跟进方式", "跟进内容"],
        ["王芳", "13812345678", "2026年1月5日", "上门", "看了样品"],
    ]

    bring(sun, Kind.REVISITS, a_gbk_csv(*rows), "回访.csv")

    assert [(one.medium, one.summary) for one in contacts()] == [(Medium.VISIT, "看了样品")]
