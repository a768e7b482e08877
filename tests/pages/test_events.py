"""The screens of customer events: the lists, one event from planning to the calls after it, the file, the phone."""

import json
from datetime import timedelta

import pytest
from sqlmodel import col, select

from auth.actor import SYSTEM
from care import events, privacy
from care.events import NewEvent
from core import clock
from db import session as database
from db.models import (
    Attendee,
    AttendeeState,
    ConsentPurpose,
    ConsentStatus,
    CustomerEvent,
    EventKind,
    EventState,
    Interaction,
)

LIST, ONE = "events/events.py", "events/event.py"


def texts(at):
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.error, at.success, at.warning)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def listed(at):
    parts = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return [[cell["text"] for cell in row["cells"]] for part in parts for row in part.get("rows", [])]


def of(model):
    with database.reading() as session:
        return session.exec(select(model).order_by(col(model.id))).all()


@pytest.fixture
def agreed(a_customer):
    def make(name="王芳", **columns):
        customer = a_customer(name, **columns)
        with database.transaction() as session:
            privacy.record_consent(session, SYSTEM, customer.id, purpose=ConsentPurpose.CARE,
                                   status=ConsentStatus.GIVEN, channel="form", evidence="表单")  # fmt: skip
        return customer

    return make


@pytest.fixture
def party(he):
    """This afternoon, three seats."""
    start = clock.now() + timedelta(hours=4)
    event = NewEvent("春茶答谢会", EventKind.THANKS, start, start + timedelta(hours=3), "西湖茶室", "品茶", 3, 600_00)
    with database.transaction() as session:
        return events.plan_event(session, he, event=event).id


@pytest.fixture
def guest(agreed, lin, party):
    """王芳 of 林静's, invited: her line."""
    customer = agreed(owner=lin)
    with database.transaction() as session:
        events.invite(session, lin, party, customer_id=customer.id)
    return of(Attendee)[0]


@pytest.mark.parametrize(("language", "title", "line", "nothing"), [
    (
        "en", "Customer events",
        ["春茶答谢会", "Mar 9, 2026 14:00", "西湖茶室", "1 of 3 seats", "0"], "No event was held yet",
    ),
    ("zh_CN", "客户活动", ["春茶答谢会", "2026年3月9日 14:00", "西湖茶室", "1 / 3 个名额", "0"], "还没有举办过活动"),
])  # fmt: skip
def test_the_list_and_its_absence_are_in_the_language_of_the_reader(screen, guest, lin, language, title, line, nothing):
    at = screen(LIST, lin, language=language)
    assert not at.exception
    assert at.title[0].value == title
    assert listed(at) == [line]

    at.segmented_control(key="events_span").set_value(events.Span.PAST).run()

    assert nothing in texts(at)


def test_who_plans_is_invited_to_and_who_does_not_is_told_who_does(screen, he, lin):
    assert "Plan a training" in texts(screen(LIST, he))
    at = screen(LIST, lin)
    assert "Managers and customer service plan them" in texts(at)
    assert "plan-event" not in [button.key for button in at.button]


def test_an_event_is_planned_in_a_dialog_and_opens(screen, he):
    at = screen(LIST, he, do="plan")
    field = next(one for one in at.text_input if one.key.endswith("_name"))
    next(one for one in at.button if one.label == "Save").click().run()
    assert "Please give the event a name." in texts(at)

    field = next(one for one in at.text_input if one.key.endswith("_name"))
    field.set_value("新品体验会")
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    assert [(row.name, row.owner_id, row.state) for row in of(CustomerEvent)] == [
        ("新品体验会", he.id, EventState.PLANNED)
    ]


