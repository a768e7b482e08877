"""What follows from each step: clocks, tasks, links, verdicts, and who is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from care import complaints, revisits
from care.complaints import Move
from care.interactions import NewInteraction
from care.notices import NoticeKind
from db.models import (
    AuditEntry,
    Clock,
    ClockKind,
    ClockVerdict,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintState,
    Direction,
    Escalation,
    Interaction,
    Medium,
    Notice,
    Outcome,
    Pause,
    Revisit,
    Severity,
    Task,
    User,
    UserStatus,
)
from tests.complaints.forms import a_form, make, make_all
from tests.conftest import MONDAY_TEN

TO_PROPOSED = (Move.ACCEPT, Move.INVESTIGATE, Move.PROPOSE)
TO_CLOSED = (*TO_PROPOSED, Move.CLOSE)


@pytest.fixture
def registered(session, lin, he, zhou, chen, a_customer):
    return complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))


def clock_of(session, complaint, kind: ClockKind, cycle: int = 1) -> Clock:
    query = select(Clock).where(Clock.complaint_id == complaint.id, Clock.kind == kind, Clock.cycle == cycle)
    found: Clock = session.exec(query).one()
    return found


def told(session, kind: NoticeKind) -> set[int]:
    return set(session.exec(select(Notice.user_id).where(Notice.kind == kind.value)))


def open_tasks(session) -> set[str]:
    return set(session.exec(select(Task.kind).where(col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))))


def contact(direction=Direction.OUTBOUND, outcome=Outcome.CONNECTED, **more) -> NewInteraction:
    return NewInteraction(Medium.PHONE, direction, outcome, more.pop("summary", "They said it."), **more)


def test_accepting_stops_the_first_clock_and_no_other(session, registered, he, later):
    now = later(minutes=20)
    make(session, he, registered, Move.ACCEPT)

    assert clock_of(session, registered, ClockKind.ACK).stopped_at == now
    assert clock_of(session, registered, ClockKind.RESPONSE).stopped_at is None
    assert registered.accepted_at == now


def test_accepting_as_severe_measures_what_still_runs_by_it(session, registered, he, zhou, chen):
    make(session, he, registered, Move.ACCEPT, severity="critical", is_safety=True)

    assert clock_of(session, registered, ClockKind.RESPONSE).target_minutes == 120
    assert told(session, NoticeKind.COMPLAINT_CRITICAL) | told(session, NoticeKind.COMPLAINT_ESCALATED) == {
        zhou.id, chen.id,
    }  # fmt: skip
    assert session.exec(select(Escalation.level)).all() == [2]


def test_who_is_given_a_complaint_is_told(session, registered, he, zhou):
    make(session, zhou, registered, Move.ACCEPT, handler_id=he.id)

    assert registered.handler_id == he.id
    assert told(session, NoticeKind.COMPLAINT_ASSIGNED) == {he.id}


def test_the_first_response_is_a_contact_and_counts_from_when_it_was_made(session, registered, he, later):
    talked_at = later(minutes=30)
    later(hours=30)
    make(session, he, registered, Move.ACCEPT)
    make(session, he, registered, Move.INVESTIGATE, contacted_at=talked_at)

    response = clock_of(session, registered, ClockKind.RESPONSE)
    assert (response.stopped_at, response.verdict) == (talked_at, ClockVerdict.MET)
    assert session.exec(select(Interaction.at)).all() == [talked_at]


def test_reaching_the_customer_is_the_first_response_and_trying_to_is_none(session, registered, he, lin, later):
    tried_at = later(minutes=5)
    complaints.log_contact(session, he, registered.id, contact=contact(outcome=Outcome.NO_ANSWER))
    complaints.add_note(session, he, registered.id, words="I wrote to the factory.")
    make(session, he, registered, Move.ACCEPT)
    before = clock_of(session, registered, ClockKind.RESPONSE).stopped_at
    reached_at = later(minutes=5)
    complaints.log_contact(session, lin, registered.id, contact=contact())
    later(minutes=5)
    make(session, he, registered, Move.INVESTIGATE)

    assert before is None
    assert (
        tried_at < reached_at == clock_of(session, registered, ClockKind.RESPONSE).stopped_at == registered.responded_at
    )


def test_a_contact_in_the_log_is_not_written_twice_by_the_gate(session, registered, he):
    make(session, he, registered, Move.ACCEPT)
    complaints.log_contact(session, he, registered.id, contact=contact(summary="A seal."))
    known = complaints.gate(session, he, registered.id, move=Move.INVESTIGATE).prefilled

    make(session, he, registered, Move.INVESTIGATE, **known)

    assert len(session.exec(select(Interaction)).all()) == 1


def test_waiting_for_the_customer_stops_the_resolution_and_nothing_else(session, registered, he, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE)
    later(hours=1)
    make(session, he, registered, Move.WAIT_CUSTOMER)
    frozen = clock_of(session, registered, ClockKind.RESOLVE).due_at
    task = session.exec(select(Task)).one()
    later(hours=10)
    make(session, he, registered, Move.RESUME)

    assert frozen is None
    assert (task.kind, task.assignee_id, task.due_at) == ("chase_customer", he.id, datetime(2026, 3, 10, 1, tzinfo=UTC))
    assert clock_of(session, registered, ClockKind.RESOLVE).due_at == MONDAY_TEN + timedelta(hours=58)
    assert open_tasks(session) == set()


def test_waiting_for_a_third_party_stops_nothing_and_is_somebodys_task(session, registered, he, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_THIRD)
    task = session.exec(select(Task)).one()
    later(hours=5)
    make(session, he, registered, Move.RESUME)

    assert (task.kind, task.title, task.outcome) == ("chase_third", "The factory · A new seal.", "The photo came.")
    assert clock_of(session, registered, ClockKind.RESOLVE).due_at == MONDAY_TEN + timedelta(hours=48)
    assert open_tasks(session) == set()


def test_whatever_the_customer_lets_us_hear_ends_the_wait_for_them(session, registered, he, lin, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_CUSTOMER)
    called_at = later(hours=2)
    later(hours=1)

    complaints.log_contact(session, lin, registered.id, contact=contact(Direction.INBOUND, at=called_at))

    assert registered.state is ComplaintState.INVESTIGATING
    assert session.exec(select(Pause.ended_at)).one() == called_at
    assert told(session, NoticeKind.COMPLAINT_ANSWERED) == {he.id}
    last = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id).desc())).first()
    assert (last.kind, last.before, last.after, last.by_id) == (
        ComplaintEventKind.MOVED, ComplaintState.WAITING_CUSTOMER, ComplaintState.INVESTIGATING, lin.id,
    )  # fmt: skip


@pytest.mark.parametrize("logged", [contact(), contact(Direction.INBOUND, at=MONDAY_TEN)])
def test_our_own_call_and_one_from_before_we_asked_end_no_wait(logged, session, registered, he, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE)
    later(minutes=30)
    make(session, he, registered, Move.WAIT_CUSTOMER)
    later(minutes=30)

    complaints.log_contact(session, he, registered.id, contact=logged)

    assert registered.state is ComplaintState.WAITING_CUSTOMER
    assert session.exec(select(Pause.ended_at)).one() is None


def test_what_is_proposed_is_kept_and_somebody_asks_for_the_answer(session, registered, he):
    make_all(session, he, registered, *TO_PROPOSED)

    assert (registered.facts, registered.decision, registered.remedy) == ("The seal was worn.", "upheld", "exchange")
    assert registered.confirm_by == date(2026, 3, 12)
    assert session.exec(select(Task.due_at)).one() == datetime(2026, 3, 13, 1, tzinfo=UTC)
    event = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id).desc())).first()
    assert event.words == "They told us more."
    assert '"remedy_given": "A new kettle."' in event.detail


def test_the_second_objection_goes_to_the_head_of_department(session, registered, he, zhou):
    make_all(session, he, registered, *TO_PROPOSED, Move.OBJECT)
    after_one = session.exec(select(Escalation)).all()
    make_all(session, he, registered, Move.PROPOSE, Move.OBJECT)

    assert (registered.refusal_count, registered.confirm_by) == (2, None)
    assert after_one == []
    assert [(one.cause, one.level) for one in session.exec(select(Escalation))] == [("refused", 2)]
    assert open_tasks(session) == set()


def test_closing_decides_the_clock_and_plans_the_call_after(session, registered, he, lin, later):
    make_all(session, he, registered, *TO_PROPOSED)
    now = later(hours=49)
    make(session, he, registered, Move.CLOSE)

    resolve = clock_of(session, registered, ClockKind.RESOLVE)
    assert (resolve.stopped_at, resolve.verdict, resolve.handler_id) == (now, ClockVerdict.MISSED, he.id)
    assert (registered.confirmation, registered.confirmed_by, registered.confirmed_at) == ("confirmed", "王芳", now)
    visit = session.exec(select(Revisit).where(Revisit.about_complaint_id == registered.id)).one()
    assert visit.due_on == date(2026, 3, 16)  # Wednesday + three working days
    assert "follow_up_visit" not in open_tasks(session)
    assert told(session, NoticeKind.COMPLAINT_ENDED) == {lin.id}


def test_whoever_is_on_no_plan_is_asked_after_closing_by_a_task(session, registered, he, sun, later):
    make_all(session, he, registered, *TO_PROPOSED)
    revisits.pause(session, sun, registered.customer_id, reason="Abroad for a year.")
    later(hours=49)

    make(session, he, registered, Move.CLOSE)

    visit = session.exec(select(Task).where(Task.kind == "follow_up_visit")).one()
    assert visit.due_at == datetime(2026, 3, 16, 9, tzinfo=UTC)


def test_serious_complaints_ask_for_their_approval_once_proposed(session, registered, he, zhou, chen, a_complaint):
    critical = a_complaint(handler=he, team_id=zhou.team_id, severity=Severity.CRITICAL, kind="inquiry")
    critical.state = registered.state = ComplaintState.INVESTIGATING
    session.flush()

    make(session, he, critical, Move.PROPOSE)

    assert told(session, NoticeKind.APPROVAL_ASKED) == {chen.id}


def test_a_duplicate_counts_in_no_time_and_both_timelines_say_so(session, registered, lin, he, zhou, a_customer):
    first = complaints.register(session, lin, complaint=a_form(handler_id=zhou.id, customer_id=registered.customer_id))
    complaints.add_note(session, lin, registered.id, words="She called twice.")

    make(session, he, registered, Move.MARK_DUPLICATE, duplicate_of_id=first.id)

    verdicts = session.exec(select(Clock.verdict).where(Clock.complaint_id == registered.id)).all()
    assert set(verdicts) == {ClockVerdict.EXCLUDED}
    linked = session.exec(select(ComplaintEvent).where(ComplaintEvent.kind == ComplaintEventKind.LINKED)).all()
    assert {one.complaint_id for one in linked} == {registered.id, first.id}
    assert told(session, NoticeKind.COMPLAINT_LINKED) == {zhou.id}
    assert session.exec(select(ComplaintEvent.words).where(ComplaintEvent.kind == ComplaintEventKind.NOTED)).one()


def test_withdrawn_while_waiting_counts_in_no_time(session, registered, he):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_CUSTOMER, Move.WITHDRAW)

    assert clock_of(session, registered, ClockKind.RESOLVE).verdict is ClockVerdict.EXCLUDED
    assert clock_of(session, registered, ClockKind.RESPONSE).verdict is ClockVerdict.MET
    assert registered.closed_at == MONDAY_TEN
    assert session.exec(select(Pause.ended_at)).one() is not None
    assert open_tasks(session) == set()


def test_what_is_not_upheld_stops_every_clock_and_the_customer_was_told(session, registered, zhou):
    make(session, zhou, registered, Move.REJECT)

    assert {one.verdict for one in session.exec(select(Clock))} == {ClockVerdict.MET}
    assert registered.responded_at == registered.closed_at == MONDAY_TEN
    assert session.exec(select(Interaction.summary)).all() == ["They told us more."]


def test_reopening_starts_a_cycle_and_rewrites_no_verdict(session, registered, he, zhou, later):
    make_all(session, he, registered, *TO_PROPOSED)
    later(hours=49)
    make(session, he, registered, Move.CLOSE)
    first = [(one.kind, one.verdict, one.stopped_at, one.net_minutes) for one in session.exec(select(Clock))]
    now = later(days=2)

    make(session, he, registered, Move.REOPEN)

    still = [
        (one.kind, one.verdict, one.stopped_at, one.net_minutes)
        for one in session.exec(select(Clock))
        if one.cycle == 1
    ]
    second = clock_of(session, registered, ClockKind.RESOLVE, cycle=2)
    assert still == first
    assert ("resolve", "missed") in {(kind, verdict) for kind, verdict, *_ in first}
    assert (second.started_at, second.verdict) == (now, None)
    assert (registered.proposed_at, registered.confirm_by, registered.confirmed_by) == (None, None, "")
    assert (registered.cycle, registered.reopen_count, registered.closed_at, registered.confirmation) == (
        2,
        1,
        None,
        None,
    )
    assert told(session, NoticeKind.COMPLAINT_REOPENED) == {zhou.id}
    assert "follow_up_visit" not in open_tasks(session)


def test_the_second_reopening_goes_to_the_head_of_department(session, registered, he):
    again = (Move.REOPEN, Move.PROPOSE, Move.CLOSE)
    make_all(session, he, registered, *TO_CLOSED, *again)
    after_one = session.exec(select(Escalation)).all()
    make_all(session, he, registered, *again)

    assert after_one == []
    assert [(one.cause, one.level, one.cycle) for one in session.exec(select(Escalation))] == [("reopened", 2, 3)]


def test_imported_history_is_not_reopened(session, he, a_complaint):
    old = a_complaint(handler=he, state=ComplaintState.CLOSED, closed_at=MONDAY_TEN, is_historical=True)

    with pytest.raises(complaints.NotReady, match="imported as history"):
        make(session, he, old, Move.REOPEN)


def test_every_move_is_in_the_log_without_what_people_said(session, registered, he):
    make_all(session, he, registered, *TO_CLOSED)

    moves = select(AuditEntry.detail).where(AuditEntry.action == "complaint.moved").order_by(col(AuditEntry.id))
    logged = session.exec(moves).all()
    assert len(logged) == 4
    assert '"move":"propose"' in logged[2]
    assert '"state":["investigating","proposed"]' in logged[2]
    for said in ("worn", "kettle", "王芳", "told us"):
        assert not [detail for detail in logged if said in detail]


def test_who_takes_up_again_what_a_leaver_had_has_it(session, registered, he, zhou):
    make_all(session, he, registered, *TO_CLOSED)
    session.get(User, he.id).status = UserStatus.DISABLED
    session.flush()

    make(session, zhou, registered, Move.REOPEN)

    assert registered.handler_id == zhou.id


def test_somebody_whose_complaint_is_accepted_for_another_is_told(session, registered, he, zhou):
    complaints.assign(session, he, registered.id, handler_id=he.id)
    make(session, zhou, registered, Move.ACCEPT)

    assert told(session, NoticeKind.COMPLAINT_HANDED_ON) == {he.id}
