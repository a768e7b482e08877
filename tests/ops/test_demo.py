"""`python3 -m ops demo`: a believable small firm in an empty folder, the same one for the same seed and day."""

from collections import Counter
from itertools import groupby

import pytest
from sqlmodel import col, func, select

from auth import audit, passwords
from auth.actor import SYSTEM
from care import customers, demo, kpis
from care.kpis import Kpi
from core import clock
from core.errors import NotAllowed
from db import session as database
from db.models import (
    Answer,
    Clock,
    ClockKind,
    ClockVerdict,
    Complaint,
    ComplaintEvent,
    ComplaintState,
    Consent,
    ConsentStatus,
    Customer,
    Order,
    OrderLine,
    OrderStatus,
    User,
)  # fmt: skip
from ops import demo as command


def run(capsys, *argv):
    assert command.main(list(argv)) == 0
    return capsys.readouterr().out


def names():
    with database.reading() as session:
        return session.exec(
            select(Customer.name, Customer.mobile, Customer.revenue_cents).order_by(col(Customer.id))
        ).all()


def test_the_demo_says_who_may_sign_in_and_everybody_there_can(capsys):
    told = run(capsys, "--customers", "30")

    assert demo.PASSWORD in told
    with database.reading() as session:
        people = session.exec(select(User)).all()
    assert {person.username for person in people} == {colleague.username for colleague in demo.CAST}
    for person in people:
        assert person.name in told
        assert passwords.fits(demo.PASSWORD, person.password_hash)
        assert passwords.problem(demo.PASSWORD, person.username) == ""


def test_a_second_run_changes_nothing_and_tells_the_same_people(capsys):
    first = run(capsys, "--customers", "20")
    before = names()

    second = run(capsys, "--customers", "20")

    assert names() == before
    assert first.splitlines()[1:] == second.splitlines()[1:]


def test_a_folder_with_customers_is_refused(a_customer):
    a_customer("王芳")

    with pytest.raises(demo.AlreadyInUse, match="customers here already"):
        command.main(["--customers", "5"])


def test_the_same_seed_on_the_same_day_is_the_same_firm(migrated):
    with database.transaction() as session:
        demo.create_demo(session, SYSTEM, customers=40, seed=3)
    first = names()
    migrated()
    with database.transaction() as session:
        demo.create_demo(session, SYSTEM, customers=40, seed=3)
    same = names()
    migrated()
    with database.transaction() as session:
        demo.create_demo(session, SYSTEM, customers=40, seed=4)

    assert first == same
    assert first != names()


def test_the_firm_has_two_years_of_history_that_hang_together(demo_firm, session):
    first, last = session.exec(select(func.min(Order.ordered_on), func.max(Order.ordered_on))).one()
    assert (clock.today() - first).days > 600
    assert (clock.today() - last).days < 7
    sums = select(OrderLine.order_id, func.sum(OrderLine.amount_cents).label("sum")).group_by(col(OrderLine.order_id))
    lines = sums.subquery()
    apart = select(Order.id).join(lines, lines.c.order_id == Order.id).where(Order.amount_cents != lines.c.sum)
    assert session.exec(apart).all() == []
    spent = select(func.sum(Order.amount_cents - Order.refund_cents)).where(Order.status == OrderStatus.VALID)
    assert session.exec(select(func.sum(Customer.revenue_cents))).one() == session.exec(spent).one()
    newest = {
        (row.customer_id, row.purpose): row.status for row in session.exec(select(Consent).order_by(col(Consent.id)))
    }
    agreed = {customer_id for (customer_id, _purpose), status in newest.items() if status is ConsentStatus.GIVEN}
    assert agreed == set(session.exec(select(Customer.id).where(col(Customer.has_consent))))


def test_a_demo_customer_is_found_like_any_other(session):
    demo.create_demo(session, SYSTEM, customers=20)

    one = session.exec(select(Customer).where(Customer.id == 5)).one()

    assert customers.initials(one.name) in one.search_text
    assert customers.phone_digits(one.mobile) in one.search_text


def test_its_complaints_went_the_whole_way_and_the_last_ones_are_open(demo_firm, session):
    states = Counter(session.exec(select(Complaint.state)))
    assert states.total() >= 40, "and those that visits and surveys brought to light"
    assert states[ComplaintState.CLOSED] > 10
    assert states.total() - states[ComplaintState.CLOSED] > 0
    told = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id))).all()
    for _complaint, events in groupby(sorted(told, key=lambda one: one.complaint_id), key=lambda one: one.complaint_id):
        moments = [one.at for one in events]
        assert moments == sorted(moments)
        assert moments[-1] <= clock.now()
    verdicts = Counter(session.exec(select(Clock.verdict).where(Clock.kind == ClockKind.RESOLVE)))
    assert verdicts[ClockVerdict.MET] > verdicts[ClockVerdict.MISSED]
    assert session.exec(select(func.count()).select_from(Answer)).one() > 0
    assert audit.first_broken(session) is None


def test_the_demo_grows(demo_firm, session):
    found = kpis.figures(session, SYSTEM, period=kpis.month_of(clock.today()))

    assert (found[Kpi.GROWTH].now.value or 0) > 0
    assert (found[Kpi.CUSTOMERS].now.value or 0) >= 200, "and the leads that became customers"


def test_a_demo_inside_a_firms_own_installation_opens_no_door(session, chen):
    demo.create_demo(session, chen, customers=5)

    hired = session.exec(select(User).where(User.id != chen.id)).all()
    assert {person.password_hash for person in hired} == {""}
    assert demo.is_demo(session, chen)


def test_only_whoever_may_change_settings_makes_a_demo(session, lin):
    with pytest.raises(NotAllowed):
        demo.create_demo(session, lin, customers=5)
