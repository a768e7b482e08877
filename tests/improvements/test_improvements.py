"""From an idea to its effect on the number it names."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from care import causes, improvements, notices, tasks
from care.complaints import clocks
from care.improvements import Idea
from care.improvements.measures import Reading
from care.tasks import DoneElsewhere
from core import clock, i18n
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import ClockKind, ImprovementOrigin, ImprovementState, Notice, Task
from tests.complaints.conftest import a_complaint as a_complaint
from tests.conftest import MONDAY_TEN

__all__ = ["a_complaint"]


@pytest.fixture
def idea(session, chen, zhou, lin):
    return improvements.propose(session, lin, idea=Idea("每天下午提醒一次"))


def taken_up(session, actor, row):
    return causes.decide_improvement(session, actor, row.id, accept=True, words="试行", seen_version=row.row_version)


def planned(session, actor, row, owner, measure="rule:complaint_resolved"):
    due = clock.today() + timedelta(days=14)
    return improvements.plan(
        session, actor, row.id, owner_id=owner.id, due_on=due, measure=measure, seen=row.row_version
    )


def line(session, actor, row):
    return next(one for one in improvements.improvement_list(session, actor) if one.id == row.id)


def test_an_idea_is_told_to_those_who_decide(session, idea, chen, zhou):
    told = session.exec(select(Notice.user_id).where(Notice.kind == "improvement_proposed")).all()

    assert set(told) == {chen.id, zhou.id}
    i18n.use("en")
    assert "An improvement was proposed: an idea." in [row.sentence for row in notices.inbox(session, zhou).rows]
    assert line(session, zhou, idea).may_decide


def test_it_goes_from_plan_to_effect(session, idea, chen, zhou, lin, a_customer, a_complaint):
    for _one in range(2):
        row = a_complaint(a_customer(owner=lin), handler=lin, received_at=MONDAY_TEN - timedelta(days=3))
        clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())
    taken_up(session, zhou, idea)
    planned(session, zhou, idea, lin)
    assert (idea.before, idea.before_n) == (0.0, 2)
    assert session.exec(select(Task).where(Task.kind == "improvement", col(Task.done_at).is_(None))).one()

    improvements.report_improved(session, lin, idea.id, words="已设提醒", seen=idea.row_version)
    clock.freeze(MONDAY_TEN + timedelta(days=29))
    assert improvements.count_effects(session) == 0
    clock.freeze(MONDAY_TEN + timedelta(days=31))
    row = a_complaint(a_customer(owner=lin), handler=lin, received_at=clock.now())
    clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())
    assert improvements.count_effects(session) == 1
    assert improvements.count_effects(session) == 0

    shown = line(session, lin, idea)
    assert (shown.state, shown.after, shown.after_n) == (ImprovementState.MEASURED, 1.0, 1)
    assert session.exec(select(Task).where(Task.kind == "improvement")).one().done_at is not None


def test_every_measure_can_be_read(session, idea, zhou, lin):
    taken_up(session, zhou, idea)
    for measure in improvements.choices(session, zhou):
        idea.state = ImprovementState.ACCEPTED
        session.flush()
        planned(session, zhou, idea, lin, measure)


def test_steps_are_taken_in_their_order_and_by_those_who_may(session, idea, chen, zhou, lin, xu):
    with pytest.raises(improvements.WrongTurn):
        planned(session, zhou, idea, lin)
    taken_up(session, zhou, idea)
    with pytest.raises(NotAllowed):
        planned(session, lin, idea, lin)
    with pytest.raises(Invalid) as refused:
        improvements.plan(
            session, zhou, idea.id, owner_id=0, due_on=clock.today() - timedelta(days=1), measure="kpi:x",
            seen=idea.row_version,
        )  # fmt: skip
    assert set(refused.value.problems) == {"owner_id", "due_on", "measure"}
    planned(session, zhou, idea, lin)
    with pytest.raises(NotFound):
        improvements.report_improved(session, xu, idea.id, words="好了", seen=idea.row_version)
    with pytest.raises(Conflict):
        improvements.report_improved(session, lin, idea.id, words="好了", seen=99)


def test_a_stranger_does_not_see_it(session, idea, xu):
    assert improvements.improvement_list(session, xu) == ()


def test_it_comes_from_what_is_there(session, lin, chen):
    with pytest.raises(NotFound):
        improvements.propose(session, lin, idea=Idea("好", ImprovementOrigin.BREACH, 7))
    with pytest.raises(NotFound):
        improvements.propose(session, lin, idea=Idea("好", ImprovementOrigin.SUGGESTION, 7))
    with pytest.raises(NotAllowed):
        improvements.propose(session, lin, idea=Idea("好", ImprovementOrigin.CAUSE))
    with pytest.raises(Invalid):
        improvements.propose(session, lin, idea=Idea(" "))


def test_whoever_gets_its_task_carries_it_out_and_reports_it(session, idea, zhou, lin, he):
    taken_up(session, zhou, idea)
    planned(session, zhou, idea, lin, "")
    task = session.exec(select(Task).where(Task.kind == "improvement")).one()
    with pytest.raises(DoneElsewhere):
        tasks.finish(session, lin, task.id, outcome="做完了")

    tasks.hand_on(session, lin, task.id, to=he.id)
    assert (line(session, zhou, idea).owner, line(session, he, idea).may_report) == (he.name, True)
    improvements.report_improved(session, he, idea.id, words="已设提醒", seen=idea.row_version)

    assert idea.state is ImprovementState.DONE
    assert task.done_at is not None


@pytest.mark.parametrize(
    ("measure", "values", "said"),
    [
        ("kpi:complaint_rate", (0.6, 0.5), "0.60 before, 0.50 after"),
        ("kpi:resolution_median", (30.0, 0.5), "0.5 h before, 0.0 h after"),
        ("rule:complaint_resolved", (0.5, 1.0), "50.0% before, 100.0% after"),
    ],
)
def test_an_effect_is_told_in_the_unit_of_its_number(session, idea, monkeypatch, zhou, lin, measure, values, said):
    readings = iter([Reading(value, 40) for value in values])
    monkeypatch.setattr("care.improvements.commands.read", lambda *_, **__: next(readings))
    taken_up(session, zhou, idea)
    planned(session, zhou, idea, lin, measure)
    improvements.report_improved(session, lin, idea.id, words="已设提醒", seen=idea.row_version)
    clock.freeze(MONDAY_TEN + timedelta(days=31))
    improvements.count_effects(session)

    i18n.use("en")
    assert said in notices.inbox(session, lin).rows[0].sentence


def test_forty_improvements_are_read_as_quickly_as_one(session, idea, zhou):
    def read_by():
        asked = []
        event.listen(session.get_bind(), "before_cursor_execute", lambda *all_: asked.append(all_[2]))
        assert improvements.improvement_list(session, zhou)
        return len(asked)

    few = read_by()
    for number in range(40):
        improvements.propose(session, zhou, idea=Idea(f"改进 {number}")).team_id = None
    session.flush()

    assert read_by() <= 2 * few
