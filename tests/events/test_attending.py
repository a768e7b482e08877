"""At the door and after: ticks of two people, walk-ins, the event held once, the calls that follow."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from care import customers, events, tasks
from care.events import NotThere, NotYetHeld, SpokenWith
from care.interactions import NewInteraction
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db import session as database
from db.models import Attendee, AttendeeState, AuditEntry, Customer, Direction, Interaction, Medium, Outcome, Task
from tests.conftest import MONDAY_TEN
from tests.events.conftest import asked, attempt_as, line_of, new_event, open_tasks, standing
from ui import event_labels

CAME, ABSENT, INVITED = AttendeeState.ATTENDED, AttendeeState.ABSENT, AttendeeState.INVITED
THANKS = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "很喜欢明前龙井，想订两盒")


@pytest.fixture
def invited(lin, agreed, party):
    """Three customers of 林静's, on the list."""
    found = [agreed(name, owner=lin) for name in ("王芳", "李梅", "赵云")]
    for customer in found:
        attempt_as(lin, events.invite, party, customer_id=customer.id)
    return found


def tick(actor, party, *customers, came=True):
    return attempt_as(actor, events.take_attendance, party, came={line_of(party, one): came for one in customers})


def test_two_at_the_door_tick_different_people_and_nothing_is_lost(he, lin, invited, party):
    wang, li, zhao = invited
    assert tick(he, party, wang, li) == 2
    assert tick(lin, party, li, zhao) == 1

    assert set(standing(party).values()) == {CAME}


def test_a_tick_taken_back_brings_back_what_they_had_answered(he, invited, party):
    wang, li, _zhao = invited
    attempt_as(he, events.answer, line_of(party, wang), state=AttendeeState.ACCEPTED)
    tick(he, party, wang, li)

    tick(he, party, wang, li, came=False)

    assert standing(party)[wang.id] is AttendeeState.ACCEPTED
    assert standing(party)[li.id] is INVITED


def test_nobody_has_come_before_the_day_of_the_event(he, wang):
    later = attempt_as(he, events.plan_event, event=new_event(days=2)).id
    attempt_as(he, events.invite, later, customer_id=wang.id)

    with pytest.raises(NotYetHeld):
        tick(he, later, wang)
    with pytest.raises(NotYetHeld):
        attempt_as(he, events.mark_held, later)


def test_a_tick_of_a_strangers_customer_changes_nothing_at_all(xu, invited, party):
    with pytest.raises(NotFound):
        tick(xu, party, *invited)

    assert set(standing(party).values()) == {INVITED}


def test_who_comes_without_an_invitation_is_on_the_list_once_and_asked_for_no_consent(lin, a_customer, party):
    guest = a_customer("钱多", owner=lin)
    for _again in range(2):
        attempt_as(lin, events.walk_in, party, customer_id=guest.id)

    counts = asked(lin, events.event, party).line.counts
    assert (counts.invited, counts.attended, counts.walked_in) == (0, 1, 1)
    tick(lin, party, guest, came=False)
    assert standing(party) == {}


def test_held_once_makes_one_call_for_each_who_came_due_on_the_third_working_day(he, lin, invited, party):
    wang, li, zhao = invited
    tick(he, party, wang, li)
    for _again in range(2):
        attempt_as(he, events.mark_held, party)

    assert standing(party) == {wang.id: CAME, li.id: CAME, zhao.id: ABSENT}
    assert open_tasks() == [(lin.id, wang.id), (lin.id, li.id)]
    with database.reading() as session:
        due = {clock.local(moment).date() for moment in session.exec(select(Task.due_at))}
        held = session.exec(select(AuditEntry).where(AuditEntry.action == "event.held")).all()
    assert due == {clock.today() + timedelta(days=3)}
    assert len(held) == 1


def test_whose_customer_is_nobodys_is_called_by_whoever_ran_the_event(he, agreed, party):
    guest = agreed("钱多")
    attempt_as(he, events.walk_in, party, customer_id=guest.id)

    attempt_as(he, events.mark_held, party)

    assert open_tasks() == [(he.id, guest.id)]


def test_a_late_tick_makes_the_call_too_and_a_wrong_one_takes_it_away(he, lin, invited, party):
    wang = invited[0]
    attempt_as(he, events.mark_held, party)
    assert open_tasks() == []

    tick(lin, party, wang)
    assert open_tasks() == [(lin.id, wang.id)]
    tick(lin, party, wang, came=False)
    assert (open_tasks(), standing(party)[wang.id]) == ([], ABSENT)
    tick(lin, party, wang)
    assert open_tasks() == [(lin.id, wang.id)]


