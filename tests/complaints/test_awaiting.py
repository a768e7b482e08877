"""What waits for somebody's decision, and what no longer rings a bell."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import complaints, notices
from care.complaints import Move, Wanted
from care.notices import NoticeKind
from core import clock
from db.models import ComplaintState, Notice, Severity, Subject
from tests.conftest import MONDAY_TEN

PROPOSED = {"state": ComplaintState.PROPOSED, "proposed_at": MONDAY_TEN}


@pytest.fixture
def team(zhou):
    return {"team_id": zhou.team_id}


def waiting(session, actor):
    return {(one.number, one.wanted) for one in complaints.awaiting_decision(session, actor)}


def test_serious_cases_wait_for_whoever_may_close_them(session, chen, zhou, he, xu, team, a_complaint):
    a_complaint(handler=he, number="normal", **PROPOSED, **team)
    a_complaint(handler=he, number="major", severity=Severity.MAJOR, **PROPOSED, **team)
    a_complaint(handler=he, number="critical", severity=Severity.CRITICAL, **PROPOSED, **team)
    a_complaint(handler=zhou, number="own", severity=Severity.MAJOR, **PROPOSED, **team)
    a_complaint(handler=he, number="elsewhere", severity=Severity.MAJOR, **PROPOSED, team_id=xu.team_id)

    found = {actor.name: {number for number, _wanted in waiting(session, actor)} for actor in (chen, zhou, he)}

    assert found == {"陈建国": {"major", "critical", "own", "elsewhere"}, "周凯": {"major"}, "何敏": set()}


def test_time_that_was_asked_for_waits_until_it_is_decided(session, zhou, he, team, a_complaint):
    row = a_complaint(handler=he, number="longer", state=ComplaintState.INVESTIGATING, **team)
    until = clock.now() + timedelta(days=5)
    complaints.ask_extension(session, he, row.id, until=until, reason="等检测", told_customer="电话")
    asked = waiting(session, zhou)
    complaints.decide_extension(session, zhou, row.id, approve=True, words="")

    assert asked == {("longer", Wanted.MORE_TIME)}
    assert waiting(session, zhou) == set()


def unread(session, actor):
    return session.exec(
        select(Notice.key).where(Notice.user_id == actor.id, Notice.read_at == None)  # noqa: E711
    ).all()


def test_a_case_in_hand_rings_no_bell_of_those_who_might_have_taken_it(session, he, zhou, team, a_complaint):
    row = a_complaint(number="new", **team)
    about = {"subject": Subject.COMPLAINT, "subject_id": row.id, "detail": {"number": row.number, "reason": "x"}}
    notices.tell(session, [he.id, zhou.id], NoticeKind.COMPLAINT_REGISTERED, key="registered", **about)
    notices.tell(session, [he.id, zhou.id], NoticeKind.COMPLAINT_ESCALATED, key="escalated", **about)

    answers = {"handler_id": he.id, "severity": Severity.NORMAL, "told_how": "电话"}
    complaints.move(session, he, row.id, move=Move.ACCEPT, answers=answers, seen=row.row_version)

    assert unread(session, he) == []
    assert unread(session, zhou) == ["escalated"]
