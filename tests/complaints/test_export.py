"""Complaints as an Excel file: what was promised and kept, masked, counted in the log, and never a formula."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from auth import downloads, sessions
from auth.actor import Actor
from care import complaints
from care.complaints import BoardFilters, Span, clocks
from core import clock, i18n
from core.errors import Invalid, NotAllowed
from db import session as database
from db.models import (
    AuditEntry,
    CauseCategory,
    ClockKind,
    Complaint,
    ComplaintState,
    Extension,
    RootCause,
    Severity,
    User,
)
from tests.conftest import MONDAY_TEN
from ui.complaint_export_parts import word

HOUR = timedelta(hours=1)


@pytest.fixture
def exported(session) -> Callable[..., list[dict[str, Any]]]:
    """Take the file as a browser does, and read it back: one dictionary a row, by header."""

    def export(actor: Actor, reason: str = "月报", **chosen: Any) -> list[dict[str, Any]]:
        session.flush()
        token = sessions.start(session, session.get_one(User, actor.id))
        signed_in = sessions.actor_for(session, token)
        assert signed_in is not None
        made = complaints.export_file(session, signed_in, word=word, **chosen)
        url = complaints.hand_out_export(session, signed_in, made=made, reason=reason)
        taken = downloads.take(session, signed_in, url.removeprefix(downloads.ADDRESS))
        (sheet,) = load_workbook(BytesIO(taken.path.read_bytes())).worksheets
        header, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]

    return export


def test_a_row_says_what_was_promised_and_what_was_kept(session, chen, he, a_customer, a_complaint, exported, later):
    case = a_complaint(a_customer("王芳"), handler=he, severity=Severity.MAJOR, cost_cents=12050)
    later(hours=3)
    clocks.stop(session, case, ClockKind.RESPONSE, at=clock.now())
    session.add(RootCause(complaint_id=case.id, category=CauseCategory.PROCESS, words="没有复核", found_at=clock.now()))

    (row,) = exported(chen)

    assert (row["Customer"], row["Handler"], row["Severity"]) == ("王芳", "何敏", "Major")
    assert (row["First response, hours"], row["Was the first response in time"]) == (3, "In time")
    assert row["Resolution due"] == datetime.fromisoformat("2026-03-11 10:00")
    assert (row["Resolution in time"], row["Resolution in time, as extended"]) == (None, "On time")
    assert (row["Root cause"], row["Root cause in words"]) == ("Process and rules", "没有复核")
    assert row["What it cost"] == 120.5


def test_both_dues_and_both_verdicts_are_told_when_time_was_extended(session, chen, he, a_complaint, exported, later):
    case = a_complaint(handler=he)
    session.add(
        Extension(
            complaint_id=case.id, cycle=1, asked_at=MONDAY_TEN, until=MONDAY_TEN + 72 * HOUR, reason="等配件",
            told_customer="电话", decided_at=MONDAY_TEN + HOUR, is_approved=True,
        )
    )  # fmt: skip
    session.flush()
    later(hours=60)
    case.state, case.closed_at = ComplaintState.CLOSED, clock.now()
    clocks.finish(session, case, at=clock.now())

    (row,) = exported(chen, span=Span.ENDED)

    assert (row["Resolution due"], row["Resolution due, extended"]) == (
        datetime.fromisoformat("2026-03-11 10:00"),
        datetime.fromisoformat("2026-03-12 10:00"),
    )
    assert (row["Resolution in time"], row["Resolution in time, as extended"]) == ("Late", "In time")
    assert (row["Resolution, counted hours"], row["From start to end, hours"]) == (60, 60)


def test_texts_stay_texts_and_a_strangers_number_is_masked(chen, a_complaint, exported):
    a_complaint(description="=HYPERLINK(1)", reporter_name="+王先生", reporter_reach="13812345678")

    (row,) = exported(chen)

    assert (row["What the customer reports"], row["Customer"]) == ("=HYPERLINK(1)", "+王先生")
    assert row["How to reach them"] == "138****5678"


def test_it_follows_filters_and_reach_and_is_counted_in_the_log(session, zhou, he, a_complaint, exported):
    ours = a_complaint(team_id=zhou.team_id, severity=Severity.MAJOR)
    a_complaint(team_id=zhou.team_id)
    a_complaint(handler=he, severity=Severity.MAJOR, opened_by_id=zhou.id)  # to be read by who registered it, no more

    rows = exported(zhou, reason="周会", filters=BoardFilters(severity=Severity.MAJOR))

    assert [row["Case number"] for row in rows] == [ours.number]
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "complaint.exported")).one()
    assert (entry.actor_id, entry.count, "周会" in entry.detail) == (zhou.id, 1, True)


def test_only_the_late_ones_can_be_taken(chen, a_complaint, exported, later):
    late = a_complaint(received_at=MONDAY_TEN - timedelta(days=5))
    a_complaint()

    assert [row["Case number"] for row in exported(chen, filters=BoardFilters(overdue=True))] == [late.number]


def test_it_needs_the_right_and_a_reason(session, he, chen):
    with pytest.raises(NotAllowed):
        complaints.export_file(session, he, word=word)
    made = complaints.export_file(session, chen, word=word)
    with pytest.raises(Invalid) as refused:
        complaints.hand_out_export(session, chen, made=made, reason=" ")
    assert set(refused.value.problems) == {"reason"}


def test_the_headers_are_chinese_for_chinese_readers(chen, a_complaint, exported):
    a_complaint()
    i18n.use("zh_CN")

    (row,) = exported(chen)

    assert (row["工单编号"] is not None, row["状态"], row["解决时限"]) == (
        True,
        "已登记",
        datetime.fromisoformat("2026-03-11 10:00"),
    )


def test_the_list_hands_the_file_out_to_those_who_may(screen, zhou, he, a_complaint):
    a_complaint(team_id=zhou.team_id)
    at = screen("complaints/board.py", he)
    assert "Export to Excel" not in [button.label for button in listed(at).button]

    at = listed(screen("complaints/board.py", zhou))
    at.text_input(key="complaint_export_reason").set_value("周会")
    at = next(button for button in at.button if button.label == "Export to Excel").click().run()

    assert not at.exception
    with database.reading() as session:
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.actor_id == zhou.id)).all()
    assert list(actions) == ["complaint.exported"]


def listed(at: Any) -> Any:
    """The board as its list."""
    return at.segmented_control(key="complaints_view").set_value("list").run()


def test_ten_years_are_written_in_the_order_they_came_in(session, chen, exported):
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(1_200)]
    told: dict[str, Any] = {"channel": "phone", "category": "quality", "description": "旧", "is_historical": True}
    session.add_all(
        Complaint(number=f"H{n}", received_at=clock.start_of(day), **told) for n, day in enumerate(reversed(days))
    )

    rows = exported(chen)

    assert [row["Case number"] for row in rows] == [f"H{n}" for n in reversed(range(1_200))]
