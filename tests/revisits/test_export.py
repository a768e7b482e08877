"""What was said on visits as an Excel file: of the days asked for, of one's own people, counted in the log."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from auth import downloads, sessions
from auth.actor import Actor
from care import revisits
from care.imports import Kind
from core import clock
from core.errors import Invalid, NotAllowed
from db import session as database
from db.models import (
    AuditEntry,
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    Demand,
    Medium,
    Revisit,
    RevisitDemand,
    Role,
    Severity,
    User,
)
from tests.conftest import a_person
from tests.imports.bringing import a_workbook, bring
from ui.visit_export_parts import word

HEADER = ["客户姓名", "联系电话", "回访时间", "回访方式", "回访内容", "满意度", "回访人"]
JANUARY = ["王芳", "13812345678", "2026-01-12 15:20", "微信", "=1+1", "4", "张三"]
FEBRUARY = ["李雷", "13912345678", "2026-02-03", "电话", "茶叶受潮", "1", "林静"]


def exported(actor: Actor, first=date(2026, 1, 1), last=date(2026, 12, 31), reason="季度复盘") -> list[dict[str, Any]]:
    with database.transaction() as session:
        token = sessions.start(session, session.get_one(User, actor.id))
        signed_in = sessions.actor_for(session, token)
        assert signed_in is not None
        made = revisits.export_file(session, signed_in, first=first, last=last, word=word)
        url = revisits.hand_out_export(session, signed_in, made=made, reason=reason)
        taken = downloads.take(session, signed_in, url.removeprefix(downloads.ADDRESS))
    (sheet,) = load_workbook(BytesIO(taken.path.read_bytes())).worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_row_says_what_was_said_by_whom_and_when(sun, chen, lin):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, JANUARY, FEBRUARY))
    with database.transaction() as session:
        second = session.exec(select(Revisit).where(Revisit.done_on == date(2026, 2, 3))).one()
        session.add(RevisitDemand(revisit_id=second.id, demand=Demand.QUALITY))

    one, other = exported(chen)

    assert (one["Customer"], one["Visited by"], one["What was said"]) == ("王芳", "张三", "=1+1")
    assert (one["State"], one["Satisfaction (1 to 5)"], one["From a file"]) == ("Done", 4, "Yes")
    assert one["Ended on"] == datetime.fromisoformat("2026-01-12 15:20")
    assert (other["Visited by"], other["What they ask for"]) == ("林静", "Better quality")


def test_only_the_days_asked_for(sun, chen):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, JANUARY, FEBRUARY))

    assert [row["Customer"] for row in exported(chen, date(2026, 2, 3), date(2026, 2, 3))] == ["李雷"]


def test_a_manager_takes_those_of_their_team(sun, zhou, lin):
    header = ["姓名", "手机号", "负责人"]
    bring(sun, Kind.CUSTOMERS, a_workbook(header, ["李雷", "13912345678", "林静"]))
    bring(sun, Kind.REVISITS, a_workbook(HEADER, JANUARY, FEBRUARY))

    assert [row["Customer"] for row in exported(zhou)] == ["李雷"]


def test_a_complaint_is_named_only_to_whoever_may_read_it(sun, zhou, chen, he, lin):
    header = ["姓名", "手机号", "负责人"]
    bring(sun, Kind.CUSTOMERS, a_workbook(header, ["李雷", "13912345678", "林静"]))
    bring(sun, Kind.REVISITS, a_workbook(HEADER, FEBRUARY))
    stranger = a_person("wu", "吴敏", Role.SALES, "二队")
    with database.transaction() as session:
        visit = session.exec(select(Revisit).where(Revisit.done_on == date(2026, 2, 3))).one()
        theirs = Complaint(
            number="TS-1", kind=ComplaintKind.COMPLAINT, channel=Medium.PHONE,
            category=ComplaintCategory.QUALITY, description="水壶漏水",
            severity=Severity.NORMAL, handler_id=stranger.id, team_id=stranger.team_id, received_at=clock.now(),
        )  # fmt: skip
        session.add(theirs)
        session.flush()
        visit.complaint_id = theirs.id

    assert [row["Complaint that came of it"] for row in exported(chen)] == ["TS-1"]
    assert [row["Complaint that came of it"] for row in exported(zhou)] == [None]


def test_the_log_keeps_who_took_how_much_and_why(sun, chen):
    bring(sun, Kind.REVISITS, a_workbook(HEADER, JANUARY, FEBRUARY))
    exported(chen)

    with database.reading() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "revisit.exported")).one()
    assert (entry.actor_id, entry.count) == (chen.id, 2)
    assert "季度复盘" in entry.detail


def test_nobody_takes_a_file_without_a_reason_or_the_right_to(chen, lin):
    days = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    with database.transaction() as session:
        with pytest.raises(NotAllowed):
            revisits.export_file(session, lin, **days, word=word)
        made = revisits.export_file(session, chen, **days, word=word)
        with pytest.raises(Invalid):
            revisits.hand_out_export(session, chen, made=made, reason=" ")
