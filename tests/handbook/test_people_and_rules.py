"""Who has read the rules, who was taught them, when they were reviewed, what supervisors found."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import handbook, tasks
from care.handbook import Finding, Mark, NewTraining
from care.kpis import Kind, month_of, natural
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from db.models import ReviewVerdict, RuleState, Task
from tests.conftest import MONDAY_TEN


def rate(session, actor, code, period=None):
    check = handbook.catalogue()[code]
    known = handbook.names(session)
    return handbook.compliance(session, actor, check, {}, period=period or month_of(clock.today()), known=known).rate


def receipts_of(session, actor, rule):
    found = handbook.rule_file(session, actor, rule.id, period=month_of(clock.today())).receipts
    assert found is not None
    return found


def open_tasks(session, actor, kind):
    mine = select(Task).where(Task.assignee_id == actor.id, Task.kind == kind)
    return session.exec(mine.where(col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))).all()


def test_a_confirmation_counts_once_with_its_time(session, book, chen, lin):
    rule = book["1.1"]
    first = handbook.confirm_rule(session, lin, rule.id, version=1)
    again = handbook.confirm_rule(session, lin, rule.id, version=1)

    assert first.id == again.id
    found = receipts_of(session, lin, rule)
    assert (found.confirmed, found.active, found.mine_at) == (1, 5, MONDAY_TEN)
    assert found.missing == ()
    assert "林静" not in receipts_of(session, chen, rule).missing


def test_whoever_has_rules_to_read_has_one_task_until_all_are_read(session, book, lin):
    handbook.keep_up(session)
    assert len(open_tasks(session, lin, "rules_to_read")) == 1

    for rule in book.values():
        handbook.confirm_rule(session, lin, rule.id, version=rule.version)

    assert open_tasks(session, lin, "rules_to_read") == []
    assert handbook.unread(session, lin) == ()


def test_who_still_has_time_to_read_breaks_no_rule(session, book, chen, lin):
    assert rate(session, chen, "rules_read").n == 0

    handbook.confirm_rule(session, lin, book["1.1"].id, version=1)
    clock.freeze(MONDAY_TEN + timedelta(days=7, hours=1))

    found = rate(session, chen, "rules_read")
    assert (found.met, found.n) == (1, 5 * len(book))
    assert rate(session, lin, "rules_read").n == len(book)


def test_a_review_keeps_the_rule_and_plans_the_next_one(session, book, chen, zhou):
    rule = book["1.1"]
    clock.freeze(MONDAY_TEN + timedelta(days=90))
    handbook.keep_up(session)
    assert open_tasks(session, chen, "rule_review")

    handbook.review_rule(
        session, chen, rule.id, verdict=ReviewVerdict.KEEP, words="有效", members=[zhou.id], seen=rule.row_version
    )

    assert rule.next_review_on == date(2026, 9, 7)
    assert rule.id not in [task.subject_id for task in open_tasks(session, chen, "rule_review")]
    shown = handbook.rule_file(session, chen, rule.id, period=month_of(clock.today())).reviews[0]
    assert (shown.verdict, shown.members, shown.due_on) == (ReviewVerdict.KEEP, ("周凯",), date(2026, 6, 9))
    assert rate(session, chen, "rules_reviewed", natural(Kind.QUARTER, clock.today())).met == 1


def test_a_review_that_is_owed_beyond_its_grace_is_a_breach_of_its_owner(session, book, chen):
    clock.freeze(MONDAY_TEN + timedelta(days=92 + 15))

    found = rate(session, chen, "rules_reviewed", natural(Kind.QUARTER, clock.today()))
    assert (found.met, found.n) == (0, len(book))


def test_a_review_may_retire_a_rule_and_needs_its_owner(session, book, chen, zhou):
    rule = book["1.1"]
    with pytest.raises(NotAllowed):
        handbook.review_rule(
            session, zhou, rule.id, verdict=ReviewVerdict.KEEP, words="有效", members=[], seen=rule.row_version
        )
    handbook.review_rule(
        session, chen, rule.id, verdict=ReviewVerdict.RETIRE, words="已无此业务", members=[], seen=rule.row_version
    )

    assert rule.state is RuleState.RETIRED


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [("2026-11-30", 3, "2027-02-28"), ("2026-12-31", 6, "2027-06-30"), ("2027-11-30", 3, "2028-02-29")],
)
def test_the_next_review_is_on_the_same_day_or_the_last_of_its_month(session, book, chen, day, months, after):
    rule = book["1.1"]
    clock.freeze(clock.start_of(date.fromisoformat(day)))
    rule.review_months = months
    session.flush()
    handbook.review_rule(
        session, chen, rule.id, verdict=ReviewVerdict.KEEP, words="有效", members=[], seen=rule.row_version
    )

    assert rule.next_review_on == date.fromisoformat(after)


def a_training(session, actor, book, *people, on=None):
    rules = (book["3.1"].id, book["3.2"].id)
    wanted = NewTraining("投诉处理", on or clock.today(), "孙丽", "第三章", rules, tuple(one.id for one in people))
    return handbook.plan_training(session, actor, training=wanted)


def test_whoever_was_there_and_passed_is_trained(session, book, sun, chen, lin, xu, he):
    row = a_training(session, sun, book, lin, xu, he)
    marks = {lin.id: Mark(True, 80), xu.id: Mark(True, 79), he.id: Mark(False, 100)}
    handbook.record_attendance(session, sun, row.id, marks=marks, seen=row.row_version)

    shown = handbook.trainings(session, sun)[0]
    assert {place.name: (place.score, place.is_passed) for place in shown.places} == {
        "林静": (80, True), "许宁": (79, False), "何敏": (None, False),
    }  # fmt: skip
    assert (rate(session, chen, "trained").met, rate(session, chen, "trained").n) == (1, 6)
    taught = {one.code: one.taught for one in handbook.training_coverage(session, sun)}
    assert (taught["3.1"], taught["1.1"]) == (1, 0)


def test_one_sees_only_the_trainings_one_was_invited_to_and_ones_own_score(session, book, sun, lin, xu):
    row = a_training(session, sun, book, lin, xu)
    handbook.record_attendance(session, sun, row.id, marks={xu.id: Mark(True, 50)}, seen=row.row_version)

    assert [place.name for place in handbook.trainings(session, lin)[0].places] == ["林静"]


def test_nobody_passes_a_session_that_is_still_to_come_nor_with_an_absurd_score(session, book, sun, lin):
    ahead = a_training(session, sun, book, lin, on=clock.today() + timedelta(days=3))
    with pytest.raises(Invalid):
        handbook.record_attendance(session, sun, ahead.id, marks={lin.id: Mark(True, 90)}, seen=ahead.row_version)
    held = a_training(session, sun, book, lin)
    with pytest.raises(Invalid):
        handbook.record_attendance(session, sun, held.id, marks={lin.id: Mark(True, 101)}, seen=held.row_version)
    with pytest.raises(Conflict):
        handbook.record_attendance(session, sun, held.id, marks={}, seen=99)


def test_a_finding_becomes_a_task_and_is_put_right_when_that_is_done(session, book, qian, lin):
    found = Finding("三通电话隔天才记", False, deed="当天记录", assignee_id=lin.id)
    handbook.inspect_rule(session, qian, book["2.1"].id, finding=found)
    task = open_tasks(session, lin, "rule_follow_up")[0]
    assert task.title == "当天记录"

    tasks.finish(session, lin, task.id, outcome="已改")

    shown = handbook.inspections(session, qian)[0]
    assert (shown.code, shown.is_kept, shown.is_put_right) == ("2.1", False, True)


def test_a_manager_trains_the_own_team_and_reads_no_other_teams_scores(session, book, sun, zhou, lin, xu):
    row = a_training(session, sun, book, lin, xu, zhou)
    elsewhere = a_training(session, sun, book, xu)
    handbook.record_attendance(session, sun, row.id, marks={xu.id: Mark(True, 50)}, seen=row.row_version)

    shown = handbook.trainings(session, zhou)
    assert elsewhere.id not in [one.id for one in shown]
    assert {place.name: place.may_mark for place in shown[0].places} == {"林静": True, "周凯": False}
    assert set(handbook.trainees(session, zhou)) & {lin.id, xu.id} == {lin.id}
    with pytest.raises(NotAllowed):
        handbook.record_attendance(session, zhou, row.id, marks={xu.id: Mark(True, 90)}, seen=row.row_version)
    with pytest.raises(Invalid):
        a_training(session, zhou, book, xu)

    handbook.record_attendance(session, zhou, row.id, marks={lin.id: Mark(True, 90)}, seen=row.row_version)
    assert {place.name: place.score for place in handbook.trainings(session, zhou)[0].places} == {
        "林静": 90, "周凯": None,
    }  # fmt: skip


def test_nobody_marks_themselves(session, book, sun):
    row = a_training(session, sun, book, sun)
    with pytest.raises(Invalid):
        handbook.record_attendance(session, sun, row.id, marks={sun.id: Mark(True, 100)}, seen=row.row_version)


def test_a_training_is_planned_without_a_rule_being_counted(session, book, sun, monkeypatch):
    monkeypatch.setattr("care.handbook.measuring.counted", None)

    assert handbook.teachable(session, sun)[book["3.1"].id].startswith("3.1 ")
