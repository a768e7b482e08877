"""今日: what needs whom, until when. The clock stands at Monday 9 March 2026."""

from datetime import date, datetime, timedelta

import pytest

from auth.actor import SYSTEM
from care import customers, greetings, interactions, orders, privacy, today
from care.interactions import NewInteraction
from care.today import Kind
from core import clock
from core.errors import NotAllowed
from db.models import (
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Direction,
    ImportJob,
    ImportState,
    Medium,
    Occasion,
    Outcome,
    Revisit,
    Role,
    Tier,
    User,
    UserStatus,
)
from tests.conftest import a_person

TODAY = date(2026, 3, 9)


def days_ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


@pytest.fixture
def of_lin(a_customer, lin):
    """A customer of 林静's whose file is in order, except for what is said."""

    def make(name, **columns):
        made = {"created_at": days_ago(30), "last_verified_at": clock.now(), "has_consent": True} | columns
        return a_customer(name, owner=lin, **made)

    return make


@pytest.fixture
def a_visit(session):
    """An open visit of a customer on this day."""

    def make(customer, on):
        session.add(
            Revisit(
                customer_id=customer.id,
                due_on=on,
                planned_on=on,
                grace_days=7,
                latest_on=on + timedelta(days=7),
                since_at=days_ago(90),
                cycle_days=90,
                assignee_id=customer.owner_id,
                team_id=customer.team_id,
            )
        )
        session.flush()

    return make


def agree(session, customer, status=ConsentStatus.GIVEN):
    privacy.record_consent(
        session, SYSTEM, customer.id, purpose=ConsentPurpose.CARE, status=status, channel="form", evidence="表单 7 号"
    )


def lines(lane):
    return [(item.name, item.kind, item.day) for item in lane.items]


def test_files_fall_due_by_tier(session, lin, of_lin):
    of_lin("A, 90 days", tier=Tier.A, last_verified_at=days_ago(90))
    of_lin("A, 91 days", tier=Tier.A, last_verified_at=days_ago(91))
    of_lin("A, 85 days", tier=Tier.A, last_verified_at=days_ago(85))
    of_lin("B, 91 days", tier=Tier.B, last_verified_at=days_ago(91))
    of_lin("C, never since it came", tier=Tier.C, last_verified_at=None, created_at=days_ago(400))

    day = today.my_day(session, lin)

    assert lines(day.overdue) == [
        ("C, never since it came", Kind.VERIFY, TODAY - timedelta(days=35)),
        ("A, 91 days", Kind.VERIFY, TODAY - timedelta(days=1)),
    ]
    assert lines(day.today) == [("A, 90 days", Kind.VERIFY, TODAY)]
    assert lines(day.coming) == [("A, 85 days", Kind.VERIFY, TODAY + timedelta(days=5))]


def test_greetings_of_the_coming_week_are_there_for_those_who_agreed(session, lin, of_lin):
    for name, birthday in (("today", (3, 9)), ("in a week", (3, 16)), ("in eight days", (3, 17))):
        agree(session, of_lin(name, birthday=date(1990, *birthday)))
    of_lin("never asked", birthday=date(1990, 3, 9))
    greetings.plan_due(session)

    day = today.my_day(session, lin)

    assert lines(day.today) == [("today", Kind.GREETING, TODAY)]
    assert lines(day.coming) == [("in a week", Kind.GREETING, date(2026, 3, 16))]
    (shown,) = day.today.items
    assert shown.greeting
    assert shown.greeting.occasion is Occasion.BIRTHDAY


def test_whoever_takes_consent_back_is_greeted_no_more(session, lin, of_lin):
    wang = of_lin("王芳", birthday=date(1990, 3, 9))
    agree(session, wang)
    greetings.plan_due(session)
    agree(session, wang, ConsentStatus.WITHDRAWN)

    assert today.my_day(session, lin).is_clear


def test_revisits_stand_between_what_was_promised_and_the_files(session, lin, of_lin, planned, a_visit):
    of_lin("stale", tier=Tier.A, last_verified_at=days_ago(300))
    a_visit(of_lin("to visit"), TODAY - timedelta(days=3))
    a_visit(of_lin("today"), TODAY)
    a_visit(of_lin("in a week"), TODAY + timedelta(days=7))
    a_visit(of_lin("later"), TODAY + timedelta(days=8))
    planned(of_lin("promised"), TODAY - timedelta(days=1), ago=5)

    day = today.my_day(session, lin)

    assert [(item.name, item.kind) for item in day.overdue.items] == [
        ("promised", Kind.NEXT_STEP), ("to visit", Kind.REVISIT), ("stale", Kind.VERIFY),
    ]  # fmt: skip
    assert lines(day.today) == [("today", Kind.REVISIT, TODAY)]
    assert lines(day.coming) == [("in a week", Kind.REVISIT, TODAY + timedelta(days=7))]
    assert day.today.items[0].revisit_id


