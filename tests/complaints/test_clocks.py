"""The rows of a complaint's clocks through a complaint's life."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import rulebook
from care.complaints import clocks
from care.complaints.recounting import recount_running
from care.complaints.targets import ComplaintTargets, Targets
from care.countdown import Standing
from core import clock
from db import session as database
from db.models import (
    CalendarDay,
    Clock,
    ClockKind,
    ClockMode,
    ClockVerdict,
    ComplaintKind,
    DayKind,
    Extension,
    Pause,
    Severity,
    Tier,
)
from tests.conftest import MONDAY_TEN

ACK, RESPONSE, RESOLVE = ClockKind


def hours(n):
    return timedelta(hours=n)


def rows(session, complaint, cycle=1):
    found = session.exec(select(Clock).where(Clock.complaint_id == complaint.id, Clock.cycle == cycle)).all()
    return {row.kind: row for row in found}


def wait(session, complaint, *, at):
    return clocks.pause(session, complaint, asked="哪一批?", interaction_id=None, chase_on=date(2026, 3, 11), at=at)


def grant(session, complaint, *, until, decided):
    more = Extension(complaint_id=complaint.id, cycle=complaint.cycle, asked_at=decided, until=until, reason="r",
                     told_customer="t", decided_at=decided, is_approved=True)  # fmt: skip
    session.add(more)
    clocks.recount(session, complaint)


def test_every_clock_starts_when_the_customer_said_it(session, a_complaint):
    found = rows(session, a_complaint(received_at=MONDAY_TEN - hours(5)))

    assert {kind: row.due_at - MONDAY_TEN for kind, row in found.items()} == {
        ACK: hours(-1),
        RESPONSE: hours(19),
        RESOLVE: hours(43),
    }
    assert {row.started_at for row in found.values()} == {MONDAY_TEN - hours(5)}


def test_praise_has_a_first_response_to_give_and_nothing_to_resolve(session, a_complaint):
    assert set(rows(session, a_complaint(kind=ComplaintKind.PRAISE))) == {RESPONSE}


def test_history_has_no_clock_whatever_happens_to_it(session, a_complaint):
    old = a_complaint(is_historical=True)

    clocks.retarget(session, old)
    clocks.new_cycle(session, old, at=MONDAY_TEN)
    clocks.stop(session, old, RESOLVE, at=MONDAY_TEN)

    assert not rows(session, old)


def test_a_running_complaint_keeps_the_policy_it_started_under(session, chen, a_complaint):
    first = a_complaint()
    shorter = replace(ComplaintTargets(), normal=Targets(60, 120, 240), major=Targets(30, 60, 120))
    rulebook.change(session, chen, shorter, reason="Sooner", seen_version=0)
    second = a_complaint()

    first.severity = second.severity = Severity.MAJOR
    clocks.retarget(session, first)
    clocks.retarget(session, second)

    assert (first.policy_version, second.policy_version) == (0, 1)
    assert rows(session, first)[RESOLVE].target_minutes == 2880
    assert rows(session, second)[RESOLVE].target_minutes == 120


def test_a_stop_is_decided_once_and_names_whose_it_was(session, he, lin, a_complaint):
    complaint = a_complaint(handler=he)
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN + hours(3))
    complaint.handler_id = lin.id
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN + hours(9))
    clocks.stop(session, complaint, RESPONSE, at=MONDAY_TEN + hours(25))

    found = rows(session, complaint)
    assert (found[ACK].verdict, found[ACK].net_minutes, found[ACK].handler_id) == (ClockVerdict.MET, 180, he.id)
    assert (found[RESPONSE].verdict, found[RESPONSE].handler_id) == (ClockVerdict.MISSED, lin.id)
    assert found[ACK].alarm_at is None
    assert found[RESOLVE].verdict is None


def test_only_the_resolution_pauses_and_it_is_due_later_by_the_pause(session, a_complaint):
    complaint = a_complaint()

    wait(session, complaint, at=MONDAY_TEN + hours(4))
    found = rows(session, complaint)
    assert (found[RESOLVE].due_at, found[RESOLVE].alarm_at) == (None, None)
    assert found[RESPONSE].due_at == MONDAY_TEN + hours(24)

    clocks.resume(session, complaint, at=MONDAY_TEN + hours(14))
    assert rows(session, complaint)[RESOLVE].due_at == MONDAY_TEN + hours(58)


def test_pauses_never_overlap(session, a_complaint):
    complaint = a_complaint()
    wait(session, complaint, at=MONDAY_TEN + hours(4))
    wait(session, complaint, at=MONDAY_TEN + hours(6))
    clocks.resume(session, complaint, at=MONDAY_TEN + hours(10))
    wait(session, complaint, at=MONDAY_TEN + hours(8))

    spans = session.exec(select(Pause.started_at, Pause.ended_at).order_by(col(Pause.id))).all()
    assert [tuple(m and (m - MONDAY_TEN) for m in span) for span in spans] == [
        (hours(4), hours(6)),
        (hours(6), hours(10)),
        (hours(10), None),
    ]


def test_stopping_a_paused_resolution_ends_its_pause(session, a_complaint):
    complaint = a_complaint()
    wait(session, complaint, at=MONDAY_TEN + hours(4))

    clocks.finish(session, complaint, at=MONDAY_TEN + hours(100))

    resolve = rows(session, complaint)[RESOLVE]
    assert (resolve.verdict, resolve.net_minutes) == (ClockVerdict.MET, 240)
    assert resolve.due_at == MONDAY_TEN + hours(144)
    assert session.exec(select(Pause.ended_at)).one() == MONDAY_TEN + hours(100)
    assert rows(session, complaint)[ACK].verdict is ClockVerdict.MISSED


def test_severity_changed_on_the_way_is_measured_anew_without_forgetting_a_pause(session, a_complaint):
    complaint = a_complaint()
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN + hours(3))
    wait(session, complaint, at=MONDAY_TEN + hours(4))
    clocks.resume(session, complaint, at=MONDAY_TEN + hours(6))

    complaint.severity = Severity.CRITICAL
    clocks.retarget(session, complaint)

    found = rows(session, complaint)
    assert found[RESOLVE].due_at == MONDAY_TEN + hours(26)
    assert found[RESPONSE].due_at == MONDAY_TEN + hours(2)
    assert (found[ACK].verdict, found[ACK].target_minutes) == (ClockVerdict.MET, 240)


def test_a_customer_of_tier_a_found_later_is_promised_what_tier_a_is(session, chen, a_customer, a_complaint):
    rulebook.change(session, chen, replace(ComplaintTargets(), tier_a_resolve=720), reason="A", seen_version=0)
    complaint = a_complaint()

    complaint.customer_id = a_customer("王芳", tier=Tier.A).id
    clocks.retarget(session, complaint)

    assert rows(session, complaint)[RESOLVE].due_at == MONDAY_TEN + hours(12)


def test_a_received_at_put_back_moves_what_still_runs(session, a_complaint):
    complaint = a_complaint()
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN + hours(1))

    complaint.received_at = MONDAY_TEN - hours(10)
    clocks.retarget(session, complaint)

    found = rows(session, complaint)
    assert found[RESOLVE].due_at == MONDAY_TEN + hours(38)
    assert found[ACK].started_at == MONDAY_TEN


def test_a_kind_corrected_to_and_fro_drops_and_brings_back_a_clock(session, a_complaint):
    complaint = a_complaint()
    complaint.accepted_at = MONDAY_TEN
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN)

    complaint.kind = ComplaintKind.SUGGESTION
    clocks.retarget(session, complaint)
    assert {kind for kind, row in rows(session, complaint).items() if row.verdict is None} == {RESPONSE}

    complaint.kind = ComplaintKind.COMPLAINT
    clocks.retarget(session, complaint)
    found = rows(session, complaint)
    assert found[RESOLVE].due_at == MONDAY_TEN + hours(48)
    assert found[ACK].verdict is ClockVerdict.MET


def test_a_reopened_complaint_is_counted_afresh_and_its_first_verdict_stays(session, a_complaint):
    complaint = a_complaint()
    clocks.finish(session, complaint, at=MONDAY_TEN + hours(50))
    complaint.cycle = 2

    clocks.new_cycle(session, complaint, at=MONDAY_TEN + hours(100))

    again = rows(session, complaint, cycle=2)
    assert set(again) == {RESOLVE}
    assert again[RESOLVE].due_at == MONDAY_TEN + hours(148)
    complaint.severity = Severity.CRITICAL
    clocks.retarget(session, complaint)
    assert rows(session, complaint, cycle=2)[RESOLVE].due_at == MONDAY_TEN + hours(124)
    assert rows(session, complaint)[RESOLVE].verdict is ClockVerdict.MISSED


def test_a_duplicate_is_excluded_from_what_still_ran(session, a_complaint):
    complaint = a_complaint()
    clocks.stop(session, complaint, ACK, at=MONDAY_TEN + hours(1))

    clocks.exclude(session, complaint, at=MONDAY_TEN + hours(2))

    verdicts = {kind: (row.verdict, row.net_minutes, row.alarm_at) for kind, row in rows(session, complaint).items()}
    assert verdicts == {
        ACK: (ClockVerdict.MET, 60, None),
        RESPONSE: (ClockVerdict.EXCLUDED, None, None),
        RESOLVE: (ClockVerdict.EXCLUDED, None, None),
    }


def test_an_extension_is_a_second_due_moment_and_a_second_verdict(session, a_complaint):
    complaint = a_complaint()
    grant(session, complaint, until=MONDAY_TEN + hours(80), decided=MONDAY_TEN + hours(40))

    resolve = rows(session, complaint)[RESOLVE]
    assert (resolve.due_at, resolve.extended_due_at) == (MONDAY_TEN + hours(48), MONDAY_TEN + hours(80))

    clocks.finish(session, complaint, at=MONDAY_TEN + hours(60))
    assert (resolve.verdict, resolve.extended_verdict) == (ClockVerdict.MISSED, ClockVerdict.MET)


def test_on_working_time_a_clock_skips_nights_and_weekends(session, chen, a_complaint):
    working = replace(ComplaintTargets(), mode=ClockMode.WORKING)
    rulebook.change(session, chen, working, reason="Working hours", seen_version=0)

    found = rows(session, a_complaint())

    assert clock.local(found[ACK].due_at).isoformat() == "2026-03-09T15:30:00+08:00"
    assert clock.local(found[RESPONSE].due_at).isoformat() == "2026-03-12T11:30:00+08:00"


def test_the_faces_of_many_complaints_tell_how_each_clock_stands(session, a_complaint, later):
    calm, late, waiting, old = (
        a_complaint(),
        a_complaint(received_at=MONDAY_TEN - hours(50)),
        a_complaint(),
        a_complaint(is_historical=True),
    )
    clocks.stop(session, calm, ACK, at=MONDAY_TEN + hours(1))
    wait(session, waiting, at=MONDAY_TEN + hours(1))
    now = later(hours=3.5)

    found = clocks.faces(session, [calm.id, late.id, waiting.id, old.id], now)

    standings = {id_: [face.standing for face in faces] for id_, faces in found.items()}
    assert standings == {
        calm.id: [Standing.MET, Standing.ON_TIME, Standing.ON_TIME],
        late.id: [Standing.OVERDUE] * 3,
        waiting.id: [Standing.AT_RISK, Standing.ON_TIME, Standing.PAUSED],
    }
    assert [face.kind for face in found[calm.id]] == [ACK, RESPONSE, RESOLVE]
    assert (found[calm.id][0].used, found[calm.id][0].left) == (hours(1), None)
    assert found[late.id][2].left == hours(-5.5)


@pytest.mark.parametrize("ids", [[], [987_654]])
def test_nobodys_faces_are_none(session, ids):
    assert clocks.faces(session, ids, MONDAY_TEN) == {}


def test_the_share_that_puts_a_clock_at_risk_is_that_of_its_own_version(session, chen, a_complaint):
    first = a_complaint()
    rulebook.change(session, chen, replace(ComplaintTargets(), warn_percent=20), reason="Early", seen_version=0)
    second = a_complaint()

    found = clocks.faces(session, [first.id, second.id], MONDAY_TEN + hours(1))

    assert [found[id_][0].standing for id_ in (first.id, second.id)] == [Standing.ON_TIME, Standing.AT_RISK]


def test_a_holiday_declared_on_the_way_moves_what_is_due_on_working_time_alone(chen, a_complaint):
    natural = a_complaint()
    with database.transaction() as session:
        rulebook.change(session, chen, replace(ComplaintTargets(), mode=ClockMode.WORKING), reason="W", seen_version=0)
    working = [a_complaint() for _many in range(21)]
    with database.transaction() as session:
        session.add(CalendarDay(day=date(2026, 3, 10), kind=DayKind.OFF, name="盘点"))

    assert recount_running() == 21

    with database.reading() as session:
        dues = {clock.local(rows(session, one)[RESPONSE].due_at).isoformat() for one in working}
        assert dues == {"2026-03-13T11:30:00+08:00"}
        assert rows(session, natural)[RESPONSE].due_at == MONDAY_TEN + hours(24)


def test_of_a_reopened_complaint_the_clocks_of_its_present_cycle_are_shown(session, a_complaint):
    complaint = a_complaint()
    clocks.finish(session, complaint, at=MONDAY_TEN)
    complaint.cycle = 2
    clocks.new_cycle(session, complaint, at=MONDAY_TEN)

    (face,) = clocks.faces(session, [complaint.id], MONDAY_TEN)[complaint.id]

    assert (face.kind, face.standing) == (RESOLVE, Standing.ON_TIME)
