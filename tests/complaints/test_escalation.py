"""Who is told what when a complaint is late: each level once, whoever runs it and however often."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from auth import accounts
from care import rulebook
from care.complaints import clocks
from care.complaints.escalating import escalate_due, escalate_now, escalate_recurring
from care.complaints.escalation import REASONS, Cause, alarms
from care.complaints.escalations import AlreadyAcknowledged, AlreadyEscalated, acknowledge, escalate
from care.complaints.open_escalations import open_escalations
from care.complaints.refusals import Ended
from care.complaints.targets import ComplaintTargets
from care.countdown import Level, Reprieve, Run, due_levels, next_at
from care.worktime import WorkCalendar
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db.models import (
    AuditEntry,
    CauseCategory,
    Clock,
    ClockKind,
    ClockMode,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintState,
    Escalation,
    Improvement,
    Notice,
    Severity,
)
from tests.conftest import MONDAY_TEN
from tests.databases import POSTGRESQL

ACK, RESPONSE, RESOLVE = ClockKind
POLICY, CALENDAR = ComplaintTargets(), WorkCalendar()


def hours(n):
    return timedelta(hours=n)


def planned(run, **facts):
    return [(alarm.at - MONDAY_TEN, alarm.cause, alarm.level) for alarm in alarms(run, POLICY, CALENDAR, **facts)]


def told(session):
    """Who has which notices about escalations."""
    rows = session.exec(select(Notice).where(col(Notice.read_at).is_(None)).order_by(col(Notice.id))).all()
    return [(row.user_id, row.kind) for row in rows]


def levels(session):
    rows = session.exec(select(Escalation.cause, Escalation.level).order_by(col(Escalation.id))).all()
    return [tuple(row) for row in rows]


def test_a_resolution_of_48_hours_warns_reminds_and_climbs_by_the_contract():
    run = Run(RESOLVE, MONDAY_TEN, hours(48), ClockMode.NATURAL)

    assert planned(run) == [
        (hours(36), Cause.RESOLVE, Level.HANDLER),
        (hours(47.75), Cause.RESOLVE_SOON, Level.HANDLER),
        (hours(48), Cause.RESOLVE, Level.MANAGER),
        (hours(72), Cause.RESOLVE, Level.DEPARTMENT),
        (hours(120), Cause.RESOLVE, Level.OWNER),
    ]


def test_a_short_clock_reminds_once_and_a_complaint_nobody_took_climbs_after_two_hours():
    critical = planned(Run(ACK, MONDAY_TEN, hours(0.5), ClockMode.NATURAL))
    unassigned = planned(Run(RESPONSE, MONDAY_TEN, hours(24), ClockMode.NATURAL), is_unassigned=True)

    assert [cause for _at, cause, level in critical if level is Level.HANDLER] == [Cause.ACK]
    assert unassigned[0] == (hours(2), Cause.UNASSIGNED, Level.MANAGER)


def test_while_the_customer_is_waited_for_nothing_is_said():
    assert not planned(Run(RESOLVE, MONDAY_TEN, hours(48), ClockMode.NATURAL, (), MONDAY_TEN + hours(1)))


def test_with_an_extension_the_levels_above_climb_from_the_later_due_moment():
    reprieve = Reprieve(MONDAY_TEN + hours(80), MONDAY_TEN + hours(40))
    run = Run(RESOLVE, MONDAY_TEN, hours(48), ClockMode.NATURAL, reprieve=reprieve)

    found = {(cause, level): at for at, cause, level in planned(run)}

    assert found[Cause.EXTENDED_SOON, Level.HANDLER] == hours(79.75)
    assert found[Cause.RESOLVE, Level.MANAGER] == hours(80)
    assert found[Cause.RESOLVE, Level.OWNER] == hours(152)


def test_on_working_time_the_levels_above_wait_for_opening_hours_too():
    friday = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
    found = alarms(Run(ACK, friday, hours(6.5), ClockMode.WORKING), POLICY, CALENDAR)

    breach, above = [alarm.at for alarm in found if alarm.level in (Level.MANAGER, Level.DEPARTMENT)]
    assert clock.local(breach).isoformat() == "2026-03-13T18:00:00+08:00"
    assert clock.local(above).isoformat() == "2026-03-19T10:30:00+08:00"  # 24 hours of work later


def test_what_was_said_is_not_said_again_and_the_next_moment_is_known():
    found = alarms(Run(RESOLVE, MONDAY_TEN, hours(48), ClockMode.NATURAL), POLICY, CALENDAR)
    said = {(Cause.RESOLVE.value, 0)}

    assert [one.level for one in due_levels(found, said, now=MONDAY_TEN + hours(48))] == [0, 1]
    assert next_at(found, said) == MONDAY_TEN + hours(47.75)
    assert next_at(found, {alarm.key for alarm in found}) is None


@pytest.mark.parametrize("cause", [cause for cause in Cause if not cause.endswith("_soon")])
def test_every_cause_has_its_words(cause):
    assert REASONS[cause]


def test_the_handler_is_warned_first_then_the_manager_then_the_heads_then_the_owner(
    session, chen, zhou, lin, he, a_complaint, later
):
    complaint = a_complaint(handler=lin)
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN)
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
    seen = []
    for at in (35, 36, 47.75, 48, 60, 72, 120, 400):
        clock.freeze(MONDAY_TEN + hours(at))
        seen.append((at, escalate_due(session), escalate_due(session)))

    assert seen == [(35, 0, 0), (36, 1, 0), (47.75, 1, 0), (48, 1, 0), (60, 0, 0), (72, 1, 0), (120, 1, 0), (400, 0, 0)]
    assert told(session) == [
        (lin.id, "complaint_due_soon"),
        (lin.id, "complaint_due_soon"),
        (zhou.id, "complaint_escalated"),
        (zhou.id, "complaint_escalated"),
        (chen.id, "complaint_escalated"),
    ]
    assert complaint.handler_id == lin.id


def test_of_what_somebody_left_behind_the_manager_is_reminded(session, chen, zhou, lin, a_complaint, later):
    complaint = a_complaint(handler=lin)
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN)
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
    accounts.deactivate(session, chen, lin.id)
    later(hours=36)

    escalate_due(session)

    assert told(session) == [(zhou.id, "complaint_due_soon")]


def test_what_was_escalated_is_in_the_complaints_file(session, zhou, lin, a_complaint, later):
    complaint = a_complaint(handler=lin)
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
    later(hours=4)

    escalate_due(session)

    (written,) = session.exec(select(ComplaintEvent).where(ComplaintEvent.complaint_id == complaint.id)).all()
    assert (written.kind, written.by_id) == (ComplaintEventKind.ESCALATED, None)
    assert json.loads(written.detail) == {"cause": "ack", "level": 1}


def test_a_complaint_that_nobody_took_goes_to_its_manager_after_two_hours(session, chen, zhou, a_complaint, later):
    a_complaint(team_id=zhou.team_id)
    later(hours=2)

    assert escalate_due(session) == 1
    assert levels(session) == [("unassigned", 1)]
    assert told(session) == [(zhou.id, "complaint_escalated")]


def test_a_complaint_that_nobody_took_climbs_also_when_somebody_has_called_the_customer(
    session, chen, zhou, lin, a_complaint, later
):
    complaint = a_complaint(team_id=zhou.team_id)
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
    later(hours=2)

    assert [escalate_due(session), escalate_due(session)] == [1, 0]
    assert levels(session) == [("unassigned", 1)]


def test_a_complaint_that_somebody_took_does_not(session, zhou, lin, a_complaint, later):
    complaint = a_complaint(team_id=zhou.team_id)
    complaint.handler_id = lin.id
    session.flush()
    later(hours=2)

    assert escalate_due(session) == 0
    assert session.exec(select(Clock.alarm_at).where(Clock.kind == RESPONSE)).one() > clock.now()


def test_after_downtime_every_level_is_recorded_and_each_person_is_told_once_a_clock(
    session, chen, zhou, lin, a_complaint, later
):
    complaint = a_complaint(handler=lin)
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN)
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
    later(days=30)

    assert escalate_due(session) == 5

    assert sorted(levels(session)) == [
        ("resolve", 0),
        ("resolve", 1),
        ("resolve", 2),
        ("resolve", 3),
        ("resolve_soon", 0),
    ]
    assert sorted(told(session)) == sorted(
        [(lin.id, "complaint_overdue"), (zhou.id, "complaint_escalated"), (chen.id, "complaint_escalated")]
    )
    assert session.exec(select(Clock.alarm_at).where(Clock.kind == RESOLVE)).one() is None


def test_more_than_twenty_at_once_are_one_digest_for_each_person(session, zhou, lin, a_complaint, later):
    for _again in range(21):
        complaint = a_complaint(handler=lin)
        clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN)
        clocks.stop(session, complaint, RESOLVE, at=MONDAY_TEN)
    later(hours=4)

    escalate_due(session)

    assert Counter(told(session)) == {(zhou.id, "complaints_escalated"): 1, (lin.id, "complaints_escalated"): 1}
    assert len(levels(session)) == 63


def test_history_is_silent(session, chen, zhou, he, a_complaint, later):
    old = a_complaint(is_historical=True, received_at=MONDAY_TEN - timedelta(days=400))
    later(days=3)

    assert escalate_due(session) == 0
    assert not escalate_now(session, old, Cause.REOPENED, Level.DEPARTMENT)
    assert not told(session)


def test_what_stopped_and_what_is_paused_says_nothing(session, zhou, lin, a_complaint, later):
    stopped, waiting = a_complaint(handler=lin), a_complaint(handler=lin)
    clocks.finish(session, stopped, at=MONDAY_TEN)
    for kind in (ACK, RESPONSE):
        clocks.stop(session, waiting, kind, at=MONDAY_TEN)
    clocks.pause(session, waiting, asked="?", interaction_id=None, chase_on=date(2026, 3, 11), at=MONDAY_TEN)
    later(days=6)

    assert escalate_due(session) == 0

    clocks.resume(session, waiting, at=clock.now())
    later(hours=36)
    assert escalate_due(session) == 1


def test_what_people_do_escalates_at_once_and_once_a_cycle(session, chen, zhou, lin, a_complaint):
    complaint = a_complaint(handler=lin)

    assert escalate_now(session, complaint, Cause.REFUSED, Level.DEPARTMENT)
    assert not escalate_now(session, complaint, Cause.REFUSED, Level.DEPARTMENT)
    complaint.cycle = 2
    assert escalate_now(session, complaint, Cause.REFUSED, Level.DEPARTMENT)

    assert told(session) == [(zhou.id, "complaint_escalated")] * 2


def test_a_cause_that_keeps_coming_back_goes_to_the_owner_once(session, chen, zhou, lin, a_complaint):
    newest = a_complaint(handler=lin)
    proposed = Improvement(key="cause:process:1", cause=CauseCategory.PROCESS, complaint_id=newest.id, proposal="")
    session.add(proposed)
    session.flush()

    assert [escalate_recurring(session), escalate_recurring(session)] == [1, 0]
    assert told(session) == [(chen.id, "complaint_escalated")]


def test_whoever_hears_that_the_customer_asks_for_the_owner_says_so(session, chen, lin, a_customer, a_complaint):
    complaint = a_complaint(a_customer("王芳", owner=lin))

    escalate(session, lin, complaint.id, words="要求与老板通话")

    assert told(session) == [(chen.id, "complaint_escalated")]
    written = session.exec(select(ComplaintEvent)).one()
    assert (written.by_id, written.words) == (lin.id, "要求与老板通话")
    assert session.exec(select(AuditEntry.action)).one() == "complaint.escalated"
    with pytest.raises(AlreadyEscalated):
        escalate(session, lin, complaint.id, words="再次要求")


def test_the_customers_wish_needs_words_a_complaint_one_sees_and_one_that_is_open(
    session, lin, xu, fang, he, a_complaint
):
    complaint = a_complaint(handler=lin)
    with pytest.raises(Invalid):
        escalate(session, lin, complaint.id, words=" ")
    with pytest.raises(NotFound):
        escalate(session, xu, complaint.id, words="x")
    with pytest.raises(NotAllowed):
        escalate(session, fang, complaint.id, words="x")
    complaint.state = ComplaintState.CLOSED
    with pytest.raises(Ended):
        escalate(session, lin, complaint.id, words="x")


@pytest.fixture
def late(session, chen, zhou, he, a_complaint, later):
    """A complaint of the first team, in the hands of 何敏, that was not accepted in time."""
    complaint = a_complaint(handler=he, team_id=zhou.team_id, severity=Severity.MAJOR)
    later(hours=2)
    escalate_due(session)
    return complaint


def test_the_highest_level_waits_at_home_for_whoever_decides_and_the_reminder_for_the_handler(
    session, chen, zhou, he, late
):
    for person in (zhou, chen):
        (row,) = open_escalations(session, person).rows
        assert (row.number, row.cause, row.level, row.handler) == (late.number, Cause.ACK, Level.MANAGER, "何敏")
    assert [row.level for row in open_escalations(session, he).rows] == [Level.HANDLER]
    late.closed_at = clock.now()
    session.flush()
    assert open_escalations(session, chen).total == 0


def test_an_acknowledgement_carries_a_note_and_answers_what_is_below_it(session, chen, zhou, late):
    (row,) = open_escalations(session, zhou).rows

    acknowledge(session, zhou, row.id, note=" 我来跟进 ")

    done = session.exec(select(Escalation).where(Escalation.cause == "ack")).all()
    assert {(one.level, one.acknowledged_by_id, one.note) for one in done} == {
        (0, zhou.id, "我来跟进"),
        (1, zhou.id, "我来跟进"),
    }
    assert open_escalations(session, zhou).total == 0
    written = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id).desc())).first()
    assert (written.kind, written.words, written.by_id) == (ComplaintEventKind.ACKNOWLEDGED, "我来跟进", zhou.id)
    with pytest.raises(AlreadyAcknowledged, match="周凯 has acknowledged this already: 我来跟进"):
        acknowledge(session, chen, row.id, note="again")


def test_who_may_not_decide_acknowledges_a_reminder_and_no_more(session, zhou, he, fang, xu, late):
    above = open_escalations(session, zhou).rows[0].id
    (mine,) = open_escalations(session, he).rows

    with pytest.raises(NotAllowed):
        acknowledge(session, he, above, note="x")
    acknowledge(session, he, mine.id, note="x")
    with pytest.raises(NotAllowed):
        acknowledge(session, fang, above, note="x")
    with pytest.raises(NotFound):
        acknowledge(session, zhou, 987_654, note="x")
    with pytest.raises(Invalid):
        acknowledge(session, zhou, above, note=" ")


def test_the_scan_reads_nothing_but_the_index_of_what_rings_next(session, a_complaint):
    for _again in range(30):
        a_complaint()
    connection, asked = session.connection(), []

    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    assert escalate_due(session) == 0
    event.remove(connection, "before_cursor_execute", note)

    ((statement, parameters),) = asked  # nothing is due: one question, and no other
    if POSTGRESQL:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # thirty rows are not worth an index
    explain = "EXPLAIN " if POSTGRESQL else "EXPLAIN QUERY PLAN "
    assert "ix_complaint_clocks_alarm" in str(connection.exec_driver_sql(explain + statement, parameters).all())


def test_a_running_complaint_climbs_by_the_numbers_it_began_under(session, chen, zhou, lin, a_complaint, later):
    a_complaint(handler=lin)
    rulebook.change(session, chen, replace(POLICY, warn_percent=10), reason="Sooner", seen_version=0)
    later(hours=2.5)

    assert escalate_due(session) == 0
    a_complaint(handler=lin, received_at=MONDAY_TEN)
    assert escalate_due(session) == 2