def test_a_change_that_met_another_says_what_the_other_changed_and_may_be_saved_over_it(screen, he, chen, party):
    at = screen(ONE, he, event=str(party), do="change")
    next(one for one in at.text_input if one.key.endswith("_name")).set_value("春茶品鉴会")
    with database.transaction() as session:
        row = session.get_one(CustomerEvent, party)
        event = NewEvent(row.name, row.kind, row.starts_at, row.ends_at, "龙井村", row.about, 3, 600_00, he.id)
        events.change_event(session, chen, party, event=event, seen=row.row_version)

    next(one for one in at.button if one.label == "Save").click().run()
    assert "A colleague has changed this meanwhile" in texts(at)
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    assert of(CustomerEvent)[0].name == "春茶品鉴会"


def test_many_are_invited_after_they_were_counted(screen, agreed, a_customer, lin, party):
    for name in ("王芳", "李梅", "赵云", "孙尚"):
        agreed(name, owner=lin)
    a_customer("周瑜", owner=lin)
    at = screen(ONE, lin, event=str(party))
    at.session_state["invite-many"] = True
    at.run()
    assert "4 agreed to care or marketing" in texts(at)
    assert "1 of them would find none" in texts(at)
    at.button(key="invite-many-do").click().run()

    assert not at.exception
    assert len(of(Attendee)) == 4
    assert "1 more are invited than find room" in texts(at)


def test_an_answer_a_tick_the_end_and_the_call_after_it_are_a_touch_each(screen, guest, he, lin, party):
    at = screen(ONE, lin, event=str(party))
    at.button(key=f"answer-{guest.id}-accepted").click().run()
    assert of(Attendee)[0].state is AttendeeState.ACCEPTED

    at.checkbox(key=f"came-{guest.id}-False").check().run()
    assert of(Attendee)[0].state is AttendeeState.ATTENDED
    host = screen(ONE, he, event=str(party))
    host.button(key="event-held").click().run()
    assert of(CustomerEvent)[0].state is EventState.HELD

    at = screen(ONE, lin, event=str(party), guest=str(guest.id))
    next(one for one in at.text_area if one.key.endswith("_summary")).set_value("很满意")
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    assert [row.summary for row in of(Interaction)] == ["很满意"]
    assert of(Attendee)[0].interaction_id == of(Interaction)[0].id
    assert "✓ spoken with" in texts(at)


def test_calling_off_asks_why(screen, he, guest, party):
    at = screen(ONE, he, event=str(party), do="cancel")
    at.button(key="event-cancel").click().run()
    assert "Please say why" in texts(at)

    at.text_input(key="event-cancel-reason").set_value("场地停电")
    at.button(key="event-cancel").click().run()

    assert not at.exception
    assert of(CustomerEvent)[0].reason == "场地停电"


def test_colleagues_customers_are_a_number_and_no_name(screen, guest, xu, party):
    at = screen(ONE, xu, language="zh_CN", event=str(party))

    assert not at.exception
    assert "另有 1 位是同事的客户" in texts(at)
    assert "王芳" not in texts(at)


def test_the_auditor_reads_the_list_and_has_nothing_to_press(screen, guest, qian, party):
    at = screen(ONE, qian, event=str(party))

    assert not at.exception
    assert "王芳" in texts(at)
    assert not at.checkbox
    assert not [button.key for button in at.button if "event-" in (button.key or "")]


def test_the_file_of_the_customer_tells_of_the_event(screen, guest, lin):
    at = screen("customers/profile.py", lin, language="zh_CN")
    at.query_params["customer"] = str(guest.customer_id)
    at.run()

    assert not at.exception
    assert "活动[春茶答谢会](/event?event=1)，2026年3月9日：已邀请" in texts(at)
    assert "活动" in [header.value for header in at.subheader]


@pytest.mark.parametrize("file", [LIST, ONE])
def test_it_is_not_for_the_analyst(screen, fang, file):
    assert "Your role does not allow this" in texts(screen(file, fang, event="1"))


def test_an_event_that_is_not_there_says_so(screen, lin):
    for absurd in ("987654", "x", ""):
        assert "does not exist" in texts(screen(ONE, lin, event=absurd))
