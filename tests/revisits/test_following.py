"""The plan follows the file: tier, owner, orders, complaints, the calendar; and catches up after days off."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from care import complaints, customers, orders, revisits, worktime
from care.complaints import Move
from care.orders import NewOrder
from care.revisits.cadence import Cadence
from care.revisits.standing import standings
from core import clock
from core.errors import Conflict
from db import session as database
from db.models import (
    ComplaintCategory,
    Customer,
    DayKind,
    Lifecycle,
    PlanEnd,
    Revisit,
    RevisitMove,
    Task,
    Tier,
    VisitCause,
    VisitState,
)
from tests.complaints.forms import a_form, make_all
from tests.conftest import MONDAY_TEN
from tests.revisits.conftest import TODAY, made, open_visit, said, visits

TO_CLOSED = (Move.ACCEPT, Move.INVESTIGATE, Move.PROPOSE, Move.CLOSE)


def do(deed, *args, **details):
    with database.transaction() as session:
        return deed(session, *args, **details)


def test_a_change_of_tier_dates_the_open_visit_anew_and_keeps_where_it_stood(chen, planned):
    wang = planned(since=20)
    before = open_visit(wang)

    do(customers.set_tier, chen, wang.id, tier=Tier.A, reason="年度评审")

    after = open_visit(wang)
    assert (after.id, after.cycle_days) == (before.id, 30)
    assert after.due_on == TODAY + timedelta(days=10)
    with database.reading() as session:
        moved = session.exec(select(RevisitMove)).one()
    assert (moved.before, moved.after) == (before.planned_on, after.planned_on)


def test_a_day_that_was_agreed_stays_whatever_the_tier_becomes(chen, lin, planned):
    wang = planned(since=20)
    do(revisits.set_day, lin, wang.id, on=date(2026, 4, 15), reason="约好了")

    do(customers.set_tier, chen, wang.id, tier=Tier.A, reason="年度评审")

    assert open_visit(wang).planned_on == date(2026, 4, 15)


def test_many_customers_handed_over_past_the_commands_follow_with_the_next_run(lin, xu, planned):
    all_ = [planned(f"客户{n}", since=20) for n in range(5)]
    with database.transaction() as session:
        session.execute(update(Customer).values(owner_id=xu.id, team_id=xu.team_id))

    assert revisits.plan_all() == 5

    assert {(open_visit(one).assignee_id, open_visit(one).team_id) for one in all_} == {(xu.id, xu.team_id)}
    assert revisits.plan_all() == 0


def test_an_order_brings_the_next_visit_forward_and_names_itself(chen, planned):
    wang = planned(since=20)
    order = do(orders.record_order, chen, wang.id, order=NewOrder(TODAY, 50_000))

    visit = open_visit(wang)
    assert (visit.cause, visit.order_id, visit.due_on) == (VisitCause.ORDER, order.id, date(2026, 3, 16))
    do(revisits.complete, chen, visit.id, report=made())
    assert open_visit(wang).cause is VisitCause.CYCLE
    assert revisits.plan_all() == 0


def test_orders_that_came_by_another_way_are_followed_with_the_next_run(lin, a_customer, an_order):
    wang = a_customer(owner=lin, first_order_on=TODAY, last_order_on=TODAY, lapses_on=TODAY + timedelta(days=181))
    order = an_order(wang, on=TODAY)

    revisits.plan_all()

    assert (open_visit(wang).cause, open_visit(wang).order_id) == (VisitCause.ORDER, order.id)
    assert revisits.plan_all() == 0


def test_after_a_closed_complaint_the_visit_asks_how_it_went_and_there_is_no_task_besides(he, lin, chen, planned):
    wang = planned(since=20)
    with database.transaction() as session:
        complaint = complaints.register(session, lin, complaint=a_form(wang))
        make_all(session, he, complaint, *TO_CLOSED)

    visit = open_visit(wang)
    assert (visit.cause, visit.about_complaint_id, visit.due_on) == (
        VisitCause.COMPLAINT,
        complaint.id,
        date(2026, 3, 12),
    )
    with database.reading() as session:
        assert session.exec(select(Task).where(Task.kind == "follow_up_visit")).all() == []
    with database.transaction() as session:
        make_all(session, he, session.get_one(type(complaint), complaint.id), Move.REOPEN)
    back = open_visit(wang)
    assert (back.cause, back.about_complaint_id) == (VisitCause.CYCLE, None)
    assert back.due_on > date(2026, 5, 1)


def test_of_two_closed_complaints_the_visit_asks_about_the_first_and_a_task_about_the_second(he, lin, planned):
    wang = planned(since=20)
    with database.transaction() as session:
        first = complaints.register(session, lin, complaint=a_form(wang))
        second = complaints.register(session, lin, complaint=a_form(wang, category=ComplaintCategory.PRICE))
        make_all(session, he, first, *TO_CLOSED)
        make_all(session, he, second, *TO_CLOSED)

    assert open_visit(wang).about_complaint_id == first.id
    with database.reading() as session:
        (task,) = session.exec(select(Task).where(Task.kind == "follow_up_visit"))
    assert task.subject_id == second.id


def test_ten_days_off_are_caught_up_with(lin, a_customer, planned):
    early = planned(since=85)
    revisits.plan_all()
    clock.freeze(MONDAY_TEN + timedelta(days=10))
    late = a_customer("新客", owner=lin)

    revisits.plan_all()

    assert open_visit(early).planned_on < clock.today()
    assert open_visit(late).due_on >= clock.today()
    with database.reading() as session:
        assert revisits.queue(session, lin).overdue == 1
    assert revisits.plan_all() == 0


def test_a_day_closed_afterwards_moves_the_visits_that_stand_on_it(sun, lin, planned):
    wang, agreed = planned(since=80), planned("李雷", since=20)
    do(revisits.set_day, lin, agreed.id, on=date(2026, 3, 25), reason="约好了")
    for day in {open_visit(wang).planned_on, date(2026, 3, 25)}:
        do(worktime.set_day, sun, day, kind=DayKind.OFF, name="团建")
    closed = open_visit(wang).planned_on

    revisits.plan_all()

    assert open_visit(wang).planned_on != closed
    assert open_visit(agreed).planned_on == date(2026, 3, 26)


def customers_of(actor):
    with database.reading() as session:
        return session.exec(select(Customer.id).where(Customer.owner_id == actor.id).order_by(col(Customer.id))).all()


def test_lines_that_are_due_are_counted_by_lane_and_named(lin, zhou, xu, planned):
    planned("王芳", since=91)
    planned("李雷", since=86)
    planned("许家客户", owner=xu, since=91)

    with database.reading() as session:
        mine, team = revisits.due_lines(session, lin, only_own=True), revisits.due_lines(session, zhou)

    assert [line.name for line in mine.today.first] == ["王芳"]
    assert (mine.overdue.total, mine.coming.total) == (0, 1)
    assert (team.today.total, team.coming.total) == (1, 1)


def test_whoever_stands_in_makes_the_visit_too(lin, xu, chen, planned):
    wang = planned()
    do(customers.assign_owner, chen, wang.id, owner_id=lin.id, backup_owner_id=xu.id)

    do(revisits.complete, xu, open_visit(wang).id, report=made())

    assert visits(wang)[0].done_by_id == xu.id


days = st.none() | st.integers(-500, 40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=days, lapses=days)
def test_who_is_lost_to_the_customers_list_is_lost_to_the_planner(first, lapses, session, a_customer):
    def day(n):
        return None if n is None else TODAY + timedelta(days=n)

    wang = a_customer(first_order_on=day(first), lapses_on=day(lapses), last_order_on=day(first))
    cadence = revisits.cadence_in_force(session)
    assert isinstance(cadence, Cadence)

    (row,) = standings(session, cadence, [wang.id])

    facts = customers.Purchases(day(first), day(first), None, None, day(lapses))
    is_lost = customers.lifecycle(facts, TODAY) is Lifecycle.LOST
    assert (row.why_not is PlanEnd.LOST) == is_lost


def test_nobody_is_visited_on_a_plan_that_is_paused_and_the_contact_stays_a_contact(lin, sun, planned):
    wang = planned()
    do(revisits.pause, sun, wang.id, reason="装修")

    do(revisits.log_contact, lin, contact=said("来电"), customer_id=wang.id)

    assert [visit.state for visit in visits(wang)] == [VisitState.CANCELLED]
    with database.reading() as session:
        assert session.exec(select(Revisit.id).where(Revisit.state == VisitState.OPEN)).all() == []


def test_who_sets_a_day_after_a_colleague_is_told_and_loses_nothing(lin, zhou, planned):
    wang = planned(since=20)
    with database.reading() as session:
        looked_at = revisits.standing_of(session, lin, wang.id).version
    do(revisits.set_day, zhou, wang.id, on=date(2026, 4, 15), reason="约好了", seen=looked_at)

    with pytest.raises(Conflict) as told:
        do(revisits.set_day, lin, wang.id, on=date(2026, 4, 20), reason="改期", seen=looked_at)

    assert (told.value.theirs, told.value.yours) == ({"on": "2026-04-15"}, {"on": "2026-04-20"})
    assert open_visit(wang).planned_on == date(2026, 4, 15)
    do(revisits.set_day, lin, wang.id, on=date(2026, 4, 20), reason="改期", seen=told.value.version)
    assert open_visit(wang).planned_on == date(2026, 4, 20)
