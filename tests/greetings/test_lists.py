"""The list and the day: the lanes, whose customers, who took their consent back today; segments."""

from datetime import date, timedelta

import pytest

from care import greetings
from care.greetings import Lane, NewDay, Segment
from core import clock
from core.errors import Invalid
from db import session as database
from db.models import Channel, ChannelType, ConsentStatus, GreetingState, Medium, Occasion, Tag, Tier
from db.models.customers import CustomerTag
from tests.conftest import MONDAY_TEN
from tests.greetings.conftest import TODAY, a_greeting_of, attempt_as, plan, planned


def asked(actor, query, *args, **details):
    with database.reading() as session:
        return query(session, actor, *args, **details)


def days(lines):
    return [(line.day - TODAY).days for line in lines.first]


def test_the_list_stands_in_the_order_of_days_late_today_this_week_this_month(lin, wang):
    for ahead in (-2, 0, 1, 7, 8, 30, 31):
        a_greeting_of(wang, day=TODAY + timedelta(days=ahead))

    found = asked(lin, greetings.calendar).lanes

    assert {lane: days(lines) for lane, lines in found.items()} == {
        Lane.OVERDUE: [-2], Lane.TODAY: [0], Lane.WEEK: [1, 7], Lane.MONTH: [8, 30],
    }  # fmt: skip
    assert [lines.total for lines in found.values()] == [1, 1, 2, 2]


def test_what_comes_after_thirty_days_is_counted_on_no_lane(lin, wang):
    for occasion in (Occasion.BIRTHDAY, Occasion.ANNIVERSARY, Occasion.FESTIVAL):
        for ahead in range(8, 35):
            a_greeting_of(wang, day=TODAY + timedelta(days=ahead), occasion=occasion)

    assert asked(lin, greetings.calendar).lanes[Lane.MONTH].total == 3 * 23


def test_by_mail_those_with_a_mailbox_come_first_whoever_stands_before_them(lin, a_customer, agrees, a_contact, wang):
    firm = a_customer("清明茶业", owner=lin)
    agrees(firm)
    boss, clerk = a_contact(firm, "赵强", is_primary=True), a_contact(firm, "钱多")
    with database.transaction() as session:
        ids = {"customer_id": firm.id, "contact_id": boss.id}
        session.add(Channel(**ids, type=ChannelType.EMAIL, value="a@example.cn", value_key="a@example.cn"))
    a_greeting_of(wang, day=TODAY)
    a_greeting_of(firm, day=TODAY, occasion=Occasion.BIRTHDAY, contact_id=clerk.id)
    mailed = a_greeting_of(firm, day=TODAY, occasion=Occasion.ANNIVERSARY)

    found = asked(lin, greetings.batch, lane=Lane.TODAY, medium=Medium.EMAIL)

    assert (found.ids, found.able, found.total) == ((mailed,), 1, 3)
    assert len(asked(lin, greetings.batch, lane=Lane.TODAY, medium=Medium.WECHAT).ids) == 3


def test_a_day_shows_what_is_late_what_is_today_and_the_coming_week(lin, wang):
    for ahead in (-2, 0, 7, 8):
        a_greeting_of(wang, day=TODAY + timedelta(days=ahead))

    due = asked(lin, greetings.due_lines)

    assert [days(lines) for lines in (due.overdue, due.today, due.coming)] == [[-2], [0], [7]]
    assert due.today.first[0].customer == "王芳"


def test_one_sees_what_one_may_see_and_ones_own_when_asked(lin, zhou, xu, chen, wang, a_customer, agrees):
    others = a_customer("李梅", owner=xu)
    agrees(others)
    for customer in (wang, others):
        a_greeting_of(customer)

    def seen(actor, **which):
        return [line.customer for line in asked(actor, greetings.calendar, **which).lanes[Lane.TODAY].first]

    assert seen(lin) == ["王芳"]
    assert seen(zhou) == ["王芳"]
    assert seen(zhou, only_own=True) == []
    assert sorted(seen(chen)) == ["李梅", "王芳"]


def test_who_took_their_consent_back_today_stands_on_no_list(lin, wang, agrees):
    a_greeting_of(wang)
    agrees(wang, ConsentStatus.WITHDRAWN)

    assert asked(lin, greetings.calendar).is_empty
    assert asked(lin, greetings.due_lines).today.total == 0
    assert asked(lin, greetings.coming_of, wang.id) == ()


def test_the_coming_festivals_and_own_days_are_offered_the_next_first(chen):
    attempt_as(chen, greetings.add_day, day=NewDay("国际茶日", "05-21"))

    found = [(one.about, one.day) for one in asked(chen, greetings.targets)]

    assert found[:3] == [
        ("labour_day", date(2026, 5, 1)), ("国际茶日", date(2026, 5, 21)), ("dragon_boat", date(2026, 6, 19)),
    ]  # fmt: skip
    assert found[-1] == ("lantern_festival", date(2027, 2, 20))


