"""What comes again is another breach: an excuse is for one time and not for ever."""

from datetime import timedelta

import pytest

from care import handbook
from care.handbook import Mark, NewTraining
from care.kpis import Kind, month_of, natural
from core import clock
from db.models import BreachState, ReviewVerdict, Tier
from tests.conftest import MONDAY_TEN


@pytest.fixture
def stale(session, book, zhou, lin, a_customer):
    """A file of 林静's that nobody has verified for a year; excused."""
    customer = a_customer(owner=lin, tier=Tier.A, created_at=MONDAY_TEN - timedelta(days=365))
    case = of_rule(session, zhou, book["1.3"]).rows[0]
    handbook.decide_breach(session, zhou, book["1.3"].id, case.case_id, excuse=True, words="客户休假", seen=0)
    return customer


def of_rule(session, actor, rule):
    return handbook.breaches(session, actor, rule.id, period=natural(Kind.YEAR, clock.today()))


def test_an_excuse_holds_as_long_as_the_file_stays_as_it_is(session, book, stale, zhou, later):
    later(days=400)

    assert of_rule(session, zhou, book["1.3"]).rows[0].state is BreachState.EXCUSED


def test_a_file_that_is_stale_once_more_is_another_breach(session, book, stale, zhou, later):
    stale.last_verified_at = later(days=1)
    session.flush()
    assert of_rule(session, zhou, book["1.3"]).total == 0

    later(days=400)
    again = of_rule(session, zhou, book["1.3"]).rows[0]
    assert (again.subject_id, again.state, again.may_decide) == (stale.id, None, True)
    file = handbook.rule_file(session, zhou, book["1.3"].id, period=month_of(clock.today()))
    assert file.kept is not None
    assert file.kept.rate.excused == 0


def test_a_key_customer_without_anybody_is_excused_for_the_month(session, book, chen, a_customer, later):
    rule = next(rule for rule in book.values() if file_of(session, chen, rule).check_code == "key_customer_owned")
    a_customer(tier=Tier.A).owner_id = None
    session.flush()
    case = of_rule(session, chen, rule).rows[0]
    handbook.decide_breach(session, chen, rule.id, case.case_id, excuse=True, words="招聘中", seen=0)
    assert of_rule(session, chen, rule).rows[0].state is BreachState.EXCUSED

    later(days=31)
    assert of_rule(session, chen, rule).rows[0].state is None


def test_a_training_that_has_run_out_again_is_another_breach(session, book, chen, sun, lin, later):
    rule = next(rule for rule in book.values() if file_of(session, chen, rule).check_code == "trained")
    case = next(row for row in of_rule(session, chen, rule).rows if row.who_id == lin.id)
    handbook.decide_breach(session, chen, rule.id, case.case_id, excuse=True, words="刚入职", seen=0)
    training = handbook.plan_training(
        session, sun, training=NewTraining("制度", clock.today(), user_ids=(lin.id,))
    )  # fmt: skip
    marks = {lin.id: Mark(True, 90)}
    handbook.record_attendance(session, sun, training.id, marks=marks, seen=training.row_version)
    assert lin.id not in [row.who_id for row in of_rule(session, chen, rule).rows]

    later(days=400)
    again = next(row for row in of_rule(session, chen, rule).rows if row.who_id == lin.id)
    assert again.state is None


def test_a_review_owed_and_held_late_is_one_breach_and_the_next_one_another(session, book, chen, sun, later):
    rule, reviews = (
        book["1.1"],
        next(rule for rule in book.values() if file_of(session, chen, rule).check_code == "rules_reviewed"),
    )
    rule.owner_id = sun.id
    session.flush()

    def its():
        return [row for row in of_rule(session, chen, reviews).rows if row.subject_id == rule.id]

    later(days=92 + 15)
    owed = next(iter(its()))
    handbook.decide_breach(session, chen, reviews.id, owed.case_id, excuse=True, words="合并到下季度", seen=0)
    handbook.review_rule(
        session, sun, rule.id, verdict=ReviewVerdict.KEEP, words="有效", members=[], seen=rule.row_version
    )
    assert [(row.case_id, row.state) for row in its()] == [(owed.case_id, BreachState.EXCUSED)]

    later(days=92 + 15)
    assert [row.state for row in its()] == [None, BreachState.EXCUSED]


def file_of(session, actor, rule):
    return handbook.rule_file(session, actor, rule.id, period=month_of(clock.today()))
