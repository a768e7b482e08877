"""Who is told of a lead that nobody calls, and when: each level once, however often and on however many servers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from care import countdown, leads
from care.countdown import Level
from care.leads import LeadPolicy
from care.leads.timing import LeadCause, Timed, alarms, run_of
from care.notices import NoticeKind
from care.worktime import WorkCalendar
from core import clock
from db.models import ClockMode, LeadEscalation, LostReason, Notice, Outcome
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call


def told(session, actor):
    rows = session.exec(select(Notice).where(col(Notice.user_id) == actor.id).order_by(col(Notice.id))).all()
    return [NoticeKind(row.kind) for row in rows]


def run_at(session, moment):
    clock.freeze(moment)
    return leads.escalate_due(session)


def test_its_owner_is_warned_then_the_manager_and_then_the_owner_of_the_firm(session, lin, zhou, chen, a_lead):
    a_lead(lin)

    assert run_at(session, MONDAY_TEN + timedelta(hours=17, minutes=59)) == 0
    assert run_at(session, MONDAY_TEN + timedelta(hours=18)) == 1
    assert run_at(session, MONDAY_TEN + timedelta(hours=24)) == 1
    assert run_at(session, MONDAY_TEN + timedelta(hours=48)) == 1
    assert run_at(session, MONDAY_TEN + timedelta(days=30)) == 0

    assert told(session, lin) == [NoticeKind.LEAD_ASSIGNED, NoticeKind.LEAD_DUE_SOON, NoticeKind.LEAD_OVERDUE]
    assert told(session, zhou) == [NoticeKind.LEAD_ESCALATED]
    assert told(session, chen) == [NoticeKind.LEAD_ESCALATED]


def test_after_ten_days_off_each_is_told_once_and_of_the_highest_level(session, lin, zhou, chen, a_lead):
    a_lead(lin)

    assert run_at(session, MONDAY_TEN + timedelta(days=10)) == 3
    assert run_at(session, MONDAY_TEN + timedelta(days=10)) == 0

    assert [len(told(session, one)) for one in (lin, zhou, chen)] == [2, 1, 1], "who got it was told so before"


def test_one_that_waits_in_the_queue_is_told_to_the_managers(session, zhou, chen, a_lead):
    a_lead(None)

    run_at(session, MONDAY_TEN + timedelta(hours=1))

    assert told(session, zhou) == [NoticeKind.LEAD_WAITING]
    assert told(session, chen) == []


def test_nobody_is_told_of_a_lead_that_was_called_ended_or_is_history(session, lin, zhou, chen, a_lead):
    called, lost, _old = a_lead(lin), a_lead(lin), a_lead(lin, is_historical=True)
    leads.log_contact(session, lin, called.id, contact=a_call())
    answers = leads.Answers(LostReason.NO_NEED)
    leads.move(session, lin, lost.id, move=leads.Move.LOSE, answers=answers, seen=lost.row_version)

    assert run_at(session, MONDAY_TEN + timedelta(days=9)) == 0


def test_an_attempt_in_vain_keeps_nobody_from_being_told(session, lin, zhou, a_lead):
    lead = a_lead(lin)
    leads.log_contact(session, lin, lead.id, contact=a_call(Outcome.NO_ANSWER, ""))

    run_at(session, MONDAY_TEN + timedelta(hours=24))

    assert NoticeKind.LEAD_ESCALATED in told(session, zhou)


def test_once_somebody_called_no_bell_rings_for_it_any_more(session, lin, zhou, a_lead):
    lead = a_lead(lin)
    run_at(session, MONDAY_TEN + timedelta(hours=25))

    leads.log_contact(session, lin, lead.id, contact=a_call())

    assert all(row.read_at is not None for row in session.exec(select(Notice)))


def test_two_scans_of_one_moment_write_each_level_once(session, lin, a_lead):
    lead = a_lead(lin)
    clock.freeze(MONDAY_TEN + timedelta(hours=25))
    leads.escalate_due(session)
    lead.alarm_at = MONDAY_TEN  # as another server still sees it
    session.flush()

    assert leads.escalate_due(session) == 0
    assert len(session.exec(select(LeadEscalation)).all()) == 2


def test_a_form_that_is_open_while_a_bell_rings_can_still_be_saved(session, lin, zhou, a_lead):
    lead = a_lead(lin)
    seen, changed_at = lead.row_version, lead.updated_at
    assert run_at(session, MONDAY_TEN + timedelta(hours=18)) == 1
    assert (lead.row_version, lead.updated_at) == (seen, changed_at), "no person changed it"
    assert lead.alarm_at == MONDAY_TEN + timedelta(hours=24)

    leads.edit(session, lin, lead.id, changes={"region": "上海"}, seen=seen)

    assert lead.region == "上海"


@pytest.mark.parametrize("mode", list(ClockMode))
@given(st.integers(1, 72), st.integers(10, 99), st.integers(1, 72), st.integers(0, 60 * 24 * 21))
def test_levels_come_in_their_order_and_the_next_is_the_first_not_told(mode, hours, percent, after, start):
    policy = LeadPolicy(target_hours=hours, mode=mode, warn_percent=percent, owner_after_hours=after)
    came = MONDAY_TEN + timedelta(minutes=start)
    run = run_of(Timed(came, hours * 60, mode, None, None, None, None))

    planned = alarms(run, policy, WorkCalendar(), is_unassigned=False)

    assert [alarm.level for alarm in planned] == [Level.HANDLER, Level.MANAGER, Level.OWNER]
    assert planned[1].at == countdown.due_at(run, WorkCalendar())
    assert countdown.next_at(planned, {planned[0].key}) == planned[1].at
    assert not countdown.due_levels(planned, set(), now=came)
    assert {alarm.cause for alarm in planned} == {LeadCause.RESPONSE}