def test_a_call_afterwards_stands_in_the_customers_story_and_settles_the_task(he, lin, invited, party):
    wang, li, _zhao = invited
    tick(he, party, wang, li)
    attempt_as(he, events.mark_held, party)

    attempt_as(lin, events.follow_up, line_of(party, wang), contact=THANKS)

    assert open_tasks() == [(lin.id, li.id)]
    line = asked(lin, events.event, party).line
    assert (line.counts.followed_up, line.cents_each) == (1, 1_500_00)
    story = asked(lin, customers.timeline, wang.id).events
    assert [event.facts["name"] for event in story if event.kind == "event"] == ["春茶答谢会"]
    assert [event.facts["summary"] for event in story if event.kind == "contact"] == [THANKS.summary]
    with pytest.raises(SpokenWith, match="林静"):
        attempt_as(he, events.follow_up, line_of(party, wang), contact=THANKS)


def test_an_attempt_that_reached_nobody_is_written_down_and_the_task_stays(he, lin, invited, party):
    wang = invited[0]
    tick(he, party, wang)
    attempt_as(he, events.mark_held, party)

    missed = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.NO_ANSWER, "")
    attempt_as(lin, events.follow_up, line_of(party, wang), contact=missed)

    assert open_tasks() == [(lin.id, wang.id)]
    with database.reading() as session:
        assert len(session.exec(select(Interaction)).all()) == 1


def test_a_call_without_words_or_with_somebody_who_did_not_come_is_refused(lin, he, invited, party):
    wang, li, _zhao = invited
    tick(he, party, wang)

    with pytest.raises(NotThere):
        attempt_as(lin, events.follow_up, line_of(party, li), contact=THANKS)
    empty = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, " ")
    with pytest.raises(Invalid):
        attempt_as(lin, events.follow_up, line_of(party, wang), contact=empty)


def test_a_removed_customer_is_counted_and_neither_shown_nor_called(he, sun, invited, party):
    wang = invited[0]
    tick(he, party, *invited)
    attempt_as(sun, customers.remove_customer, wang.id, reason="客户要求")

    attempt_as(he, events.mark_held, party)

    file = asked(he, events.event, party)
    assert (file.line.counts.attended, len(file.attendees), file.hidden) == (3, 2, 1)
    assert wang.id not in [subject for _who, subject in open_tasks()]


def test_the_file_of_a_customer_has_its_events_for_those_who_may_see_it(lin, xu, invited, party):
    wang = invited[0]

    assert [line.name for line in asked(lin, events.events_of, wang.id)] == ["春茶答谢会"]
    with pytest.raises(NotFound):
        asked(xu, events.events_of, wang.id)


def test_the_list_leaves_the_house_with_a_reason_and_without_colleagues_customers(
    zhou, lin, xu, invited, agreed, party
):
    theirs = agreed("=HYPERLINK", owner=xu)
    attempt_as(xu, events.invite, party, customer_id=theirs.id)

    made = asked(zhou, events.export_file, event_id=party, word=event_labels.word)

    sheet = load_workbook(BytesIO(made.path.read_bytes())).active
    assert sheet is not None
    rows = list(sheet.values)
    assert sorted(str(row[0]) for row in rows[1:]) == sorted(["王芳", "李梅", "赵云"])
    assert {row[4] for row in rows[1:]} == {"invited"}
    with pytest.raises(Invalid):
        attempt_as(zhou, events.hand_out_export, made=made, reason=" ")
    assert attempt_as(zhou, events.hand_out_export, made=made, reason="现场签到")
    with pytest.raises(NotAllowed):
        asked(lin, events.export_file, event_id=party, word=event_labels.word)


def test_a_long_list_has_pages_and_leaves_the_house_whole(chen, lin, xu, agreed, party):
    theirs = agreed("赵云", owner=xu)
    attempt_as(xu, events.invite, party, customer_id=theirs.id)
    with database.transaction() as session:
        for n in range(events.GUESTS + 1):
            customer = Customer(number=f"KH-{n}", name=f"客户{n:03}", name_key=f"客户{n:03}", owner_id=lin.id)
            session.add(customer)
            session.flush()
            session.add(Attendee(event_id=party, customer_id=customer.id, invited_at=clock.now()))

    first, second = (asked(lin, events.event, party, page=page) for page in (1, 2))

    assert (len(first.attendees), len(second.attendees)) == (events.GUESTS, 1)
    assert (first.seen, first.hidden) == (events.GUESTS + 1, 1)
    assert asked(chen, events.export_file, event_id=party, word=event_labels.word).count == events.GUESTS + 2


def test_the_task_is_told_in_words_and_leads_to_the_customer(he, lin, invited, party):
    tick(he, party, invited[0])
    attempt_as(he, events.mark_held, party)

    row = asked(lin, tasks.mine).rows[0]

    assert (row.title, row.about) == ("Talk with the customer about the event they came to", "王芳")
    assert clock.now() == MONDAY_TEN
    with database.reading() as session:
        assert session.exec(select(Task.key).order_by(col(Task.id))).first() == f"event:{party}:{invited[0].id}"