def test_customers_without_a_next_step_are_named(session, lin, he, of_lin, planned, a_visit):
    of_lin("nothing agreed")
    a_visit(of_lin("to visit"), TODAY + timedelta(days=40))
    planned(of_lin("promised"), TODAY + timedelta(days=40))

    assert [item.name for item in today.my_day(session, lin).unplanned.items] == ["nothing agreed"]
    assert today.my_day(session, he).unplanned.total == 0, "nobody looks after everybody's"


def test_another_stand_in_makes_no_customer_new(session, zhou, lin, of_lin):
    wang = of_lin("王芳")
    colleague = a_person("hua", "华明", Role.SALES, "一队")

    customers.assign_owner(session, zhou, wang.id, owner_id=lin.id, backup_owner_id=colleague.id)

    assert today.my_day(session, lin).assigned.total == 0


def test_new_ones_are_counted_beyond_a_thousand(session, lin, of_lin):
    at = days_ago(1)
    new = {"owner_id": lin.id, "team_id": lin.team_id, "created_at": at, "last_verified_at": at}
    session.add_all(Customer(number=f"N{n}", name=f"N{n}", name_key=f"n{n}", **new) for n in range(1_003))

    new_ones = today.my_day(session, lin).assigned

    assert (new_ones.total, len(new_ones.items)) == (1_003, 8)


def test_a_lane_shows_the_first_of_a_whole_crowd_and_counts_them_all(session, lin, of_lin, an_order):
    for number in range(11):
        of_lin(f"today {number}", tier=Tier.A, last_verified_at=days_ago(90))
        of_lin(f"A{number}", tier=Tier.A, last_verified_at=days_ago(85))
        of_lin(f"B{number}", tier=Tier.B, last_verified_at=days_ago(179))
        an_order(of_lin(f"lost {number}"), on=TODAY - timedelta(days=177))
    orders.refresh_purchases(session)

    day = today.my_day(session, lin)

    assert (day.today.total, {item.day for item in day.today.items}) == (11, {TODAY})
    assert day.coming.total == 33
    assert [item.name[0] for item in day.coming.items] == ["B"] * 8, "due tomorrow, before all others"


def test_the_longest_overdue_come_first_whatever_their_tier(session, lin, of_lin):
    for number in range(9):
        of_lin(f"B{number}", tier=Tier.B, last_verified_at=days_ago(190 + number))
    of_lin("A", tier=Tier.A, last_verified_at=days_ago(105))

    overdue = today.my_day(session, lin).overdue

    assert [item.name for item in overdue.items] == ["B8", "B7", "B6", "B5", "A", "B4", "B3", "B2"]
    assert overdue.total == 10


def test_customers_about_to_be_lost_show_on_the_last_day_and_the_week_before(session, lin, of_lin, an_order):
    for name, days in {"last day": 180, "in a week": 173, "later": 172, "lost": 181}.items():
        an_order(of_lin(name), on=TODAY - timedelta(days=days))
    orders.refresh_purchases(session)

    day = today.my_day(session, lin)

    assert lines(day.today) == [("last day", Kind.LAPSE, TODAY)]
    assert lines(day.coming) == [("in a week", Kind.LAPSE, TODAY + timedelta(days=7))]


def test_whoever_is_lost_today_is_no_longer_about_to_be(session, lin, of_lin, an_order):
    an_order(of_lin("lost and stale", tier=Tier.A, last_verified_at=days_ago(90)), on=TODAY - timedelta(days=181))
    orders.refresh_purchases(session)

    day = today.my_day(session, lin)

    assert lines(day.today) == [("lost and stale", Kind.VERIFY, TODAY)]
    assert day.overdue.total == 0


def test_new_ones_recent_buyers_and_those_without_consent_have_lanes_of_their_own(
    session, zhou, lin, of_lin, a_customer, an_order
):
    of_lin("added this week", created_at=days_ago(3))
    handed = a_customer("handed over", owner=zhou, created_at=days_ago(30), has_consent=True)
    customers.assign_owner(session, zhou, handed.id, owner_id=lin.id)
    an_order(of_lin("bought", has_consent=False), on=TODAY - timedelta(days=7))
    orders.refresh_purchases(session)

    day = today.my_day(session, lin)

    assert {item.name for item in day.assigned.items} == {"added this week", "handed over"}
    assert lines(day.bought) == [("bought", Kind.BOUGHT, date(2026, 3, 2))]
    assert [item.name for item in day.unconsented.items] == ["bought"]


