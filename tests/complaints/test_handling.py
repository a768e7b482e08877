"""Handing over, regrading, correcting, noting, asking colleagues: never silently, and not by everybody."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from care import causes, complaints, tasks
from care.complaints import Move
from care.notices import NoticeKind
from care.tasks import NewTask
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import (
    CauseCategory,
    Clock,
    ClockKind,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Escalation,
    Notice,
    Role,
    Severity,
    Task,
)
from tests.complaints.forms import a_form, make, make_all
from tests.conftest import MONDAY_TEN, a_person


@pytest.fixture
def registered(session, lin, he, zhou, a_customer):
    return complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))


@pytest.fixture
def gao():
    """高洁, customer service as well."""
    return a_person("gao", "高洁", Role.SERVICE)


def told(session, kind: NoticeKind) -> set[int]:
    return set(session.exec(select(Notice.user_id).where(Notice.kind == kind.value)))


def last_event(session) -> ComplaintEvent:
    found: ComplaintEvent = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id).desc()).limit(1)).one()
    return found


def test_what_nobody_has_is_taken_by_whoever_may_handle_it(session, registered, he, gao):
    complaints.assign(session, he, registered.id, handler_id=he.id)

    assert registered.handler_id == he.id
    assert last_event(session).kind is ComplaintEventKind.ASSIGNED
    with pytest.raises(NotAllowed):
        complaints.assign(session, gao, registered.id, handler_id=gao.id, words="I am free.")


def test_a_manager_hands_it_over_with_a_reason_and_what_was_to_be_done_goes_along(session, registered, he, zhou, gao):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_CUSTOMER)
    with pytest.raises(Invalid, match="Please say why it changes hands"):
        complaints.assign(session, zhou, registered.id, handler_id=gao.id)

    complaints.assign(session, zhou, registered.id, handler_id=gao.id, words="何敏 is ill.")

    assert told(session, NoticeKind.COMPLAINT_ASSIGNED) == {gao.id}
    assert told(session, NoticeKind.COMPLAINT_HANDED_ON) == {he.id}
    assert session.exec(select(Task.assignee_id)).one() == gao.id
    event = last_event(session)
    assert (event.words, event.by_id) == ("何敏 is ill.", zhou.id)
    assert '"names": ["何敏", "高洁"]' in event.detail


def test_taking_it_ends_the_alarm_that_nobody_has_it(session, registered, he):
    response = select(Clock).where(Clock.kind == ClockKind.RESPONSE)
    before = session.exec(response).one().alarm_at

    complaints.assign(session, he, registered.id, handler_id=he.id)

    assert before == MONDAY_TEN + timedelta(hours=2)
    assert session.exec(response).one().alarm_at == MONDAY_TEN + timedelta(hours=18)


@pytest.mark.parametrize("whom", ["same", "sales", "nobody"])
def test_it_goes_to_somebody_else_who_may_handle_it(whom, session, registered, he, zhou, lin):
    make(session, he, registered, Move.ACCEPT)
    to = {"same": he.id, "sales": lin.id, "nobody": 987_654}[whom]

    with pytest.raises(Invalid, match="Please choose somebody else who may handle complaints"):
        complaints.assign(session, zhou, registered.id, handler_id=to, words="So it shall be.")


def test_a_manager_of_another_team_does_not_even_see_it(session, registered, he):
    stranger = a_person("tang", "唐伟", Role.MANAGER, "二队")

    with pytest.raises(NotFound):
        complaints.assign(session, stranger, registered.id, handler_id=he.id, words="Mine.")


def test_the_handler_raises_the_severity_and_the_clocks_follow(session, registered, he, zhou, chen):
    make(session, he, registered, Move.ACCEPT)

    complaints.regrade(session, he, registered.id, severity=Severity.CRITICAL, words="The press has called.")

    resolve = session.exec(select(Clock).where(Clock.kind == ClockKind.RESOLVE)).one()
    assert resolve.due_at == MONDAY_TEN + timedelta(hours=24)
    assert [(one.cause, one.level) for one in session.exec(select(Escalation))] == [("critical", 2)]
    assert last_event(session).complaint_id == registered.id


def test_only_who_decides_lowers_it_and_always_with_a_reason(session, registered, he, zhou):
    make(session, he, registered, Move.ACCEPT, severity="major")
    for actor, words, sentence in (
        (he, "Not so bad.", "Only somebody who decides on complaints may lower the severity."),
        (zhou, " ", "Please say why, for whoever reads the file later."),
    ):
        with pytest.raises(Invalid, match=sentence):
            complaints.regrade(session, actor, registered.id, severity=Severity.MINOR, words=words)

    complaints.regrade(session, zhou, registered.id, severity=Severity.MINOR, words="Looked at it.")

    assert registered.severity is Severity.MINOR


def test_who_handles_a_serious_complaint_cannot_close_it_alone_by_a_detour(session, registered, he, zhou):
    make(session, zhou, registered, Move.ACCEPT, severity="major")
    with pytest.raises(Invalid, match="You handle this serious complaint, so somebody else who decides lowers"):
        complaints.regrade(session, zhou, registered.id, severity=Severity.NORMAL, words="Not so bad.")

    make(session, zhou, registered, Move.INVESTIGATE)
    cause = causes.NewCause(CauseCategory.SUPPLIER, "A bad seal")
    causes.record_cause(session, zhou, registered.id, cause=cause)
    causes.plan_action(session, zhou, registered.id, action=causes.NewAction("Change it", he.id, clock.today()))
    make(session, zhou, registered, Move.PROPOSE)
    complaints.assign(session, zhou, registered.id, handler_id=he.id, words="Yours.")

    with pytest.raises(complaints.FourEyes):
        make(session, zhou, registered, Move.CLOSE)


def test_somebody_elses_complaint_is_left_to_them(session, registered, he, gao):
    make(session, he, registered, Move.ACCEPT)

    with pytest.raises(complaints.ForTheHandler):
        complaints.regrade(session, gao, registered.id, severity=Severity.MAJOR, words="Looks bad.")
    with pytest.raises(complaints.ForTheHandler):
        complaints.edit(session, gao, registered.id, changes={"product": "Kettle"}, seen=registered.row_version)


def test_what_has_ended_is_not_worked_on(session, registered, he, zhou):
    make(session, zhou, registered, Move.REJECT)

    for deed in (
        lambda: complaints.assign(session, zhou, registered.id, handler_id=he.id, words="Yours."),
        lambda: complaints.regrade(session, zhou, registered.id, severity=Severity.MAJOR, words="Bad."),
        lambda: complaints.edit(session, zhou, registered.id, changes={}, seen=registered.row_version),
    ):
        with pytest.raises(complaints.Ended):
            deed()


def test_a_correction_keeps_what_stood_there(session, registered, he):
    changes = {"description": "水壶和杯子漏水", "category": "delivery"}

    complaints.edit(session, he, registered.id, changes=changes, seen=registered.row_version)

    assert (registered.description, registered.category) == ("水壶和杯子漏水", ComplaintCategory.DELIVERY)
    assert '"description": ["水壶漏水", "水壶和杯子漏水"]' in last_event(session).detail


def test_how_somebody_is_reached_stays_out_of_the_timeline_that_everybody_reads(session, he, qian):
    row = complaints.register(
        session, he, complaint=a_form(reporter_name="老赵", reporter_reach="13712345678", notice_shown=True)
    )

    complaints.edit(session, he, row.id, changes={"reporter_reach": "13787654321"}, seen=row.row_version)

    file = complaints.complaint_file(session, qian, row.id)
    assert file.party.reach == "137****4321"
    assert "137123" not in str(file.entries)
    assert "137876" not in str(file.entries)
    assert dict(file.entries[0].detail) == {"reporter_reach": "*"}


def test_a_second_writer_is_told_and_loses_nothing(session, registered, he, zhou):
    seen = registered.row_version
    complaints.edit(session, he, registered.id, changes={"product": "Kettle"}, seen=seen)

    with pytest.raises(Conflict) as conflict:
        complaints.edit(session, zhou, registered.id, changes={"product": "Cup", "channel": "phone"}, seen=seen)

    assert (conflict.value.theirs, conflict.value.yours) == ({"product": "Kettle"}, {"product": "Cup"})
    assert registered.product == "Kettle"


def test_words_that_alarm_alarm_also_when_they_are_added_later(session, registered, he, zhou, chen):
    complaints.edit(
        session, he, registered.id, changes={"description": "水壶漏电"}, seen=registered.row_version
    )  # fmt: skip

    assert (registered.severity, registered.is_safety) == (Severity.CRITICAL, True)
    assert session.exec(select(Escalation.cause)).all() == ["critical"]


def test_another_moment_of_arrival_moves_every_running_clock(session, registered, he):
    earlier = MONDAY_TEN - timedelta(hours=5)

    complaints.edit(session, he, registered.id, changes={"received_at": earlier}, seen=registered.row_version)

    assert {one.started_at for one in session.exec(select(Clock))} == {earlier}


def test_once_accepted_only_a_decider_changes_when_it_arrived_and_says_why(session, registered, he, zhou, later):
    later(hours=1)
    make(session, he, registered, Move.ACCEPT)
    changes = {"received_at": MONDAY_TEN - timedelta(hours=5)}

    def fault(actor, words="", changes=changes):
        with pytest.raises(Invalid) as refusal:
            complaints.edit(session, actor, registered.id, changes=changes, seen=registered.row_version, words=words)
        return refusal.value.problems

    verdict = session.exec(select(Clock.verdict).where(Clock.kind == ClockKind.ACK)).one()
    assert fault(he, "Mistyped.") == {
        "received_at": "Once it is accepted, only somebody who decides on complaints may change this."
    }
    assert fault(zhou) == {"words": "Please say why: every clock starts at this moment."}
    assert "received_at" in fault(zhou, "Mistyped.", {"received_at": MONDAY_TEN + timedelta(minutes=61)})
    complaints.edit(
        session, zhou, registered.id, changes=changes, seen=registered.row_version, words="Mistyped."
    )  # fmt: skip
    assert session.exec(select(Clock.started_at).where(Clock.kind == ClockKind.RESOLVE)).one() == changes["received_at"]
    assert session.exec(select(Clock.verdict).where(Clock.kind == ClockKind.ACK)).one() is verdict
    assert last_event(session).words == "Mistyped."


def test_an_unknown_complainant_turns_out_to_be_a_customer(session, he, lin, a_customer, a_complaint):
    wang = a_customer(owner=lin)
    earlier = a_complaint(wang, received_at=MONDAY_TEN - timedelta(days=5))
    row = complaints.register(session, he, complaint=a_form())

    complaints.edit(session, he, row.id, changes={"customer_id": wang.id}, seen=row.row_version)

    assert (row.customer_id, row.repeat_of_id) == (wang.id, earlier.id)
    assert row.team_id == lin.team_id


def test_a_serious_complaint_is_no_mere_inquiry_because_its_handler_says_so(session, registered, he, zhou):
    make(session, he, registered, Move.ACCEPT, severity="major")
    changes = {"kind": "inquiry"}

    with pytest.raises(Invalid, match="Only somebody who decides on complaints may say that a serious one is none"):
        complaints.edit(session, he, registered.id, changes=changes, seen=registered.row_version)

    complaints.edit(session, zhou, registered.id, changes=changes, seen=registered.row_version)
    assert registered.kind is ComplaintKind.INQUIRY


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"description": ""}, "description"),
        ({"product": "x" * 121}, "product"),
        ({"customer_id": 987_654}, "customer_id"),
        ({"order_id": 987_654}, "order_id"),
        ({"received_at": MONDAY_TEN + timedelta(days=1)}, "received_at"),
        ({"received_at": MONDAY_TEN - timedelta(days=3)}, "words"),
    ],
)
def test_what_cannot_be_is_not_written_over_what_is(changes, field, session, registered, he):
    with pytest.raises(Invalid) as refusal:
        complaints.edit(session, he, registered.id, changes=changes, seen=registered.row_version)

    assert list(refusal.value.problems) == [field]


def test_the_state_is_no_field_to_be_corrected(session, registered, he):
    changes = {"state": "closed", "handler_id": he.id, "severity": "minor", "number": "X", "cycle": 9}

    complaints.edit(session, he, registered.id, changes=changes, seen=registered.row_version)

    assert (registered.state, registered.handler_id, registered.cycle) == (ComplaintState.NEW, None, 1)


def test_whoever_reads_a_complaint_may_add_what_they_know(session, registered, lin, xu, he):
    complaints.add_note(session, lin, registered.id, words=" She is an old customer. ")

    assert (last_event(session).words, last_event(session).by_id) == ("She is an old customer.", lin.id)
    with pytest.raises(NotFound):
        complaints.add_note(session, xu, registered.id, words="Hm.")
    with pytest.raises(Invalid, match="Please write the note first"):
        complaints.add_note(session, he, registered.id, words=" ")


def test_a_colleague_is_asked_to_help_and_may_then_read_it(session, registered, he, xu):
    due = MONDAY_TEN + timedelta(days=1)

    task = complaints.give_subtask(
        session, he, registered.id, task=NewTask("Look for the batch.", xu.id, due)
    )  # fmt: skip

    assert (task.kind, task.subject_id, task.assignee_id, task.due_at) == ("subtask", registered.id, xu.id, due)
    assert last_event(session).kind is ComplaintEventKind.TASKED
    assert complaints.complaint_file(session, xu, registered.id).facts.number == registered.number


def test_a_task_that_was_called_off_or_went_to_somebody_else_lets_nobody_read_on(session, registered, he, xu, lin):
    due = MONDAY_TEN + timedelta(days=1)
    wrong, passed = (
        complaints.give_subtask(session, he, registered.id, task=NewTask("Look for the batch.", xu.id, due))
        for _twice in range(2)
    )

    tasks.cancel(session, he, wrong.id, reason="I meant somebody else.")
    assert complaints.complaint_file(session, xu, registered.id)
    tasks.hand_on(session, xu, passed.id, to=lin.id)

    with pytest.raises(NotFound):
        complaints.complaint_file(session, xu, registered.id)


def test_waiting_customers_are_asked_again_on_the_agreed_days_once(session, registered, he, zhou, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_CUSTOMER)
    chased = []
    for _ in range(9):
        later(days=1)
        chased.append((complaints.chase_due(session), complaints.chase_due(session)))

    # Tuesday's was asked for when the waiting began; Thursday's by the job; after seven days the manager hears of it.
    assert chased == [(0, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 0)]
    assert [(one.cause, one.level) for one in session.exec(select(Escalation))] == [("paused", 1)]
    still = session.exec(select(Task).where(col(Task.cancelled_at).is_(None))).all()
    assert [(task.kind, task.assignee_id) for task in still] == [("chase_customer", he.id)]


def test_after_a_week_without_the_job_one_reminder_stands_for_all(session, registered, he, later):
    make_all(session, he, registered, Move.ACCEPT, Move.INVESTIGATE, Move.WAIT_CUSTOMER)
    later(days=6)

    assert complaints.chase_due(session) == 1
    assert complaints.chase_due(session) == 0
