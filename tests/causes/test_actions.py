"""Corrective actions: every state, move and role from the table; four eyes; tasks that follow the state."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import casefile, causes
from care.causes import ActionMove, NewAction
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from db.models import ActionState, Complaint, Notice, Role, Task
from tests.causes.conftest import NEXT_WEEK
from tests.conftest import a_person

S, M = ActionState, ActionMove

# The table of the requirements, written by hand: state, move, what it becomes.
ALLOWED = {
    (S.PLANNED, M.START): S.DOING,
    (S.DOING, M.REPORT): S.TO_VERIFY,
    (S.TO_VERIFY, M.CONFIRM): S.EFFECTIVE,
    (S.TO_VERIFY, M.REFUTE): S.INEFFECTIVE,
    (S.EFFECTIVE, M.OVERTURN): S.INEFFECTIVE,
    (S.INEFFECTIVE, M.START): S.DOING,
}
DOERS = {"owner", "handler", "manager", "boss"}
MAY = {
    M.START: DOERS,
    M.REPORT: DOERS,
    M.CONFIRM: {"handler", "manager", "boss"},
    M.REFUTE: {"handler", "manager", "boss"},
    M.OVERTURN: {"manager", "boss"},
}


@dataclass(frozen=True)
class Cast:
    owner: object
    reporter: object
    handler: object
    manager: object
    boss: object
    admin: object
    colleague: object
    analyst: object
    auditor: object


@pytest.fixture
def cast(session, lin, he, zhou, chen, sun, fang, qian):
    return Cast(
        owner=lin,
        reporter=a_person("qin", "秦岚", Role.SERVICE),
        handler=he,
        manager=zhou,
        boss=chen,
        admin=sun,
        colleague=a_person("ma", "马超", Role.SALES, "一队"),
        analyst=fang,
        auditor=qian,
    )


def make(session, actor, action, move):
    seen = {"seen_version": action.row_version}
    match move:
        case M.START:
            return causes.start_action(session, actor, action.id, due_on=NEXT_WEEK, **seen)
        case M.REPORT:
            return causes.report_done(session, actor, action.id, words="New seals are in", **seen)
        case M.OVERTURN:
            return causes.overturn_action(session, actor, action.id, words="They still leak", **seen)
    return causes.verify_action(
        session, actor, action.id, effective=move is M.CONFIRM, words="Looked at ten pieces", **seen
    )


def put(session, action, state, *, reporter=None):
    """As history: whatever led there."""
    action.state = state
    if state in (S.TO_VERIFY, S.EFFECTIVE, S.INEFFECTIVE):
        action.done_at, action.done_by_id = clock.now(), reporter.id if reporter else None
    if state is S.EFFECTIVE:
        action.effect_before, action.effect_after = 2, 2
    session.flush()


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
@pytest.mark.parametrize(
    "who", ["owner", "reporter", "handler", "manager", "boss", "admin", "colleague", "analyst", "auditor"]
)
def test_the_table_says_who_may_make_which_move_and_all_else_is_refused(session, cast, an_action, state, move, who):
    action = an_action(owner=cast.owner)
    put(session, action, state, reporter=cast.reporter)
    may = MAY[move] | ({"reporter"} if move in (M.START, M.REPORT) else set())

    if (state, move) in ALLOWED and who in may:
        assert make(session, getattr(cast, who), action, move).state is ALLOWED[state, move]
    else:
        with pytest.raises(Refusal) as refused:
            make(session, getattr(cast, who), action, move)
        assert refused.value.sentence
        session.expire(action)
        assert action.state is state


def test_the_owner_never_verifies_even_as_the_boss(session, chen, an_action):
    action = an_action(owner=chen)
    put(session, action, S.TO_VERIFY)

    with pytest.raises(causes.ActionRefused, match="ask a colleague"):
        make(session, chen, action, M.CONFIRM)


def test_whoever_reported_it_done_for_the_owner_does_not_verify_it_either(session, he, zhou, an_action):
    action = an_action()
    make(session, he, action, M.START)
    make(session, he, action, M.REPORT)

    with pytest.raises(causes.ActionRefused, match="reported an action done"):
        make(session, he, action, M.CONFIRM)
    assert make(session, zhou, action, M.CONFIRM).verified_by_id == zhou.id


def test_an_owner_without_any_reach_sees_the_complaint_by_the_task_and_carries_it_out(session, xu, an_action):
    action = an_action(owner=xu)

    make(session, xu, action, M.START)
    make(session, xu, action, M.REPORT)

    assert action.done_by_id == xu.id


def test_a_stranger_finds_no_such_action(session, xu, an_action):
    with pytest.raises(NotFound):
        make(session, xu, an_action(), M.START)


def test_what_moved_on_meanwhile_is_a_conflict_and_nothing_is_lost(session, lin, he, an_action):
    action = an_action()
    seen = action.row_version
    make(session, lin, action, M.START)

    with pytest.raises(Conflict) as refused:
        causes.start_action(session, he, action.id, seen_version=seen)
    assert refused.value.theirs == {"state": "doing"}
    assert action.state is S.DOING


def open_tasks(session, user_id=None):
    query = select(Task).where(Task.done_at == None, Task.cancelled_at == None)  # noqa: E711
    return [(t.kind, t.assignee_id) for t in session.exec(query) if user_id in (None, t.assignee_id)]


def test_the_tasks_follow_the_state_one_at_a_time(session, lin, he, zhou, an_action):
    action = an_action()
    assert open_tasks(session) == [("corrective_action", lin.id)]
    make(session, lin, action, M.START)
    assert open_tasks(session) == [("corrective_action", lin.id)]
    make(session, lin, action, M.REPORT)
    assert open_tasks(session) == [("verification", he.id)]
    make(session, he, action, M.REFUTE)
    assert open_tasks(session) == [("corrective_action", lin.id)]
    make(session, lin, action, M.START)
    make(session, lin, action, M.REPORT)
    make(session, he, action, M.CONFIRM)
    assert open_tasks(session) == []
    done = session.exec(select(Task.outcome).where(Task.done_at != None).order_by(col(Task.id))).all()  # noqa: E711
    assert done == ["New seals are in", "Looked at ten pieces", "New seals are in", "Looked at ten pieces"]


def test_the_handlers_own_action_is_verified_by_a_manager(session, he, zhou, an_action):
    action = an_action(owner=he)
    make(session, he, action, M.START)
    make(session, he, action, M.REPORT)

    assert open_tasks(session) == [("verification", zhou.id)]


def test_two_actions_of_one_complaint_have_tasks_of_their_own(session, lin, he, an_action):
    first = an_action()
    an_action(owner=he, complaint=session.get(Complaint, first.complaint_id))

    make(session, lin, first, M.START)
    make(session, lin, first, M.REPORT)

    assert ("corrective_action", he.id) in open_tasks(session)
    assert ("corrective_action", lin.id) not in open_tasks(session)


def test_the_task_is_due_at_the_end_of_the_day_it_was_planned_for(session, an_action):
    an_action(due_on=date(2026, 3, 16))

    due = clock.local(session.exec(select(Task.due_at)).one())
    assert (due.date(), due.hour, due.minute) == (date(2026, 3, 16), 23, 59)


def test_another_person_and_day_is_another_task_and_the_first_one_goes(session, zhou, lin, he, an_action):
    action = an_action()
    new = NewAction("Check every batch", he.id, NEXT_WEEK + timedelta(days=2))

    causes.change_action(session, zhou, action.id, action=new, seen_version=action.row_version)

    assert open_tasks(session) == [("corrective_action", he.id)]
    assert action.deed == "Check every batch"


def test_starting_over_needs_another_day_and_the_events_keep_the_first_attempt(session, lin, he, an_action):
    action = an_action()
    for actor, move in ((lin, M.START), (lin, M.REPORT), (he, M.REFUTE)):
        make(session, actor, action, move)

    with pytest.raises(Invalid):
        causes.start_action(session, lin, action.id, seen_version=action.row_version)
    make(session, lin, action, M.START)

    assert action.done_at is None
    words = [entry.words for entry in casefile.entries_of(session, action.complaint_id)]
    assert {"New seals are in", "Looked at ten pieces"} <= set(words)


@pytest.mark.parametrize(
    ("deed", "due_on", "field"),
    [(" ", NEXT_WEEK, "deed"), ("x" * 1001, NEXT_WEEK, "deed"), ("Do it", date(2026, 3, 8), "due_on")],
)
def test_an_action_says_what_until_when(session, he, lin, a_complaint, deed, due_on, field):
    with pytest.raises(Invalid) as refused:
        causes.plan_action(session, he, a_complaint(handler=he).id, action=NewAction(deed, lin.id, due_on))
    assert set(refused.value.problems) == {field}


def test_an_analyst_or_an_auditor_is_never_in_charge(session, he, fang, qian, a_complaint):
    complaint = a_complaint(handler=he)
    for person in (fang, qian):
        with pytest.raises(Invalid, match="works with complaints"):
            causes.plan_action(session, he, complaint.id, action=NewAction("Do it", person.id, NEXT_WEEK))


def test_moves_need_words(session, lin, he, an_action):
    action = an_action()
    make(session, lin, action, M.START)
    with pytest.raises(Invalid, match="what was done"):
        causes.report_done(session, lin, action.id, words=" ", seen_version=action.row_version)


def test_sales_plan_nothing(session, lin, a_complaint):
    with pytest.raises(NotAllowed):
        causes.plan_action(session, lin, a_complaint(handler=lin).id, action=NewAction("Do it", lin.id, NEXT_WEEK))


def test_a_late_action_is_told_once_to_those_who_answer_for_it(session, he, zhou, an_action):
    an_action(due_on=date(2026, 3, 9))
    assert causes.remind_late(session) == 0

    clock.freeze(clock.now() + timedelta(days=1))

    assert causes.remind_late(session) == 2
    assert causes.remind_late(session) == 0
    told = session.exec(select(Notice.user_id).where(Notice.kind == "action_late")).all()
    assert set(told) == {he.id, zhou.id}
