"""The night's work: who is planned, once, however often it runs; who no longer is."""

import os
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from care import greetings, rulebook
from care.almanac import LunarDay, lunar_birthday
from care.greetings import GreetingPolicy, NewDay
from core import clock
from core.settings import settings
from db import session as database
from db.models import (
    Cancelled,
    ConsentPurpose,
    ConsentStatus,
    Contact,
    Customer,
    CustomerKind,
    GreetingState,
    Occasion,
    OrderLine,
    OrderStatus,
    Tier,
)
from tests.conftest import MONDAY_TEN
from tests.greetings.conftest import TODAY, attempt_as, plan, planned, states


def told(customer=None):
    return [(row.occasion, row.about, row.day) for row in planned(customer)]


def change(customer, **columns):
    with database.transaction() as session:
        row = session.get_one(type(customer), customer.id)
        for name, value in columns.items():
            setattr(row, name, value)


def on(day):
    clock.freeze(MONDAY_TEN + (day - TODAY))


def test_a_birthday_within_thirty_days_stands_on_the_list(wang):
    assert plan() == 1

    assert told() == [(Occasion.BIRTHDAY, "", date(2026, 3, 12))]
    assert planned()[0].years == 38


def test_a_second_night_plans_nothing_twice(wang):
    plan()

    assert plan() == 0
    assert len(planned()) == 1


@pytest.mark.parametrize(("born", "stands"), [
    (date(1990, 3, 6), True),  # three days ago: may still be said
    (date(1990, 3, 5), False),
    (date(1990, 4, 8), True),  # thirty days ahead
    (date(1990, 4, 9), False),
])  # fmt: skip
def test_the_list_reaches_from_three_days_back_to_thirty_ahead(a_customer, agrees, born, stands):
    agrees(a_customer(birthday=born))

    plan()

    assert bool(planned()) is stands


@pytest.mark.parametrize("status", [None, ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])
def test_nobody_is_planned_who_has_not_agreed(a_customer, agrees, status):
    customer = a_customer(birthday=date(1990, 3, 12))
    if status is not None:
        agrees(customer)
        agrees(customer, status)

    assert plan() == 0


def test_agreeing_to_something_else_is_not_agreeing_to_greetings(a_customer, agrees):
    agrees(a_customer(birthday=date(1990, 3, 12)), purpose=ConsentPurpose.MARKETING)

    assert plan() == 0


def test_who_has_a_lunar_birthday_is_greeted_on_that_one_alone(a_customer, agrees):
    customer = a_customer(birthday=date(1988, 3, 12), birthday_lunar="01-25")
    agrees(customer)

    plan()

    assert told() == [(Occasion.BIRTHDAY, "01-25", lunar_birthday(2026, LunarDay.of("01-25")))]
    assert planned()[0].day == date(2026, 3, 13)


def test_a_leap_month_birthday_is_kept_in_the_ordinary_month_of_a_year_without_it(a_customer, agrees):
    on(date(2026, 7, 20))
    agrees(a_customer(birthday_lunar="06L-10"))

    plan()

    assert told() == [(Occasion.BIRTHDAY, "06L-10", date(2026, 7, 23))]


def test_who_was_born_on_the_thirtieth_is_greeted_on_the_last_day_of_a_short_month(a_customer, agrees):
    on(date(2027, 1, 20))
    agrees(a_customer(birthday_lunar="12-30"))

    plan()

    assert told() == [(Occasion.BIRTHDAY, "12-30", date(2027, 2, 5))]
    assert planned()[0].key.startswith("birthday:2026:"), "the lunar year has not ended"


def test_who_was_born_on_29_february_is_greeted_on_the_28th(a_customer, agrees):
    on(date(2026, 2, 20))
    agrees(a_customer(birthday=date(1992, 2, 29)))

    plan()

    assert told() == [(Occasion.BIRTHDAY, "", date(2026, 2, 28))]


def test_a_companys_contacts_have_birthdays_and_a_private_customers_own_contact_has_none(a_customer, agrees, a_contact):
    firm = a_customer("杭州清明茶业有限公司", kind=CustomerKind.LARGE_COMPANY)
    person = a_customer("王芳", birthday=date(1988, 3, 12))
    zhao = a_contact(firm, birthday=date(1980, 3, 20), is_primary=True)
    qian = a_contact(firm, "钱多", birthday_lunar="01-25")
    a_contact(person, "王芳", birthday=date(1988, 3, 12), is_primary=True)
    for customer in (firm, person):
        agrees(customer)

    plan()

    assert [(row.contact_id, row.day) for row in planned(firm)] == [
        (qian.id, date(2026, 3, 13)), (zhao.id, date(2026, 3, 20)),
    ]  # fmt: skip
    assert len(planned(person)) == 1


