"""Whether it helped: the same cause's complaints before and after, recounted here by hand; nothing changes silently."""

from datetime import timedelta
from random import Random

import pytest
from sqlmodel import select

from care import causes
from core import clock
from db.models import (
    ActionState,
    AuditEntry,
    CauseCategory,
    ComplaintKind,
    ComplaintState,
    CorrectiveAction,
    Notice,
    Task,
)
from tests.causes.conftest import NEXT_WEEK

DAY = timedelta(days=1)


@pytest.fixture
def effective(session, an_action, caused, he, zhou):
    """An action of a complaint about the supplier, done now and found effective now."""

    def make(**columns):
        complaint = caused(handler=he, team_id=zhou.team_id, days_ago=1, **columns)
        action = an_action(complaint=complaint)
        action.state, action.done_at = ActionState.TO_VERIFY, clock.now()
        session.flush()
        return causes.verify_action(
            session, he, action.id, effective=True, words="Ten pieces are tight", seen_version=action.row_version
        )

    return make


def after_days(days):
    clock.freeze(clock.now() + days * DAY)


def tasks_for(session, kind):
    return session.exec(select(Task.assignee_id).where(Task.kind == kind, Task.done_at == None)).all()  # noqa: E711


def test_the_effect_is_counted_thirty_days_after_the_verification_and_only_once(session, effective):
    action = effective()
    assert action.effect_due_on == clock.today() + 30 * DAY

    after_days(29)
    assert causes.check_effects(session) == 0
    after_days(1)
    assert causes.check_effects(session) == 1
    assert causes.check_effects(session) == 0
    assert (action.effect_before, action.effect_after) == (1, 0)


def test_the_counts_equal_a_recount_by_hand(session, effective, caused):
    action, random = effective(), Random(7)
    done_at, known = action.done_at, []
    for _number in range(60):
        offset = timedelta(minutes=random.randint(-50 * 1440, 50 * 1440))
        category = random.choice((CauseCategory.SUPPLIER, CauseCategory.DESIGN))
        state = random.choice((ComplaintState.CLOSED, ComplaintState.DUPLICATE, ComplaintState.REJECTED))
        kind = random.choice((ComplaintKind.COMPLAINT, ComplaintKind.COMPLAINT, ComplaintKind.INQUIRY))
        caused(category, received_at=done_at + offset, state=state, kind=kind)
        if category is CauseCategory.SUPPLIER and state is not ComplaintState.DUPLICATE:
            known += [offset] * (kind is ComplaintKind.COMPLAINT)
    known.append(-DAY)  # the complaint itself

    after_days(30)
    causes.check_effects(session)

    assert action.effect_before == sum(-30 * DAY <= offset < 0 * DAY for offset in known)
    assert action.effect_after == sum(0 * DAY <= offset < 30 * DAY for offset in known)


def test_fewer_complaints_leave_it_effective_and_managers_are_told_the_numbers(session, effective, caused, zhou, lin):
    action = effective()
    caused(days_ago=2)
    after_days(20)
    caused()
    after_days(10)

    causes.check_effects(session)

    assert action.state is ActionState.EFFECTIVE
    assert tasks_for(session, "effect_check") == []
    told = session.exec(select(Notice).where(Notice.kind == "action_effect")).all()
    assert {notice.user_id for notice in told} == {zhou.id, lin.id}
    assert '"before": 2, "after": 1' in told[0].detail


def test_as_many_complaints_propose_to_take_it_up_again_and_a_manager_does(session, effective, caused, zhou, lin):
    action = effective()
    after_days(20)
    caused()
    after_days(10)

    causes.check_effects(session)
    assert action.state is ActionState.EFFECTIVE, "nothing changes silently"
    assert tasks_for(session, "effect_check") == [zhou.id]

    again = causes.overturn_action(session, zhou, action.id, words="It still leaks", seen_version=action.row_version)
    assert again.state == "ineffective"
    assert tasks_for(session, "effect_check") == []
    assert tasks_for(session, "corrective_action") == [lin.id]


def test_what_has_helped_is_not_taken_back(session, effective, zhou):
    action = effective()
    after_days(30)
    causes.check_effects(session)

    with pytest.raises(causes.ActionRefused, match="has not shown a miss"):
        causes.overturn_action(session, zhou, action.id, words="x", seen_version=action.row_version)


def test_an_action_without_a_recorded_cause_waits_for_one(session, an_action, he, lin):
    action = an_action()
    action.state, action.done_at, action.effect_due_on = ActionState.EFFECTIVE, clock.now(), clock.today()
    session.flush()

    assert causes.check_effects(session) == 0


def test_started_again_its_effect_is_counted_anew(session, effective, caused, zhou, lin, he):
    action = effective()
    caused()
    after_days(31)
    causes.check_effects(session)
    causes.overturn_action(session, zhou, action.id, words="Still", seen_version=action.row_version)
    causes.start_action(session, lin, action.id, seen_version=action.row_version, due_on=NEXT_WEEK + 60 * DAY)
    causes.report_done(session, lin, action.id, words="Other supplier", seen_version=action.row_version)
    causes.verify_action(session, he, action.id, effective=True, words="Tight", seen_version=action.row_version)
    after_days(30)

    assert causes.check_effects(session) == 1
    assert (action.effect_before, action.effect_after) == (0, 0)
    assert len(session.exec(select(Notice).where(Notice.kind == "action_effect", Notice.user_id == zhou.id)).all()) == 2


def test_the_count_stands_in_the_log_as_the_systems(session, effective):
    effective()
    after_days(30)
    causes.check_effects(session)

    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "action.effect_counted")).one()
    assert entry.actor_id is None
    assert '"effect_after":[null,0]' in entry.detail
    assert session.exec(select(CorrectiveAction.effect_before)).one() == 1