def test_a_segment_is_counted_before_and_planned_once(chen, lin, a_customer, agrees, a_contact):
    there = [a_customer(f"客户{n}", owner=lin, region="浙江", tier=Tier.C) for n in range(3)]
    a_customer("客户9", region="江苏", tier=Tier.C)
    agrees(there[0])
    agrees(there[1])
    contact = a_contact(there[0], is_primary=True)
    with database.transaction() as session:
        ids = {"customer_id": there[0].id, "contact_id": contact.id}
        session.add(Channel(**ids, type=ChannelType.EMAIL, value="a@example.cn", value_key="a@example.cn"))
    target = next(one for one in asked(chen, greetings.targets) if one.about == "mid_autumn")
    segment = Segment(tiers=(Tier.C,), regions=("浙江",))

    before = asked(chen, greetings.segment_count, target=target, segment=segment)
    assert (before.chosen, before.agreed, before.new, before.with_mailbox) == (3, 2, 2, 1)
    assert attempt_as(chen, greetings.plan_segment, target=target, segment=segment) == 2
    assert attempt_as(chen, greetings.plan_segment, target=target, segment=segment) == 0

    assert [(row.occasion, row.about, row.day) for row in planned()] == [
        (Occasion.FESTIVAL, "mid_autumn", date(2026, 9, 25))
    ] * 2
    assert asked(chen, greetings.segment_count, target=target, segment=segment).new == 0


def test_what_was_called_off_can_be_chosen_by_hand_again(chen, a_customer, agrees):
    customer = a_customer(tier=Tier.C)
    agrees(customer)
    clock.freeze(MONDAY_TEN + timedelta(days=195))
    target = next(one for one in asked(chen, greetings.targets) if one.about == "mid_autumn")
    attempt_as(chen, greetings.plan_segment, target=target, segment=Segment())
    agrees(customer, ConsentStatus.WITHDRAWN)
    plan()
    clock.freeze(clock.now() + timedelta(minutes=1))
    agrees(customer)

    before = asked(chen, greetings.segment_count, target=target, segment=Segment())
    assert (before.planned, before.new) == (0, 1)
    assert attempt_as(chen, greetings.plan_segment, target=target, segment=Segment()) == 1

    (row,) = planned()
    assert (row.state, row.planned_by_id, row.cancelled_for) == (GreetingState.PLANNED, chen.id, None)
    assert plan() == 0, "no rule calls it off"


def test_whom_a_person_chose_no_rule_calls_off_but_for_their_own_sake(chen, a_customer, agrees):
    customer = a_customer(tier=Tier.C)
    agrees(customer)
    clock.freeze(MONDAY_TEN + timedelta(days=195))
    target = next(one for one in asked(chen, greetings.targets) if one.about == "mid_autumn")
    attempt_as(chen, greetings.plan_segment, target=target, segment=Segment())

    assert plan() == 0
    agrees(customer, ConsentStatus.WITHDRAWN)
    assert plan() == 1


def test_a_segment_by_tag_holds_only_whom_one_may_greet(lin, xu, a_customer, agrees):
    mine, theirs = a_customer("王芳", owner=lin), a_customer("李梅", owner=xu)
    with database.transaction() as session:
        tag = Tag(name="送礼")
        session.add(tag)
        session.flush()
        session.add_all(CustomerTag(customer_id=customer.id, tag_id=tag.id) for customer in (mine, theirs))
    for customer in (mine, theirs):
        agrees(customer)
    target = asked(lin, greetings.targets)[0]

    assert attempt_as(lin, greetings.plan_segment, target=target, segment=Segment(tags=("送礼",))) == 1
    assert planned()[0].customer_id == mine.id


@pytest.mark.parametrize("day", [
    NewDay("", "05-21"), NewDay("茶日", "13-01"), NewDay("茶日", "02-30"), NewDay("茶日", "08-31", is_lunar=True),
    NewDay("店庆", "05-21", since_year=2999),
])  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(chen, day):
    with pytest.raises(Invalid):
        attempt_as(chen, greetings.add_day, day=day)


def test_one_item_has_one_interval(chen):
    attempt_as(chen, greetings.set_interval, sku="F-1", name="更换滤芯", days=180)
    attempt_as(chen, greetings.set_interval, sku="F-1", name="更换滤芯", days=90)

    assert [(row.sku, row.days) for row in asked(chen, greetings.service_intervals)] == [("F-1", 90)]
    with pytest.raises(Invalid):
        attempt_as(chen, greetings.set_interval, sku="F-2", name="", days=0)
