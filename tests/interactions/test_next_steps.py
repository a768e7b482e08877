"""What is said to come next with a customer is open until somebody talks with that customer again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from care import complaints, customers, interactions, worktime
from care.interactions import NewInteraction, Soon
from core import clock
from core.errors import NotFound
from db import session as database
from db.models import DayKind, Direction, Interaction, Medium, Outcome
from tests.conftest import MONDAY_TEN

TODAY = date(2026, 3, 9)


@pytest.fixture
def talk(session, lin):
    def write(customer, by=lin, *, outcome=Outcome.CONNECTED, summary="谈了价格", **details):
        contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, outcome, summary, **details)
        return interactions.write(session, by, customer_id=customer.id, contact=contact)

    return write


def lanes(session, actor, **how):
    found = interactions.next_steps(session, actor, **how)
    return [[(step.customer_id, step.on) for step in lane.first] for lane in (found.overdue, found.today, found.coming)]


def test_a_step_stands_in_the_lane_of_its_day(session, lin, a_customer, talk):
    today, soon, later = (a_customer(name, owner=lin) for name in ("今天", "一周", "更晚"))
    talk(today, next_on=TODAY, next_step="寄样品")
    talk(soon, next_on=TODAY + timedelta(days=7))
    talk(later, next_on=TODAY + timedelta(days=8))

    assert lanes(session, lin) == [[], [(today.id, TODAY)], [(soon.id, date(2026, 3, 16))]]
    assert interactions.next_steps(session, lin).today.first[0].words == "寄样品"
    clock.freeze(MONDAY_TEN + timedelta(days=1))
    assert lanes(session, lin)[0] == [(today.id, TODAY)]


def test_a_newer_contact_takes_its_place_even_one_that_names_no_next_step(session, lin, a_customer, talk):
    wang = a_customer(owner=lin)
    talk(wang, next_on=TODAY)
    clock.freeze(MONDAY_TEN + timedelta(minutes=1))
    talk(wang, summary="", outcome=Outcome.NO_ANSWER)

    assert lanes(session, lin) == [[], [], []]


def test_a_contact_written_down_late_does_not_undo_what_was_planned_since(session, lin, a_customer, talk):
    wang = a_customer(owner=lin)
    talk(wang, next_on=TODAY)
    talk(wang, at=MONDAY_TEN - timedelta(days=3), next_on=TODAY + timedelta(days=2))

    assert lanes(session, lin) == [[], [(wang.id, TODAY)], []]


def test_talking_about_a_complaint_is_talking_with_the_customer(session, lin, he, a_customer, a_complaint, talk):
    wang = a_customer(owner=lin)
    talk(wang, next_on=TODAY)
    contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "说明了进展")
    clock.freeze(MONDAY_TEN + timedelta(minutes=1))
    complaints.log_contact(session, he, a_complaint(wang).id, contact=contact)

    assert lanes(session, lin) == [[], [], []]


def test_nobody_sees_a_strangers_steps_and_whoever_has_the_customer_now_does(session, lin, xu, a_customer, talk):
    wang = a_customer(owner=lin)
    talk(wang, next_on=TODAY)
    assert lanes(session, xu) == [[], [], []]

    wang.owner_id, wang.team_id = xu.id, xu.team_id
    session.flush()

    assert lanes(session, xu)[1] == [(wang.id, TODAY)]
    assert lanes(session, lin) == [[], [], []]


def test_managers_see_their_team_service_everybody_the_owner_their_own(
    session, lin, xu, zhou, he, chen, a_customer, talk
):
    wang, ma = a_customer(owner=lin), a_customer("马超", owner=xu)
    talk(wang, next_on=TODAY)
    talk(ma, by=xu, next_on=TODAY)

    assert lanes(session, zhou)[1] == [(wang.id, TODAY)]
    assert lanes(session, he)[1] == [(wang.id, TODAY), (ma.id, TODAY)]
    assert lanes(session, chen, only_own=True)[1] == []


def test_a_removed_customers_steps_are_gone_and_back_with_the_customer(session, lin, he, chen, a_customer, talk):
    wang = a_customer(owner=lin)
    talk(wang, next_on=TODAY)
    customers.remove_customer(session, chen, wang.id, reason="停业")

    assert lanes(session, lin) == lanes(session, he) == [[], [], []]
    customers.restore_customer(session, chen, wang.id)
    assert lanes(session, lin)[1] == lanes(session, he)[1] == [(wang.id, TODAY)]


def test_eight_are_shown_by_day_and_all_are_counted(session, lin, a_customer, talk):
    clock.freeze(MONDAY_TEN - timedelta(days=30))
    for number in range(12):
        talk(a_customer(f"客户{number}", owner=lin), next_on=date(2026, 2, 25) - timedelta(days=number // 3))
    clock.freeze(MONDAY_TEN)

    overdue = interactions.next_steps(session, lin).overdue

    assert (len(overdue.first), overdue.total) == (8, 12)
    assert all(one.on <= other.on for one, other in pairwise(overdue.first))
    assert overdue.first[0].on == date(2026, 2, 22)


contacts = st.tuples(st.integers(0, 2), st.integers(0, 40), st.none() | st.integers(0, 9))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(written=st.lists(contacts, max_size=12))
def test_whatever_is_written_in_whatever_order_each_customer_has_the_newest_step(
    session, lin, a_customer, talk, written
):
    with session.begin_nested() as savepoint:
        people = [a_customer(str(n), owner=lin) for n in range(3)]
        newest: dict[int, tuple[int, date | None]] = {}
        for who, hours, ahead in written:
            on = None if ahead is None else TODAY + timedelta(days=ahead)
            talk(people[who], at=MONDAY_TEN - timedelta(hours=hours), next_on=on)
            if who not in newest or hours <= newest[who][0]:
                newest[who] = (hours, on)
        shown: Any = (Interaction.customer_id, Interaction.next_on)
        open_steps = select(*shown).where(col(Interaction.is_open_step))
        found = sorted(session.exec(open_steps).all())
        savepoint.rollback()

    assert found == sorted((people[who].id, on) for who, (_hours, on) in newest.items() if on)


def test_the_last_contact_is_told_with_its_step(session, lin, he, xu, qian, a_customer, talk):
    wang = a_customer(owner=lin)
    assert interactions.last_contact(session, lin, wang.id) is None
    talk(wang, next_step="寄样品", next_on=TODAY)

    for reader in (lin, he, qian):
        told = interactions.last_contact(session, reader, wang.id)
        assert told is not None
        assert (told.at, told.medium, told.by, told.next_step, told.next_on) == (
            MONDAY_TEN, Medium.PHONE, "林静", "寄样品", TODAY
        )  # fmt: skip
    with pytest.raises(NotFound):
        interactions.last_contact(session, xu, wang.id)


def test_days_to_choose_from_are_worked_and_none_is_offered_twice(session, lin, sun):
    assert [(day.soon, day.on) for day in interactions.usual_next_days(session, lin)] == [
        (Soon.TOMORROW, date(2026, 3, 10)),
        (Soon.THREE_DAYS, date(2026, 3, 12)),
        (Soon.WEEK, date(2026, 3, 16)),
        (Soon.MONTH, date(2026, 4, 8)),
    ]
    worktime.set_day(session, sun, date(2026, 3, 10), kind=DayKind.OFF, until=date(2026, 3, 15), name="盘点")

    assert [(day.soon, day.on) for day in interactions.usual_next_days(session, lin)] == [
        (Soon.TOMORROW, date(2026, 3, 16)),
        (Soon.MONTH, date(2026, 4, 8)),
    ]


def test_of_many_who_write_at_once_one_plan_is_open(lin, a_customer):
    wang = a_customer(owner=lin).id

    def write(day):
        contact = NewInteraction(
            Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, str(day), next_on=date(2026, 3, day)
        )
        database.attempt(lambda opened: interactions.write(opened, lin, customer_id=wang, contact=contact).id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(10, 26)))

    with database.reading() as opened:
        rows = opened.exec(select(Interaction).order_by(col(Interaction.id))).all()
        assert len(rows) == 16
        assert [row.id for row in rows if row.is_open_step] == [rows[-1].id]