def test_festivals_are_for_the_first_tier_unless_the_firm_says_otherwise(a_customer, agrees, chen):
    on(date(2026, 9, 10))
    best, other = a_customer(tier=Tier.A), a_customer(tier=Tier.B)
    for customer in (best, other):
        agrees(customer)

    plan()
    assert told(best) == [
        (Occasion.FESTIVAL, "mid_autumn", date(2026, 9, 25)),
        (Occasion.FESTIVAL, "national_day", date(2026, 10, 1)),
    ]
    assert told(other) == []

    attempt_as(chen, rulebook.change, GreetingPolicy(festival_tiers=2), reason="节日也问候 B 级", seen_version=0)
    plan()
    assert len(planned(other)) == 2


def test_the_day_of_the_first_order_comes_round_with_its_years(a_customer, agrees):
    old = a_customer(tier=Tier.B, first_order_on=date(2023, 3, 20))
    new = a_customer(tier=Tier.B, first_order_on=date(2026, 3, 1))
    for customer in (old, new):
        agrees(customer)

    plan()

    assert told() == [(Occasion.ANNIVERSARY, "", date(2026, 3, 20))]
    assert planned()[0].years == 3


def test_a_day_of_a_trade_is_for_its_trade_and_a_customers_own_day_for_that_customer(a_customer, agrees, chen):
    tea, school = a_customer(tier=Tier.A, industry="茶叶"), a_customer(tier=Tier.A, industry="教育")
    small = a_customer(tier=Tier.C)
    for customer in (tea, school, small):
        agrees(customer)
    attempt_as(chen, greetings.add_day, day=NewDay("国际茶日", "03-21", industry="茶叶"))
    attempt_as(chen, greetings.add_day, day=NewDay("店庆", "03-15", since_year=2016), customer_id=small.id)

    plan()

    assert told() == [
        (Occasion.NAMED_DAY, "店庆", date(2026, 3, 15)), (Occasion.NAMED_DAY, "国际茶日", date(2026, 3, 21)),
    ]  # fmt: skip
    assert [row.customer_id for row in planned()] == [small.id, tea.id]
    assert planned(small)[0].years == 10


def test_what_was_bought_last_is_due_for_service_to_whom_agreed_to_service(a_customer, agrees, an_order, chen):
    customer, silent = a_customer(), a_customer()
    agrees(customer, purpose=ConsentPurpose.SERVICE)
    orders = [an_order(customer, on=date(2025, 9, 10)), an_order(customer, on=date(2025, 9, 20)),
              an_order(silent, on=date(2025, 9, 20)),
              an_order(customer, on=date(2025, 9, 25), status=OrderStatus.CANCELLED)]  # fmt: skip
    with database.transaction() as session:
        for order in orders:
            session.add(OrderLine(order_id=order.id, position=1, sku="F-1", item="净水器"))
    attempt_as(chen, greetings.set_interval, sku="F-1", name="更换滤芯", days=180)

    plan()

    assert told() == [(Occasion.SERVICE, "更换滤芯 · 净水器", date(2026, 3, 19))]


def test_after_ten_days_off_it_catches_up_and_greets_nobody_late(a_customer, agrees):
    days = {born: a_customer(birthday=date(1990, 3, born)) for born in (10, 14, 17, 20)}
    for customer in days.values():
        agrees(customer)
    on(date(2026, 3, 19))

    plan()

    assert [row.day.day for row in planned()] == [17, 20]


def test_what_nobody_sent_in_time_is_called_off(wang):
    plan()
    on(date(2026, 3, 15))
    assert plan() == 0

    on(date(2026, 3, 16))
    assert plan() == 1

    assert planned()[0].cancelled_for is Cancelled.LATE


def test_consent_withdrawn_in_between_calls_off_what_is_open(wang, agrees):
    plan()
    agrees(wang, ConsentStatus.WITHDRAWN)

    plan()

    assert states() == [GreetingState.CANCELLED]
    assert planned()[0].cancelled_for is Cancelled.CONSENT


