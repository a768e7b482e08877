"""Planning an event: who may, what it needs, two people on one event, calling it off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from care import events
from care.events import EventOver, Span
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db import session as database
from db.models import AuditEntry, CustomerEvent, EventState
from tests.events.conftest import asked, attempt_as, new_event, standing, told


def test_a_planned_event_stands_among_the_coming_ones_with_its_owner(he, lin):
    attempt_as(he, events.plan_event, event=new_event(days=3))

    page = asked(lin, events.events)

    assert [(row.name, row.owner, row.state) for row in page.rows] == [("春茶答谢会", "何敏", EventState.PLANNED)]
    assert asked(lin, events.events, span=Span.PAST).total == 0


def test_sales_plan_nothing_and_a_manager_changes_nothing_of_another_team(lin, zhou, party):
    with pytest.raises(NotAllowed):
        attempt_as(lin, events.plan_event, event=new_event())
    with pytest.raises(NotFound):
        attempt_as(zhou, events.cancel_event, party, reason="雨")


@pytest.mark.parametrize(("field", "wrong"), [
    ("name", {"name": " "}), ("name", {"name": "茶" * 121}), ("capacity", {"capacity": 0}),
    ("cost", {"cost_cents": -1}), ("place", {"place": "长" * 201}), ("owner_id", {"owner_id": 987_654}),
])  # fmt: skip
def test_what_is_wrong_is_told_by_field(he, field, wrong):
    with pytest.raises(Invalid) as refused:
        attempt_as(he, events.plan_event, event=replace(new_event(), **wrong))

    assert set(refused.value.problems) == {field}


@pytest.mark.parametrize(("field", "days", "hours"), [
    ("ends_at", 0, 0), ("ends_at", 0, -1), ("ends_at", 0, 15 * 24), ("starts_at", 800, 3), ("starts_at", -400, 3),
])  # fmt: skip
def test_it_ends_after_it_begins_in_a_time_one_plans_for(he, field, days, hours):
    event = new_event(days=days)

    with pytest.raises(Invalid) as refused:
        attempt_as(he, events.plan_event, event=replace(event, ends_at=event.starts_at + timedelta(hours=hours)))

    assert set(refused.value.problems) == {field}


def test_the_second_of_two_writers_is_told_what_the_first_has_changed(he, chen, party):
    seen = asked(he, events.event, party).line.version
    attempt_as(chen, events.change_event, party, event=new_event(place="龙井村"), seen=seen)

    with pytest.raises(Conflict) as met:
        attempt_as(he, events.change_event, party, event=new_event(capacity=40), seen=seen)

    assert met.value.theirs["place"] == "龙井村"
    attempt_as(he, events.change_event, party, event=new_event(capacity=40), seen=met.value.version)
    assert asked(he, events.event, party).line.capacity == 40


def test_a_change_keeps_who_runs_it_and_the_log_has_what_changed(chen, he, party):
    seen = asked(he, events.event, party).line.version
    attempt_as(chen, events.change_event, party, event=new_event(place="龙井村"), seen=seen)

    with database.reading() as session:
        assert session.exec(select(CustomerEvent.owner_id)).one() == he.id
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "event.changed")).one()
    assert "龙井村" in entry.detail


def test_calling_off_says_why_and_tells_whoever_invited_somebody_once(he, lin, xu, wang, party):
    attempt_as(lin, events.invite, party, customer_id=wang.id)
    with pytest.raises(Invalid):
        attempt_as(he, events.cancel_event, party, reason=" ")

    for _again in range(2):
        attempt_as(he, events.cancel_event, party, reason="场地停电")

    assert told(lin) == ["event_cancelled"]
    assert told(he) == told(xu) == []
    assert asked(lin, events.events, span=Span.PAST).rows[0].reason == "场地停电"
    assert len(standing(party)) == 1


def test_what_was_called_off_is_neither_changed_nor_held_nor_invited_to(he, lin, wang, party):
    attempt_as(he, events.cancel_event, party, reason="场地停电")

    for command, details in (
        (events.change_event, {"event": new_event(), "seen": 2}),
        (events.mark_held, {}),
        (events.invite, {"customer_id": wang.id}),
        (events.walk_in, {"customer_id": wang.id}),
    ):
        with pytest.raises(EventOver):
            attempt_as(he, command, party, **details)


def test_what_it_cost_is_written_down_after_it_was_held(he, party):
    attempt_as(he, events.mark_held, party)
    seen = asked(he, events.event, party).line.version

    attempt_as(he, events.change_event, party, event=new_event(cost_cents=4_200_00), seen=seen)

    assert asked(he, events.event, party).line.cost_cents == 4_200_00


def test_coming_ones_stand_with_the_next_first_and_past_ones_with_the_latest(he):
    for days in (9, 2, 5):
        made = attempt_as(he, events.plan_event, event=replace(new_event(days=days), name=str(days)))
        if days != 2:
            attempt_as(he, events.cancel_event, made.id, reason="x")
    attempt_as(he, events.plan_event, event=replace(new_event(days=1), name="1"))

    assert [row.name for row in asked(he, events.events).rows] == ["1", "2"]
    assert [row.name for row in asked(he, events.events, span=Span.PAST).rows] == ["9", "5"]
    assert clock.today().day == 9
