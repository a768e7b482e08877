"""What is added up ahead equals a full count: whatever happened, in whatever order, absorbed or not."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select as sa_select
from sqlalchemy import text
from sqlmodel import col, select

from auth.actor import SYSTEM
from care import customers, kpis, orders, rulebook
from care.kpis import Filters, Kpi
from core import clock
from db import session as database
from db import tally_marks
from db.models import (
    Answer,
    Complaint,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    KpiMark,
    KpiTally,
    Order,
    OrderStatus,
    Source,
    Tier,
)
from tests.kpis.a_world_of_complaints import World

TODAY = date(2026, 3, 9)
MARCH = kpis.month_of(TODAY)


def stored(session):
    """What the tallies say, without the months that say nothing."""
    session.flush()
    columns: Any = (KpiTally.cut, KpiTally.key, KpiTally.measure, KpiTally.month, KpiTally.total, KpiTally.days)
    rows = session.execute(sa_select(*columns)).all()
    return {tuple(row[:4]): (row.total, row.days) for row in rows if any(map(int, row.days.split(",")))}


def answers(session):
    found: list[Any] = []
    for filters in (Filters(), Filters(region="东"), Filters(tier=Tier.A, region="东")):
        found.append(kpis.figures(session, SYSTEM, period=MARCH, filters=filters).by_kpi)
        found.append(kpis.complaint_figures(session, SYSTEM, period=MARCH, filters=filters).by_kpi)
    return found


def live_a_little(session, random):
    """New orders, refunds and cancellations, other tiers and regions, files removed and restored, complaints moved."""
    for customer in session.exec(select(Customer)).all():
        deed = random.randrange(6)
        if deed == 0:
            customer.tier = random.choice(list(Tier))
        elif deed == 1:
            customer.region, customer.source = random.choice(["东", "西\n南", "\\n=", ""]), random.choice(list(Source))
        elif deed == 2:
            customer.deleted_at = None if customer.deleted_at else clock.now()
        else:
            an_order_of(session, random, customer)
    change_some(session, random)
    orders.refresh_purchases(session)
    session.flush()


def an_order_of(session, random, customer):
    day = TODAY - timedelta(days=random.randrange(800))
    number, cents = str(random.getrandbits(60)), random.randrange(9_999)
    facts = {"customer_id": customer.id, "ordered_at": clock.start_of(day), "ordered_on": day, "amount_cents": cents}
    session.add(Order(number=number, currency="CNY", **facts))
    session.flush()


def change_some(session, random):
    for order in session.exec(select(Order)).all():
        if random.random() < 0.2:
            order.status = random.choice(list(OrderStatus))
            order.refund_cents = random.randrange(order.amount_cents + 1)
    for complaint in session.exec(select(Complaint)).all():
        if random.random() < 0.2:
            complaint.customer_id = random.choice([None, *session.exec(select(Customer.id))])


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), absorbing=st.lists(st.booleans(), min_size=3, max_size=3))
def test_tallies_kept_from_change_to_change_equal_those_made_anew(session, lin, seed, absorbing):
    with session.begin_nested() as savepoint:
        random = Random(seed)
        World(session, random, [lin.id, None]).fill(12)
        for is_absorbed in absorbing:
            if is_absorbed:
                kpis.absorb(session)
            live_a_little(session, random)
        as_marked = answers(session)

        while kpis.absorb(session):
            pass
        kept, absorbed = stored(session), answers(session)
        kpis.rebuild(session)

        assert kept == stored(session)
        assert as_marked == absorbed == answers(session)
        savepoint.rollback()
    session.expunge_all()


def test_what_was_written_a_moment_ago_is_in_the_number(session, chen, a_buyer):
    kpis.rebuild(session)
    a_buyer("王芳", "2026-03-09", yuan=5)

    assert kpis.figures(session, chen, period=MARCH)[Kpi.REVENUE].now.value == 500


def test_a_sellers_numbers_are_those_of_customers_they_own_or_back_up(session, lin, xu, zhou, a_buyer):
    a_buyer("自己的", "2026-03-01", owner=lin)
    a_buyer("替别人看着", "2026-03-02", owner=xu, backup_owner_id=lin.id)
    a_buyer("两队之间", "2026-03-03", owner=xu, backup_owner_id=zhou.id)
    a_buyer("别人的", "2026-03-04", owner=xu)
    kpis.rebuild(session)

    seen = {actor.username: kpis.figures(session, actor, period=MARCH)[Kpi.NEW].now.n for actor in (lin, xu, zhou)}

    assert seen == {"lin": 2, "xu": 3, "zhou": 2}


def test_counting_once_more_heals_what_was_never_marked(chen, a_customer, an_order):
    an_order(a_customer(), on=TODAY)
    with database.transaction() as session:
        orders.refresh_purchases(session)
        kpis.rebuild(session)
        session.execute(text("UPDATE kpi_traces SET amounts = ''"))
        session.execute(text("DELETE FROM kpi_tallies"))

    kpis.recount_all()

    with database.reading() as session:
        found = kpis.figures(session, chen, period=MARCH)
        assert (found[Kpi.REVENUE].now.n, found[Kpi.CUSTOMERS].now.n) == (1, 1)


def test_a_region_of_two_lines_is_counted_like_any_other(chen, a_customer):
    """As an import brought it from a cell with a line break."""
    for region in ("上海\n浦东", "a=b\nteam=1", "\\n\\"):
        a_customer(region=region)
        kpis.absorb_all()
        kpis.recount_all()

    with database.reading() as session:
        kept = stored(session)
        seen = kpis.figures(session, chen, period=MARCH, filters=Filters(region="上海\n浦东"))[Kpi.CUSTOMERS].now.n
    with database.transaction() as session:
        kpis.rebuild(session)
        assert (seen, kept) == (1, stored(session))


def test_other_intervals_of_verification_move_the_number_of_stale_files_and_its_rows(chen, a_customer):
    a_customer(tier=Tier.A, last_verified_at=clock.now() - timedelta(days=40))
    kpis.absorb_all()
    assert stale_files(chen) == (0, [False])

    with database.transaction() as session:
        rulebook.change(session, chen, customers.VerificationPolicy(days_a=30), reason="更勤", seen_version=0)
    kpis.absorb_all()

    assert stale_files(chen) == (1, [True])


def stale_files(actor):
    with database.reading() as session:
        number = kpis.figures(session, actor, period=MARCH)[Kpi.STALE].now.numerator
        behind = kpis.rows(session, actor, kpi=Kpi.STALE, period=MARCH)
    return number, [row.is_hit for row in behind.customers]


def test_a_poor_answer_takes_a_loyal_customer_out_of_the_number_at_once(session, chen, a_buyer):
    customer = a_buyer("王芳", "2025-08-01", "2025-12-01", "2026-02-01")
    while kpis.absorb(session):
        pass
    asked: dict[str, Any] = {
        "purpose": InvitationPurpose.RELATIONSHIP,
        "mode": InvitationMode.PHONE,
        "expires_at": clock.now(),
    }
    invitation = Invitation(customer_id=customer.id, sent_at=clock.now(), **asked)
    session.add(invitation)
    session.flush()
    assert kpis.figures(session, chen, period=MARCH)[Kpi.LOYAL].now.n == 1

    session.add(Answer(invitation_id=invitation.id, at=clock.now(), score=3))
    session.flush()

    found = kpis.figures(session, chen, period=MARCH)
    assert (found[Kpi.LOYAL].now.n, found[Kpi.SETTLED].now.n) == (0, 1)


def test_every_watched_table_has_its_triggers(session):
    names = set(session.connection().execute(text(_TRIGGERS[session.get_bind().dialect.name])).scalars())

    assert {f"{watch.called}_{deed}" for watch in tally_marks.WATCHES for deed in ("added", "gone", "changed")} <= names


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger",
}


@pytest.mark.parametrize("field", ["tier", "region", "source", "owner_id", "backup_owner_id", "team_id", "deleted_at"])
def test_whatever_moves_a_customer_to_another_part_is_marked(session, a_customer, zhou, field):
    customer = a_customer()
    while kpis.absorb(session):
        pass
    other = {"tier": Tier.A, "source": Source.VISIT, "region": "东", "deleted_at": datetime(2026, 3, 1, tzinfo=UTC)}
    ids = {"owner_id": zhou.id, "backup_owner_id": zhou.id, "team_id": zhou.team_id}

    setattr(customer, field, (other | ids)[field])
    session.flush()

    assert session.exec(select(KpiMark.subject_id).where(col(KpiMark.kind) == "customer")).all() == [customer.id]