def test_a_lane_shows_eight_and_counts_the_rest(session, lin, of_lin):
    for number in range(11):
        of_lin(f"客户{number}", tier=Tier.A, last_verified_at=days_ago(100 + number))

    overdue = today.my_day(session, lin).overdue

    assert (len(overdue.items), overdue.total, overdue.hidden) == (8, 11, 3)
    assert overdue.items[0].name == "客户10"


def test_nobody_sees_another_sellers_day(session, xu, of_lin):
    of_lin("王芳", tier=Tier.A, last_verified_at=days_ago(100), has_consent=False)

    day = today.my_day(session, xu)

    assert day.is_clear
    assert day.unconsented.total == 0


def test_service_sees_everybodys_the_owner_only_the_owners_own(session, he, chen, of_lin):
    of_lin("王芳", tier=Tier.A, last_verified_at=days_ago(100))

    assert today.my_day(session, he).overdue.total == 1
    assert today.my_day(session, chen).overdue.total == 0


def test_whoever_edits_no_customer_has_no_such_day(session, fang):
    with pytest.raises(NotAllowed):
        today.my_day(session, fang)


def test_the_office_shows_imports_on_their_way_and_people_who_have_not_come(session, sun):
    states = (ImportState.READY, ImportState.FAILED, ImportState.DONE, ImportState.CANCELLED)
    session.add_all(ImportJob(kind="orders", file_name=f"{s}.xlsx", file_sha256=s, state=s) for s in states)
    session.add(User(username="new", name="新来的", role=Role.SALES, status=UserStatus.INVITED))

    office = today.office(session, sun)

    assert [(job.file_name, job.has_failed) for job in office.imports] == [
        ("failed.xlsx", True),
        ("ready.xlsx", False),
    ]
    assert (office.invited, office.invited_total) == (("新来的",), 1)


def test_a_failed_import_is_forgotten_after_a_week(session, sun):
    old = ImportJob(kind="orders", file_name="old.xlsx", file_sha256="x", state=ImportState.FAILED)
    old.created_at = days_ago(8)
    session.add(old)

    assert today.office(session, sun).imports == ()


def test_first_steps_know_whether_the_firm_has_any_customers(session, sun, xu, of_lin):
    before = today.first_steps(session, sun)
    of_lin("removed", deleted_at=clock.now())
    assert not today.first_steps(session, sun).has_customers
    of_lin("王芳")

    assert not before.has_customers
    assert today.first_steps(session, sun).has_customers
    assert today.first_steps(session, xu).has_customers  # a colleague's customer
    assert before.colleagues == 2


@pytest.fixture
def planned(session, lin):
    """What 林静 said comes next, written down so many days ago."""

    def plan(customer, on, *, ago=0, step=""):
        contact = NewInteraction(
            Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "谈了价格", next_step=step, next_on=on
        )  # fmt: skip
        now = clock.now()
        clock.freeze(now - timedelta(days=ago))
        interactions.write(session, lin, customer_id=customer.id, contact=contact)
        clock.freeze(now)

    return plan


def test_what_was_promised_comes_due_and_comes_first(session, lin, xu, of_lin, planned):
    stale = of_lin("stale for long", tier=Tier.A, last_verified_at=days_ago(300))
    planned(of_lin("promised"), TODAY - timedelta(days=1), ago=5, step="寄样品")
    planned(of_lin("to call today"), TODAY)
    planned(of_lin("in a week"), TODAY + timedelta(days=7))
    planned(of_lin("later"), TODAY + timedelta(days=8))

    day = today.my_day(session, lin)

    assert lines(day.overdue) == [
        ("promised", Kind.NEXT_STEP, TODAY - timedelta(days=1)),
        (stale.name, Kind.VERIFY, TODAY - timedelta(days=210)),
    ]
    assert (day.overdue.total, day.overdue.items[0].words) == (2, "寄样品")
    assert lines(day.today) == [("to call today", Kind.NEXT_STEP, TODAY)]
    assert lines(day.coming) == [("in a week", Kind.NEXT_STEP, TODAY + timedelta(days=7))]
    assert today.my_day(session, xu).is_clear


def test_talking_again_takes_the_line_away(session, lin, of_lin, planned):
    wang = of_lin("王芳")
    planned(wang, TODAY, ago=1)
    planned(wang, None)

    assert today.my_day(session, lin).is_clear


def test_the_owner_finds_the_steps_of_the_owners_own_customers(session, chen, of_lin, planned):
    wang = of_lin("王芳")
    planned(wang, TODAY)
    assert today.my_day(session, chen).is_clear

    wang.backup_owner_id = chen.id
    session.flush()

    assert [item.kind for item in today.my_day(session, chen).today.items] == [Kind.NEXT_STEP]