def test_a_customer_who_was_removed_is_called_off_and_stands_there_again_when_restored(wang):
    plan()
    change(wang, deleted_at=MONDAY_TEN)
    plan()
    assert planned()[0].cancelled_for is Cancelled.REMOVED

    change(wang, deleted_at=None)
    plan()

    assert states() == [GreetingState.PLANNED]
    assert planned()[0].cancelled_for is None


def test_a_birthday_that_was_corrected_moves_and_one_that_was_taken_out_is_called_off(wang):
    plan()
    change(wang, birthday=date(1988, 3, 22))
    plan()
    assert [row.day for row in planned()] == [date(2026, 3, 22)]

    change(wang, birthday=None)
    plan()

    assert planned()[0].cancelled_for is Cancelled.CHANGED


def test_a_contact_who_left_is_no_longer_greeted(a_customer, agrees, a_contact):
    firm = a_customer(kind=CustomerKind.SMALL_COMPANY)
    agrees(firm)
    zhao = a_contact(firm, birthday=date(1980, 3, 20))
    plan()
    with database.transaction() as session:
        session.delete(session.get_one(Contact, zhao.id))

    plan()

    assert planned()[0].cancelled_for is Cancelled.CHANGED


def test_what_was_sent_is_never_planned_again_this_year(wang, lin):
    plan()
    attempt_as(lin, greetings.send, planned()[0].id, medium="wechat", words="生日快乐")

    plan()
    change(wang, birthday=date(1988, 3, 25))
    plan()

    assert states() == [GreetingState.SENT]


def test_a_removed_day_is_called_off_and_a_new_one_of_the_same_day_is_another(a_customer, agrees, chen):
    customer = a_customer(tier=Tier.C)
    agrees(customer)
    first = attempt_as(chen, greetings.add_day, day=NewDay("店庆", "03-15"), customer_id=customer.id)
    plan()
    attempt_as(chen, greetings.remove_day, first.id)
    attempt_as(chen, greetings.add_day, day=NewDay("开业纪念日", "03-15"), customer_id=customer.id)

    plan()

    assert [(row.about, row.state) for row in planned()] == [
        ("店庆", GreetingState.CANCELLED), ("开业纪念日", GreetingState.PLANNED),
    ]  # fmt: skip


def test_a_year_of_nights_greets_everybody_once(a_customer, agrees):
    """Solar and lunar, at the turn of the year, in a short month, on a leap day."""
    births: list[dict[str, Any]] = [
        {"birthday": date(1990, 1, 1)}, {"birthday": date(1990, 12, 31)}, {"birthday": date(1992, 2, 29)},
        {"birthday_lunar": "12-30"}, {"birthday_lunar": "01-01"}, {"birthday_lunar": "06L-30"},
        {"birthday_lunar": "11-20"},
    ]  # fmt: skip
    people = [a_customer(**born) for born in births]
    for customer in people:
        agrees(customer)
    start = date(2027, 1, 1)

    for night in range(0, 365, 3):
        on(start + timedelta(days=night))
        plan()

    ours = [planned(customer) for customer in people[:3]]
    assert [len([row for row in rows if row.day.year == 2027]) for rows in ours] == [1, 1, 1]
    for customer in people[3:]:
        years = [row.key.split(":")[1] for row in planned(customer)]
        assert len(years) == len(set(years)), "at most one in each lunar year"
        assert "2027" in years or customer.birthday_lunar.startswith(("11", "12"))


_NIGHT = """
import sys
from datetime import datetime
from core import clock
from care import greetings
from db import session as database
clock.freeze(datetime.fromisoformat(sys.argv[1]))
sys.stdin.readline()
print(database.attempt(greetings.plan_due))
"""


def test_two_servers_at_once_plan_everybody_once(a_customer, agrees):
    with database.transaction() as session:
        people = [Customer(number=f"KH-{n}", name=f"客户{n}", name_key=f"客户{n}", birthday=date(1990, 3, 12 + n % 10))
                  for n in range(120)]  # fmt: skip
        session.add_all(people)
        session.flush()
        for customer in people:
            agrees(customer, session=session)
    database.dispose()
    command = [sys.executable, "-c", _NIGHT, MONDAY_TEN.isoformat()]
    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir), "DATABASE_URL": settings().database_url}
    servers = [subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
               for _server in range(2)]  # fmt: skip

    answers = [server.communicate("go\n", timeout=60)[0] for server in servers]

    assert sum(int(answer) for answer in answers) == 120
    assert len(planned()) == 120
