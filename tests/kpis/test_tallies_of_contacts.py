"""Calls, visits, surveys and leads added up ahead equal a full count: whatever happened, absorbed or not."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select

from care import kpis, orders, revisits, rulebook
from care.kpis import Bounds, Filters
from care.kpis.providing import Question
from core import clock
from db import session as database
from db import tally_marks
from db.models import (
    Answer,
    Customer,
    Interaction,
    Invitation,
    KpiMark,
    Lead,
    LeadStage,
    Medium,
    Outcome,
    Revisit,
    Tier,
    VisitState,
)
from tests.kpis import a_world_of_contacts
from tests.kpis.test_follow_up_against_pandas import readings
from tests.kpis.test_tallies import stored

TODAY = date(2026, 3, 9)
MARCH = kpis.month_of(TODAY)


def answers(session, people):
    """As everybody sees it: also of a part that nobody adds up ahead."""
    before = MARCH.previous(TODAY)
    now, then = Bounds(MARCH.start, MARCH.counted_to(TODAY)), Bounds(before.start, before.end)
    parts = (Filters(), Filters(region="东"), Filters(region="东", tier=Tier.A))
    asked = [Question(MARCH, part, now, then, months_shown=3) for part in parts]
    return [readings(session, actor, one) for actor in people for one in asked]


def live_a_little(session, random):
    """Calls and visits are made, corrected and moved to another customer, surveys answered, leads won and lost."""
    speak_otherwise(session, random)
    visit_some(session, random)
    for asked in session.exec(select(Invitation).where(col(Invitation.asked_at).is_(None))).all():
        asked.asked_at = random.choice([None, clock.now() - timedelta(days=random.randrange(40))])
    for answer in session.exec(select(Answer)).all():
        answer.nps = random.choice([None, 3, 8, 10])
    for lead in session.exec(select(Lead)).all():
        lead.stage, lead.region = random.choice(list(LeadStage)), random.choice(["东", "西", ""])
    for customer in session.exec(select(Customer)).all():
        customer.tier = random.choice(list(Tier))
    session.flush()


def speak_otherwise(session, random):
    ids = session.exec(select(Customer.id)).all()
    for contact in session.exec(select(Interaction)).all():
        contact.outcome, contact.medium = random.choice(list(Outcome)), random.choice([Medium.PHONE, Medium.VISIT])
        if random.random() < 0.2:
            contact.customer_id = random.choice([None, *ids])


def visit_some(session, random):
    for visit in session.exec(select(Revisit)).all():
        if visit.state is VisitState.OPEN and random.random() < 0.5:
            visit.state, visit.done_on = VisitState.DONE, visit.due_on + timedelta(days=random.randrange(6))
        else:
            visit.due_on += timedelta(days=random.randrange(3))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), absorbing=st.lists(st.booleans(), min_size=2, max_size=2))
def test_what_is_kept_from_change_to_change_equals_what_is_made_anew(session, chen, zhou, lin, xu, seed, absorbing):
    with session.begin_nested() as savepoint:
        random, people = Random(seed), (chen, zhou, lin)
        a_world_of_contacts.made(session, random, [lin, xu])
        for is_absorbed in absorbing:
            if is_absorbed:
                kpis.absorb(session)
            live_a_little(session, random)
        as_marked = answers(session, people)

        while kpis.absorb(session):
            pass
        kept, absorbed = stored(session), answers(session, people)
        kpis.rebuild(session)

        assert kept == stored(session)
        assert as_marked == absorbed == answers(session, people)
        savepoint.rollback()
    session.expunge_all()


def test_planning_visits_and_making_invitations_moves_no_number(session, lin, xu):
    a_world_of_contacts.made(session, Random(1), [lin, xu])
    while kpis.absorb(session):
        pass
    for visit in session.exec(select(Revisit).where(col(Revisit.state) == VisitState.OPEN)).all():
        visit.due_on += timedelta(days=1)
    for asked in session.exec(select(Invitation).where(col(Invitation.asked_at).is_(None))).all():
        asked.sent_at += timedelta(days=1)
    session.flush()

    assert not session.exec(select(KpiMark.id)).all()


def test_another_cycle_moves_the_number_of_those_in_touch(chen, lin, a_customer, an_order):
    customer = a_customer("王芳", tier=Tier.A)
    an_order(customer, on=date(2026, 2, 1))
    with database.transaction() as writing:
        orders.refresh_purchases(writing)
        at = clock.now() - timedelta(days=20)
        writing.add(Interaction(customer_id=customer.id, by_id=lin.id, at=at, medium=Medium.PHONE))
    kpis.absorb_all()
    assert in_touch(chen) == 1

    with database.transaction() as writing:
        rulebook.change(writing, chen, revisits.RevisitPolicy(tier_a_days=14), reason="更勤", seen_version=0)
    kpis.absorb_all()

    assert in_touch(chen) == 0


def in_touch(actor):
    with database.reading() as session:
        return kpis.numbers(session, actor, period=MARCH, wanted=["revisit_coverage"])["revisit_coverage"].now.numerator


@pytest.mark.parametrize("change", ["SELECT 'customer', 0", ""])
def test_a_trigger_that_says_something_else_is_made_anew_and_others_are_left_alone(session, change):
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps the stamp of all its triggers instead")
    triggers = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    before = connection.execute(triggers).all()
    connection.execute(text("DROP TRIGGER kpi_orders_added"))
    if change:
        connection.execute(
            text(
                "CREATE TRIGGER kpi_orders_added AFTER INSERT ON orders"
                f" BEGIN INSERT INTO kpi_marks (kind, subject_id) {change}; END"
            )
        )

    tally_marks.ensure(connection)

    assert connection.execute(triggers).all() == before
