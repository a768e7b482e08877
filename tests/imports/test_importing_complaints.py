"""Old complaints and inquiries come in as they were: with their own people and times, and without a sound."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import col, func, select

from care import complaints, imports
from care.complaints import BoardFilters, Span
from care.imports import Choices, Counts, Kind, Mode, Unknown
from core import i18n
from db import session as database
from db.models import (
    Answer,
    Clock,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintState,
    Confirmation,
    Customer,
    Escalation,
    ImportRow,
    Invitation,
    Mail,
    Medium,
    Notice,
    Severity,
    Task,
    Verdict,
)
from tests.conftest import MONDAY_TEN

HEADER = [
    "投诉编号",
    "客户姓名",
    "联系电话",
    "投诉时间",
    "投诉类型",
    "投诉内容",
    "紧急程度",
    "投诉渠道",
    "处理状态",
    "处理人",
]
HEADER += ["办结时间", "处理结果", "满意度"]
moment = datetime.fromisoformat
"""As Excel keeps it: without a zone."""
RECEIVED, ENDED = moment("2024-03-05 14:30"), moment("2024-03-07 09:15")
OLD: list[Any] = ["TS-1", "王芳", "13812345678", RECEIVED, "质量问题", "漏水", "高", "电话", "已办结", "张三", ENDED]
OLD += ["已换货", "不满意"]
OPEN: list[Any] = ["TS-2", "李雷", "13912345678", "2024/3/6 10:00", "物流", "没收到", "中", "微信", "处理中", "何敏"]
ALARMS = (Clock, Escalation, Notice, Task, Mail)


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


@pytest.fixture
def bring(sun) -> Callable[..., tuple[int, Counts]]:
    """Check and apply a workbook, as the worker does."""

    def bring_in(*rows: list[Any], kind: Kind = Kind.COMPLAINTS, **chosen: Any) -> tuple[int, Counts]:
        upload = imports.receive(sun, "投诉.xlsx", a_workbook(*rows))
        with database.transaction() as session:
            job_id = imports.begin(session, sun, upload=upload, choices=Choices(kind, **chosen)).id
        imports.work(job_id)
        with database.transaction() as session:
            counts = imports.progress(session, sun, job_id).counts
            if counts.created or counts.updated:
                imports.confirm(session, sun, job_id)
        imports.work(job_id)
        i18n.use("en")
        with database.reading() as session:
            return job_id, imports.progress(session, sun, job_id).counts

    return bring_in


def case(number: str) -> Complaint:
    with database.reading() as session:
        return session.exec(select(Complaint).where(col(Complaint.number) == number)).one()


def registered_here(number: str) -> None:
    with database.transaction() as session:
        told: dict[str, Any] = {"channel": Medium.PHONE, "category": ComplaintCategory.QUALITY}
        session.add(Complaint(number=number, received_at=MONDAY_TEN, description="包装破损", **told))


def history(number: str) -> list[ComplaintEvent]:
    with database.reading() as session:
        query = select(ComplaintEvent).join(Complaint).where(col(Complaint.number) == number)
        return list(session.exec(query.order_by(col(ComplaintEvent.id))))


def count(table: Any) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def problems(sun, job_id: int) -> list[str]:
    with database.reading() as session:
        shown = imports.preview(session, sun, job_id)
    return [problem.fault.value for row in shown.rows for problem in row.problems]


def test_history_keeps_its_own_author_and_times(bring):
    bring(HEADER, OLD)

    found = case("TS-1")
    assert (found.received_at, found.closed_at) == (
        datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
        datetime(2024, 3, 7, 1, 15, tzinfo=UTC),
    )
    assert (found.state, found.category.value, found.severity, found.channel.value) == (
        ComplaintState.CLOSED,
        "quality",
        Severity.MAJOR,
        "phone",
    )
    assert (found.is_historical, found.remedy_given, found.handler_id) == (True, "已换货", None)
    opened, ended, answered = history("TS-1")
    told: tuple[Any, ...] = (ComplaintEventKind.OPENED, found.received_at, "张三", None)
    assert (opened.kind, opened.at, opened.author, opened.by_id) == told
    told = (ComplaintEventKind.MOVED, found.closed_at, "张三", ComplaintState.CLOSED)
    assert (ended.kind, ended.at, ended.author, ended.after) == told
    assert (answered.kind, answered.at) == (ComplaintEventKind.ANSWERED, found.closed_at)


def test_what_the_customer_said_of_it_then_counts_as_their_answer(bring):
    bring(HEADER, OLD)

    with database.reading() as session:
        answer, invitation = session.exec(select(Answer, Invitation).join(Invitation)).one()
    assert (answer.score, answer.at) == (2, case("TS-1").closed_at)
    assert (invitation.remind_at, invitation.token_hash) == (None, None)


def test_no_alarm_no_task_no_question_comes_of_it_then_or_later(bring, he, zhou):
    bring(HEADER, OLD, OPEN)

    with database.transaction() as session:
        assert complaints.escalate_due(session) == 0
        assert complaints.chase_due(session) == 0
    assert {table.__name__: count(table) for table in ALARMS} == {table.__name__: 0 for table in ALARMS}


def test_an_unfinished_one_stands_on_the_board_without_a_clock_and_can_be_taken_up(bring, chen, he):
    bring(HEADER, OLD, OPEN)

    with database.reading() as session:
        cards = [card for column in complaints.board(session, chen).columns for card in column.cards]
        ended = complaints.listing(session, chen, filters=BoardFilters(search="漏水"), span=Span.ENDED)
    assert [(card.number, card.state, card.urgent, card.handler) for card in cards] == [
        ("TS-2", ComplaintState.INVESTIGATING, None, "何敏")
    ]
    assert complaints.Move.PROPOSE in cards[0].moves
    assert ended.total == 1


def test_people_are_found_again_and_made_where_they_are_not_there(bring, a_customer, lin):
    known = a_customer("王芳", number="C1", owner=lin)

    _job, counts = bring(
        ["客户编号", "客户姓名", "投诉日期", "内容"], ["C1", "", "2024-1-2", "甲"], ["", "赵六", "2024-1-3", "乙"]
    )

    assert (counts.created, counts.new_customers) == (2, 1)
    with database.reading() as session:
        found = session.exec(select(Complaint).order_by(col(Complaint.received_at))).all()
        assert (found[0].customer_id, found[0].team_id) == (known.id, lin.team_id)
        made = session.get(Customer, found[1].customer_id)
    assert made is not None
    assert made.name == "赵六"


def test_who_brought_it_may_be_kept_in_the_case_alone(bring):
    bring(HEADER, OPEN, ["TS-9", "匿名", "", "2024-3-1", "", "有异味"], unknown=Unknown.NAME_ONLY)

    assert count(Customer) == 0
    found, nameless = case("TS-2"), case("TS-9")
    assert (found.customer_id, found.reporter_name, found.reporter_reach) == (None, "李雷", "13912345678")
    assert (nameless.reporter_name, nameless.reporter_reach) == ("", "")


def test_unknown_people_may_be_reported_instead(bring, sun):
    job_id, counts = bring(HEADER, OPEN, unknown=Unknown.REPORT)

    assert counts.errors == 1
    assert problems(sun, job_id) == ["customer_unknown"]


def test_an_order_leads_to_its_customer(bring, a_customer, an_order):
    wang = a_customer("王芳")
    an_order(wang, on=RECEIVED.date(), number="D100")

    bring(["投诉时间", "投诉内容", "订单号"], [RECEIVED, "少发一件", "D100"], [RECEIVED, "没有这单", "D404"])

    with database.reading() as session:
        found = {row.description: row for row in session.exec(select(Complaint))}
    assert (found["少发一件"].customer_id, found["少发一件"].order_id is None) == (wang.id, False)
    assert found["没有这单"].customer_id is None
    assert "D404" in history(found["没有这单"].number)[0].words


def test_inquiries_are_closed_by_their_answer_and_one_file_may_hold_both(bring):
    bring(
        ["咨询时间", "咨询内容", "答复内容", "工单类型"],
        ["2025-01-02", "几点开门", "九点", ""],
        ["2025-01-03", "太吵", "", "投诉"],
        kind=Kind.INQUIRIES,
    )

    with database.reading() as session:
        found = {row.description: row for row in session.exec(select(Complaint))}
    inquiry, complaint = found["几点开门"], found["太吵"]
    assert (inquiry.kind.value, inquiry.state, complaint.kind.value, complaint.state) == (
        "inquiry",
        ComplaintState.CLOSED,
        "complaint",
        ComplaintState.NEW,
    )
    assert json.loads(history(inquiry.number)[-1].detail)["undated"] is True


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已关闭", "closed"), ("已解决", "closed"), ("处理完毕", "closed"), ("Resolved", "closed"),
        ("未处理", "new"), ("待受理", "new"), ("未解决", "new"), ("处理中", "investigating"),
        ("待客户确认", "investigating"), ("In Progress", "investigating"), ("已受理", "accepted"),
        ("不成立", "rejected"), ("客户撤诉", "withdrawn"), ("重复投诉", "duplicate"),
    ],
)  # fmt: skip
def test_the_files_own_word_for_its_state_is_understood(bring, word, state):
    bring(["投诉编号", "投诉时间", "投诉内容", "状态"], ["T1", RECEIVED, "吵", word])

    found = case("T1")
    assert (found.state.value, found.closed_at is not None) == (
        state,
        state not in ("new", "accepted", "investigating"),
    )


def test_words_we_have_no_code_for_are_kept(bring):
    bring(["投诉编号", "投诉时间", "投诉内容", "投诉类型", "处理状态"], ["T1", RECEIVED, "吵", "噪音扰民", "老板已阅"])

    words = history("T1")[0].words
    assert (case("T1").category.value, "噪音扰民" in words, "老板已阅" in words) == ("other", True, True)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({3: None}, "received_missing"), ({3: "2024年13月1日"}, "date_impossible"), ({5: None}, "description_missing"),
        ({3: "2027-01-01"}, "moment_in_the_future"), ({10: moment("2024-03-01")}, "moment_before_it_came"),
        ({12: "85"}, "score_invalid"), ({2: "1.38E+10"}, "phone_digits_lost"), ({5: "长" * 10_001}, "text_too_long"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_stays_out_with_its_reason(bring, sun, changed, fault):
    wrong = [changed.get(place, cell) for place, cell in enumerate(OLD)]

    job_id, counts = bring(HEADER, wrong, OPEN)

    assert (counts.created, counts.errors) == (1, 1)
    assert fault in problems(sun, job_id)
    with database.reading() as session:
        assert all(problem.message and problem.hint for problem in imports.errors(session, sun, job_id))


def test_a_day_without_an_hour_may_be_the_day_it_came_in(bring):
    bring(HEADER, [*OLD[:10], moment("2024-03-05"), *OLD[11:]])

    assert case("TS-1").closed_at == case("TS-1").received_at


def test_the_same_file_again_changes_nothing_with_numbers_and_without(bring):
    nameless = ["", *OLD[1:]]
    bring(HEADER, OLD, nameless)

    _job, counts = bring(HEADER, OLD, nameless)

    assert (counts.created, counts.updated, counts.unchanged) == (0, 0, 2)


def test_a_later_file_tells_how_it_went_on(bring):
    bring(HEADER, OPEN)

    _job, counts = bring(HEADER, [*OPEN[:8], "已解决", "何敏", moment("2024-03-08 09:00"), "已补发", "5"])

    found = case("TS-2")
    assert (counts.updated, found.state, found.remedy_given) == (1, ComplaintState.CLOSED, "已补发")
    assert found.closed_at == datetime(2024, 3, 8, 1, 0, tzinfo=UTC)
    assert [event.kind.value for event in history("TS-2")] == ["opened", "edited", "moved"]
    assert (history("TS-2")[-1].before, count(Answer)) == (ComplaintState.INVESTIGATING, 1)


def test_what_somebody_works_on_here_is_not_changed_by_a_file(bring, sun, he):
    bring(HEADER, OPEN)
    registered_here("TS-3")
    with database.transaction() as session:
        complaints.add_note(session, he, case("TS-2").id, words="已联系物流")
    closed = [*OPEN[:8], "已解决", "何敏"]

    job_id, counts = bring(HEADER, closed, ["TS-3", *closed[1:]])

    assert (counts.updated, counts.review, problems(sun, job_id)) == (0, 2, ["case_handled_here"] * 2)
    assert case("TS-2").state is ComplaintState.INVESTIGATING
    assert case("TS-3").description == "包装破损"


@pytest.mark.parametrize(
    ("mode", "created", "updated", "skipped"),
    [(Mode.UPSERT, 1, 1, 0), (Mode.CREATE, 1, 0, 1), (Mode.UPDATE, 0, 1, 1)],
)
def test_the_mode_decides_what_known_and_new_numbers_do(bring, mode, created, updated, skipped):
    bring(HEADER, OPEN)

    _job, counts = bring(HEADER, OLD, [*OPEN[:5], "还是没收到", *OPEN[6:]], mode=mode)

    assert (counts.created, counts.updated, counts.skipped) == (created, updated, skipped)


def test_one_number_twice_in_a_file_is_looked_at_by_a_person(bring, sun):
    job_id, counts = bring(HEADER, OLD, OLD, [*OLD[:5], "另一件事", *OLD[6:]])

    assert (counts.created, counts.skipped, counts.review) == (1, 1, 1)
    assert set(problems(sun, job_id)) == {"case_repeated"}


def test_one_who_registers_meanwhile_wins_and_the_row_is_told(bring, sun):
    upload = imports.receive(sun, "投诉.xlsx", a_workbook(HEADER, OLD))
    with database.transaction() as session:
        job_id = imports.begin(session, sun, upload=upload, choices=Choices(Kind.COMPLAINTS)).id
    imports.work(job_id)
    registered_here("TS-1")
    with database.transaction() as session:
        imports.confirm(session, sun, job_id)
    imports.work(job_id)

    with database.reading() as session:
        verdict = session.exec(select(col(ImportRow.verdict)).where(col(ImportRow.job_id) == job_id)).one()
    assert (verdict, case("TS-1").is_historical) == (Verdict.ERROR, False)


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "<script>alert(1)</script>", "'; DROP TABLE x;--", "a\x0bb\u202ec", "💥" * 90]
)
def test_dangerous_texts_come_in_as_the_texts_they_are(bring, text):
    cleaned = "abc" if "\u202e" in text else text
    bring(
        ["投诉编号", "投诉人", "投诉时间", "投诉内容", "处理人"], ["T1", "王", RECEIVED, text.replace("\x0b", ""), "张"]
    )

    assert case("T1").description == cleaned


def test_what_the_customer_confirmed_is_kept(bring):
    header = ["投诉编号", "投诉时间", "投诉内容", "处理状态", "是否解决", "认定结果", "处理方式", "赔偿金额"]
    bring(header, ["T1", RECEIVED, "吵", "已关闭", "是", "部分成立", "退款", "￥120.50"])

    found = case("T1")
    assert (found.confirmation, found.decision, found.remedy, found.cost_cents) == (
        Confirmation.CONFIRMED,
        "partly",
        "refund",
        12050,
    )


def test_the_preview_says_changes_in_words(bring, sun):
    bring(HEADER, OPEN)

    job_id, _counts = bring(HEADER, [*OPEN[:8], "已解决", "何敏", moment("2024-03-08 09:00")])

    with database.reading() as session:
        (row,) = imports.preview(session, sun, job_id).rows
    assert ("state", "Investigating", "Closed") in row.changes
    assert ("closed_at", "", "2024-03-08 09:00") in row.changes
