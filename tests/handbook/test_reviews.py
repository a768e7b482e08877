"""Whose turn it is to review a rule, how often, and what becomes of the task that asks for it."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import handbook, rulebook, tasks
from care.handbook import HandbookPolicy
from care.kpis import month_of
from care.tasks import DoneElsewhere
from core import clock
from db.models import ReviewVerdict, Task, User, UserStatus
from tests.conftest import MONDAY_TEN


@pytest.fixture
def near(session, book, chen):
    """1.1, whose review is asked of 陈建国."""
    clock.freeze(MONDAY_TEN + timedelta(days=90))
    handbook.keep_up(session)
    return book["1.1"]


def asked(session, rule):
    """Who is asked to review it, by the open tasks."""
    of_rule = select(Task.assignee_id).where(Task.kind == "rule_review", Task.subject_id == rule.id)
    return session.exec(of_rule.where(col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None))).all()


def its_task(session, rule):
    return session.exec(select(Task.id).where(Task.kind == "rule_review", Task.subject_id == rule.id)).one()


def entrust(session, actor, rule, to, *, months=None, on=None):
    handbook.entrust_rule(
        session, actor, rule.id, owner_id=to.id, review_months=months, next_review_on=on or rule.next_review_on,
        seen=rule.row_version,
    )  # fmt: skip


def keep(session, actor, rule):
    handbook.review_rule(
        session, actor, rule.id, verdict=ReviewVerdict.KEEP, words="有效", members=[], seen=rule.row_version
    )


def file_of(session, actor, rule):
    return handbook.rule_file(session, actor, rule.id, period=month_of(clock.today()))


def test_a_rule_without_months_of_its_own_follows_the_policy(session, book, chen):
    rulebook.change(session, chen, HandbookPolicy(review_months=6), reason="半年一次", seen_version=0)
    assert file_of(session, chen, book["1.1"]).review_months == 6

    keep(session, chen, book["1.1"])

    assert book["1.1"].next_review_on == date(2026, 9, 9)


def test_a_rule_with_months_of_its_own_keeps_them_until_they_are_taken_away(session, book, chen):
    rule = book["1.1"]
    entrust(session, chen, rule, chen, months=1)
    rulebook.change(session, chen, HandbookPolicy(review_months=6), reason="半年一次", seen_version=0)
    keep(session, chen, rule)
    assert (rule.next_review_on, file_of(session, chen, rule).own_review_months) == (date(2026, 4, 9), 1)

    entrust(session, chen, rule, chen)
    assert (file_of(session, chen, rule).review_months, file_of(session, chen, rule).own_review_months) == (6, None)


def test_a_review_is_not_done_called_off_or_handed_on_by_its_task(session, near, chen, sun):
    task_id = its_task(session, near)
    shown = tasks.task(session, chen, task_id)
    assert (shown.may_finish, shown.may_redirect) == (False, False)
    assert "rule" in shown.elsewhere
    for deed in (
        lambda: tasks.finish(session, chen, task_id, outcome="好"),
        lambda: tasks.cancel(session, chen, task_id, reason="免了"),
        lambda: tasks.hand_on(session, chen, task_id, to=sun.id),
    ):
        with pytest.raises(DoneElsewhere):
            deed()

    assert asked(session, near) == [chen.id]


def test_the_review_is_asked_of_whoever_the_rule_was_entrusted_to(session, near, chen, sun):
    entrust(session, chen, near, sun)
    assert asked(session, near) == []

    handbook.keep_up(session)
    handbook.keep_up(session)

    assert asked(session, near) == [sun.id]


def test_a_review_put_off_and_a_rule_retired_ask_nobody(session, near, book, chen):
    entrust(session, chen, near, chen, on=clock.today() + timedelta(days=60))
    handbook.retire_rule(session, chen, book["1.2"].id, reason="并入 1.1", seen=book["1.2"].row_version)
    handbook.keep_up(session)

    assert asked(session, near) == asked(session, book["1.2"]) == []


def test_a_review_whose_task_was_finished_by_hand_is_asked_for_again(session, near, chen):
    session.get_one(Task, its_task(session, near)).done_at = clock.now()
    session.flush()

    handbook.keep_up(session)

    assert asked(session, near) == [chen.id]


def test_the_review_of_somebody_who_has_left_falls_to_who_may_write_rules(session, book, chen, sun, lin):
    session.get_one(User, lin.id).status = UserStatus.DISABLED
    book["1.1"].owner_id = lin.id
    session.flush()
    clock.freeze(MONDAY_TEN + timedelta(days=90))

    handbook.keep_up(session)

    assert asked(session, book["1.1"])[0] in (chen.id, sun.id)


def test_a_rule_to_be_revised_has_a_draft_that_begins_with_the_words_in_force(session, near, chen, lin):
    handbook.review_rule(
        session, chen, near.id, verdict=ReviewVerdict.REVISE, words="说得更清楚", members=[], seen=near.row_version
    )

    newest, in_force = file_of(session, chen, near).versions
    assert (newest.version, newest.in_force_at, newest.reason) == (2, None, "说得更清楚")
    assert file_of(session, chen, near).draft == file_of(session, chen, near).words
    assert [one.version for one in file_of(session, lin, near).versions] == [in_force.version] == [1]


def test_a_draft_that_is_being_written_is_left_alone_by_a_review(session, near, chen):
    words = file_of(session, chen, near).words
    handbook.revise_rule(session, chen, near.id, words=words, reason="已在写", seen=near.row_version)
    handbook.review_rule(
        session, chen, near.id, verdict=ReviewVerdict.REVISE, words="说得更清楚", members=[], seen=near.row_version
    )

    assert file_of(session, chen, near).versions[0].reason == "已在写"
