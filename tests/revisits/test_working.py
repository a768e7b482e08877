"""Working through visits: made, tried in vain, left out, by whoever comes first."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from care import complaints, customers, revisits
from core import clock
from core.errors import Conflict, Invalid, NotFound
from db import session as database
from db.models import (
    Demand,
    Interaction,
    MoveKind,
    Opportunity,
    Outcome,
    PlanEnd,
    Revisit,
    RevisitDemand,
    RevisitMove,
    VisitCause,
    VisitState,
)
from tests.complaints.forms import a_form
from tests.conftest import MONDAY_TEN
from tests.revisits.conftest import TODAY, made, open_visit, said, visits


def complete(actor, visit, report=None):
    with database.transaction() as session:
        return revisits.complete(session, actor, visit.id, report=report or made())


def test_a_visit_that_was_made_writes_the_contact_and_plans_the_next_in_one_go(lin, planned):
    wang = planned()

    complete(
        lin, open_visit(wang), made("想补货", satisfaction=5, need_change="换大包装", demands=(Demand.REPURCHASE,))
    )

    done, following = visits(wang)
    assert (done.state, done.done_by_id, done.done_on, done.satisfaction) == (VisitState.DONE, lin.id, TODAY, 5)
    assert (following.state, following.cause) == (VisitState.OPEN, VisitCause.CYCLE)
    assert following.due_on == date(2026, 6, 8)  # ninety days after is a Sunday
    with database.reading() as session:
        contact = session.exec(select(Interaction)).one()
        assert (contact.id, contact.revisit_id, contact.summary) == (done.interaction_id, done.id, "想补货")
        assert session.exec(select(RevisitDemand.demand)).all() == [Demand.REPURCHASE]


def test_the_customer_may_say_when_to_come_next_and_an_opportunity_is_noted(lin, planned):
    wang = planned()

    report = made(next_on=date(2026, 4, 1), opportunity="两台新设备", opportunity_cents=1_200_000)
    complete(lin, open_visit(wang), report)

    following = open_visit(wang)
    assert (following.planned_on, following.due_on, following.cause) == (
        date(2026, 4, 1), date(2026, 4, 1), VisitCause.MANUAL
    )  # fmt: skip
    with database.reading() as session:
        chance = session.exec(select(Opportunity)).one()
        assert (chance.words, chance.amount_cents, chance.customer_id) == ("两台新设备", 1_200_000, wang.id)


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (lambda: made("  "), "summary"),
        (lambda: revisits.VisitReport(said(outcome=Outcome.BUSY)), "outcome"),
        (lambda: made(satisfaction=6), "satisfaction"),
        (lambda: made(next_on=date(2026, 5, 1)), "visit_next_on"),
        (lambda: made(next_on=TODAY), "visit_next_on"),
        (lambda: made(opportunity_cents=100), "opportunity"),
        (lambda: made(problem="长" * 1001), "problem"),
    ],
)
def test_what_cannot_be_told_of_a_visit_is_said_beside_its_field_and_nothing_is_written(report, field, lin, planned):
    visit = open_visit(planned())

    with pytest.raises(Invalid) as refused:
        complete(lin, visit, report())

    assert list(refused.value.problems) == [field]
    with database.reading() as session:
        assert session.exec(select(Interaction)).all() == []
        assert session.get_one(Revisit, visit.id).state is VisitState.OPEN


def test_the_second_of_two_is_told_who_made_the_visit_and_nothing_is_double(lin, zhou, planned):
    wang = planned()
    visit = open_visit(wang)
    complete(lin, visit)

    with pytest.raises(revisits.VisitOver, match="林静 has already made this revisit."):
        complete(zhou, visit)

    assert [one.state for one in visits(wang)] == [VisitState.DONE, VisitState.OPEN]
    with database.reading() as session:
        assert len(session.exec(select(Interaction)).all()) == 1


def test_who_is_not_reached_is_tried_on_three_working_days_and_then_counts_as_not_reached(lin, planned):
    wang = planned()
    days = []
    for _n in range(3):
        visit = open_visit(wang)
        days.append(visit.planned_on)
        clock.freeze(clock.start_of(visit.planned_on) + timedelta(hours=10))
        with database.transaction() as session:
            revisits.attempt(session, lin, visit.id, contact=said("", Outcome.NO_ANSWER))

    tried, following = visits(wang)
    assert days[0] < days[1] < days[2]
    assert (tried.state, tried.is_unreached, tried.attempts) == (VisitState.SKIPPED, True, 3)
    assert following.due_on >= days[2] + timedelta(days=90)
    with database.reading() as session:
        assert {move.kind for move in session.exec(select(RevisitMove))} == {MoveKind.RETRIED}


def test_two_tries_on_one_day_are_one(lin, planned):
    wang = planned()
    for outcome in (Outcome.NO_ANSWER, Outcome.BUSY):
        with database.transaction() as session:
            revisits.attempt(session, lin, open_visit(wang).id, contact=said("", outcome))

    visit = open_visit(wang)
    assert visit.attempts == 1
    assert visit.planned_on > TODAY


def test_a_visit_is_left_out_with_a_reason_and_the_next_stands_a_cycle_later(lin, planned):
    wang = planned()
    visit = open_visit(wang)
    with database.transaction() as session, pytest.raises(Invalid):
        revisits.skip(session, lin, visit.id, reason=" ")

    with database.transaction() as session:
        revisits.skip(session, lin, visit.id, reason="客户休产假")

    skipped, following = visits(wang)
    assert (skipped.state, skipped.skip_reason, skipped.is_unreached) == (VisitState.SKIPPED, "客户休产假", False)
    assert following.due_on >= TODAY + timedelta(days=90)


def test_a_contact_logged_by_the_ordinary_form_is_the_visit_that_is_due(lin, planned):
    wang = planned()

    with database.transaction() as session:
        contact = revisits.log_contact(session, lin, contact=said("聊了近况"), customer_id=wang.id)

    done, following = visits(wang)
    assert (done.state, done.interaction_id) == (VisitState.DONE, contact.id)
    assert following.due_on >= TODAY + timedelta(days=90)


def test_a_contact_that_is_no_visit_still_moves_the_next_one(lin, planned):
    wang = planned(since=20)
    before = open_visit(wang)
    clock.freeze(MONDAY_TEN + timedelta(days=10))

    with database.transaction() as session:
        revisits.log_contact(session, lin, contact=said("来电问价"), customer_id=wang.id)

    after = open_visit(wang)
    assert after.id == before.id
    assert after.due_on > before.due_on
    assert after.due_on >= clock.today() + timedelta(days=90)


def test_a_talk_of_long_ago_that_is_written_down_today_is_not_the_visit_of_today(lin, planned):
    wang = planned()

    with database.transaction() as session:
        contact = revisits.log_contact(
            session, lin, contact=said("聊了近况", at=clock.now() - timedelta(days=60)), customer_id=wang.id
        )

    following = open_visit(wang)
    assert (len(visits(wang)), contact.revisit_id) == (1, None)
    assert following.due_on == TODAY + timedelta(days=30)  # it counts from the talk


def test_a_talk_of_the_days_before_that_is_written_down_today_is_the_visit(lin, planned):
    wang = planned()
    at = clock.now() - timedelta(days=3)

    with database.transaction() as session:
        revisits.log_contact(session, lin, contact=said("聊了近况", at=at), customer_id=wang.id)

    done, _following = visits(wang)
    assert (done.state, done.done_at) == (VisitState.DONE, at)


def test_a_call_of_long_ago_that_reached_nobody_is_no_try(lin, planned):
    wang = planned()
    missed = said("", Outcome.BUSY, at=clock.now() - timedelta(days=60))

    with database.transaction() as session:
        revisits.log_contact(session, lin, contact=missed, customer_id=wang.id)
    with database.transaction() as session, pytest.raises(Invalid) as caught:
        revisits.attempt(session, lin, open_visit(wang).id, contact=missed)

    assert (open_visit(wang).attempts, open_visit(wang).planned_on) == (0, TODAY)
    assert "at" in caught.value.problems


def test_what_was_not_counted_as_the_visit_leaves_it_open(lin, planned):
    wang = planned()

    with database.transaction() as session:
        revisits.log_contact(session, lin, contact=said("", Outcome.BUSY), customer_id=wang.id, as_visit=False)

    assert open_visit(wang).attempts == 0


def test_a_contact_about_a_complaint_is_no_visit(lin, he, planned):
    wang = planned()
    before = open_visit(wang)
    with database.transaction() as session:
        complaint = complaints.register(session, lin, complaint=a_form(wang))
        complaints.log_contact(session, he, complaint.id, contact=said("问了照片"))

    revisits.plan_all()

    assert open_visit(wang).row_version == before.row_version


def test_who_saw_an_older_version_is_told_before_moving_it(lin, planned):
    wang = planned()
    visit = open_visit(wang)
    with database.transaction() as session:
        revisits.reschedule(session, lin, visit.id, on=date(2026, 3, 12), reason="出差", seen=visit.row_version)

    with database.transaction() as session, pytest.raises(Conflict):
        revisits.reschedule(session, lin, visit.id, on=date(2026, 3, 13), reason="改期", seen=visit.row_version)


def test_a_visit_that_was_called_off_meanwhile_is_not_made(lin, sun, planned):
    wang = planned()
    visit = open_visit(wang)
    with database.transaction() as session:
        revisits.pause(session, sun, wang.id, reason="停业装修")

    with pytest.raises(revisits.VisitOver, match="called off"):
        complete(lin, visit)

    assert visits(wang)[0].ended_for is PlanEnd.PAUSED


def test_a_visit_of_a_customer_handed_over_meanwhile_is_not_found(lin, xu, chen, planned):
    wang = planned()
    visit = open_visit(wang)
    with database.transaction() as session:
        customers.assign_owner(session, chen, wang.id, owner_id=xu.id)

    with pytest.raises(NotFound):
        complete(lin, visit)

    complete(xu, visit)
    assert open_visit(wang).assignee_id == xu.id
