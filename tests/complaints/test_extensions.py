"""More time for a complaint: asked once, before it is due, decided by somebody else."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care.complaints import clocks
from care.complaints.extensions import (
    AlreadyAsked,
    NoPromise,
    OwnRequest,
    TooLate,
    ask_extension,
    decide_extension,
)
from care.complaints.refusals import Ended, ForTheHandler
from care.countdown import Standing
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db.models import (
    AuditEntry,
    Clock,
    ClockKind,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Extension,
    Notice,
    Role,
)
from tests.conftest import MONDAY_TEN, a_person

UNTIL = MONDAY_TEN + timedelta(hours=80)


@pytest.fixture
def complaint(session, zhou, he, a_complaint):
    """Of the first team, in the hands of 何敏."""
    return a_complaint(handler=he, team_id=zhou.team_id)


def ask(session, actor, complaint, *, until=UNTIL, reason="等厂家检测报告", told="电话告知王芳"):
    return ask_extension(session, actor, complaint.id, until=until, reason=reason, told_customer=told)


def due(session, complaint):
    query = select(Clock).where(Clock.complaint_id == complaint.id, Clock.kind == ClockKind.RESOLVE)
    clock_row = session.exec(query.order_by(col(Clock.cycle).desc())).first()
    return clock_row.due_at, clock_row.extended_due_at


def test_granted_it_is_due_a_second_time_and_the_first_stays(session, zhou, he, complaint):
    ask(session, he, complaint)
    assert due(session, complaint) == (MONDAY_TEN + timedelta(hours=48), None)

    decide_extension(session, zhou, complaint.id, approve=True, words="")

    assert due(session, complaint) == (MONDAY_TEN + timedelta(hours=48), UNTIL)
    (faces,) = clocks.faces(session, [complaint.id], MONDAY_TEN + timedelta(hours=50)).values()
    assert faces[-1].standing is Standing.ON_TIME


def test_declined_it_stays_due_when_it_was_and_says_why(session, zhou, he, complaint):
    ask(session, he, complaint)
    with pytest.raises(Invalid):
        decide_extension(session, zhou, complaint.id, approve=False, words=" ")

    decide_extension(session, zhou, complaint.id, approve=False, words="仓库有现货")

    assert due(session, complaint) == (MONDAY_TEN + timedelta(hours=48), None)
    assert session.exec(select(Extension.words)).one() == "仓库有现货"


def test_the_file_the_log_and_the_people_know(session, zhou, he, complaint):
    ask(session, he, complaint)
    decide_extension(session, zhou, complaint.id, approve=True, words="同意")

    asked, decided = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id))).all()
    assert (asked.kind, asked.by_id, asked.words) == (ComplaintEventKind.EXTENSION_ASKED, he.id, "等厂家检测报告")
    assert (decided.kind, decided.by_id, decided.words) == (ComplaintEventKind.EXTENSION_DECIDED, zhou.id, "同意")
    assert session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all() == [
        "complaint.extension_asked",
        "complaint.extension_decided",
    ]
    assert session.exec(select(Notice.user_id, Notice.kind).order_by(col(Notice.id))).all() == [
        (zhou.id, "approval_asked"),
        (he.id, "extension_decided"),
    ]


def test_whoever_asked_does_not_decide(session, chen, zhou, complaint):
    ask(session, zhou, complaint)

    with pytest.raises(OwnRequest):
        decide_extension(session, zhou, complaint.id, approve=True, words="")

    decide_extension(session, chen, complaint.id, approve=True, words="")
    assert due(session, complaint)[1] == UNTIL


def test_who_asks_though_they_manage_the_team_alone_asks_the_owner(session, chen, zhou, complaint):
    ask(session, zhou, complaint)

    assert session.exec(select(Notice.user_id)).all() == [chen.id]


def test_there_is_one_in_a_cycle_and_another_in_the_next(session, zhou, he, complaint):
    ask(session, he, complaint)
    with pytest.raises(AlreadyAsked):
        ask(session, he, complaint)
    decide_extension(session, zhou, complaint.id, approve=False, words="不必")
    with pytest.raises(AlreadyAsked):
        ask(session, he, complaint)

    clocks.finish(session, complaint, at=MONDAY_TEN)
    complaint.cycle = 2
    clocks.new_cycle(session, complaint, at=MONDAY_TEN)
    ask(session, he, complaint)


def test_what_was_decided_is_not_decided_again(session, chen, zhou, he, complaint):
    ask(session, he, complaint)
    decide_extension(session, zhou, complaint.id, approve=True, words="")

    with pytest.raises(NotFound):
        decide_extension(session, chen, complaint.id, approve=False, words="x")


def test_after_the_due_moment_it_is_too_late_to_ask(session, he, complaint, later):
    later(hours=48, seconds=1)

    with pytest.raises(TooLate):
        ask(session, he, complaint)


def test_while_the_customer_is_waited_for_it_is_not_too_late(session, he, complaint, later):
    clocks.pause(
        session,
        complaint,
        asked="?",
        interaction_id=None,
        chase_on=date(2026, 3, 11),
        at=MONDAY_TEN + timedelta(hours=40),
    )
    later(hours=60)

    with pytest.raises(Invalid):  # it would be due at hour 68 if the customer answered now
        ask(session, he, complaint, until=MONDAY_TEN + timedelta(hours=68))
    ask(session, he, complaint)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": MONDAY_TEN + timedelta(hours=48)}, "until"),
        ({"until": MONDAY_TEN + timedelta(days=91)}, "until"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
        ({"told": ""}, "told_customer"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(session, he, complaint, changed, field):
    with pytest.raises(Invalid) as told:
        ask(session, he, complaint, **changed)

    assert set(told.value.problems) == {field}


def test_who_may_not_is_refused(session, zhou, he, lin, qian, complaint):
    other = a_person("other", "吴霞", Role.MANAGER, "二队")
    colleague = a_person("colleague", "郑昊", Role.SERVICE)
    with pytest.raises(NotAllowed):
        ask(session, lin, complaint)
    with pytest.raises(ForTheHandler):
        ask(session, colleague, complaint)
    ask(session, he, complaint)
    with pytest.raises(NotAllowed):
        decide_extension(session, he, complaint.id, approve=True, words="")
    with pytest.raises(NotFound):
        decide_extension(session, other, complaint.id, approve=True, words="")


def test_nothing_is_put_off_where_nothing_was_promised_or_all_is_over(session, zhou, he, a_complaint, complaint):
    praise = a_complaint(handler=he, kind=ComplaintKind.PRAISE)
    with pytest.raises(NoPromise):
        ask(session, he, praise)
    complaint.state, complaint.closed_at = ComplaintState.CLOSED, clock.now()
    session.flush()
    with pytest.raises(Ended):
        ask(session, he, complaint)
