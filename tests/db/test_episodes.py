"""What was said of breaches before they had numbers of their own time stays with the time it was said of."""

from datetime import timedelta
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlmodel import select

from care import handbook
from care.kpis import Kind, natural
from core import clock
from db.models import Breach, BreachState, ReviewVerdict, Rule, Subject
from tests.conftest import MONDAY_TEN


@pytest.fixture
def excused(session, chen):
    """Written down as it was before."""

    def write(check_code, case_id, rule, at=None):
        row = Breach(check_code=check_code, case_id=case_id, rule_id=rule.id, subject=Subject.RULE, at=at,
                     state=BreachState.EXCUSED)  # fmt: skip
        session.add(row)
        session.flush()
        return row

    return write


@pytest.fixture
def book(session, chen):
    handbook.install(session)
    handbook.keep_up(session)
    return {rule.code: rule for rule in session.exec(select(Rule))}


def migrate(session):
    session.flush()
    with Operations.context(MigrationContext.configure(session.connection())):
        import_module("db.migrations.versions.0014_episodes").upgrade()
    session.expire_all()


def states(session, actor, rule):
    found = handbook.breaches(session, actor, rule.id, period=natural(Kind.YEAR, clock.today()))
    return {row.subject_id: row.state for row in found.rows}


def by_check(session, actor, book, code):
    period = natural(Kind.YEAR, clock.today())
    return next(
        rule for rule in book.values() if handbook.rule_file(session, actor, rule.id, period=period).check_code == code
    )


def test_an_excused_file_stays_excused_and_one_verified_since_does_not(session, chen, book, excused, a_customer):
    long_ago = MONDAY_TEN - timedelta(days=900)
    still, again = a_customer(created_at=long_ago), a_customer(created_at=long_ago)
    again.last_verified_at = MONDAY_TEN + timedelta(days=1)
    rule = by_check(session, chen, book, "file_verified")
    for customer in (still, again):
        excused("file_verified", customer.id, rule)

    migrate(session)
    clock.freeze(MONDAY_TEN + timedelta(days=900))

    assert states(session, chen, rule) == {still.id: BreachState.EXCUSED, again.id: None}


def test_a_review_that_was_owed_or_held_late_stays_excused(session, chen, book, excused):
    clock.freeze(MONDAY_TEN + timedelta(days=92 + 15))
    owed, late = book["1.1"], book["1.2"]
    review = handbook.review_rule(
        session, chen, late.id, verdict=ReviewVerdict.KEEP, words="有效", members=[], seen=late.row_version
    )
    rule = by_check(session, chen, book, "rules_reviewed")
    excused("rules_reviewed", review.id, rule, clock.start_of(review.due_on))
    excused("rules_reviewed", 1_000_000_000 + owed.id, rule, clock.start_of(owed.next_review_on))
    excused("rules_reviewed", 1_000_000_000 + late.id, rule, clock.start_of(review.due_on))

    migrate(session)

    found = states(session, chen, rule)
    assert (found[owed.id], found[late.id]) == (BreachState.EXCUSED, BreachState.EXCUSED)


def test_months_that_were_copied_from_the_policy_follow_it(session, chen, book):
    book["1.1"].review_months, book["1.2"].review_months = 3, 6

    migrate(session)

    assert (book["1.1"].review_months, book["1.2"].review_months) == (0, 6)
