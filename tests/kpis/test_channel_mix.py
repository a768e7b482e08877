"""Contacts by channel: counted a second time in pandas, by whoever may see whose."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.actor import SYSTEM
from care import kpis
from care.kpis import Filters
from core.settings import settings as firm
from db.models import Interaction, Medium, Outcome, Tier
from tests.conftest import MONDAY_TEN

MARCH = kpis.month_of(date(2026, 3, 9))


@pytest.fixture
def talked(session):
    def write(customer, medium=Medium.PHONE, outcome=Outcome.CONNECTED, at=MONDAY_TEN):
        session.add(Interaction(customer_id=customer and customer.id, at=at, medium=medium, outcome=outcome))
        session.flush()

    return write


def shown(mix):
    return {one.medium: (one.n, one.reached.numerator) for one in mix.channels}


def test_the_most_used_comes_first_with_how_often_somebody_was_reached(session, chen, a_customer, talked):
    wang = a_customer()
    talked(wang, Medium.EMAIL)
    for outcome in (Outcome.CONNECTED, Outcome.NO_ANSWER, Outcome.BUSY):
        talked(wang, outcome=outcome)

    mix = kpis.channel_mix(session, chen, period=MARCH)

    assert [one.medium for one in mix.channels] == [Medium.PHONE, Medium.EMAIL]
    assert shown(mix) == {Medium.PHONE: (3, 1), Medium.EMAIL: (1, 1)}
    assert (mix.n, mix.reached.value) == (4, 0.5)


def test_nothing_to_count_is_no_share(session, chen):
    mix = kpis.channel_mix(session, chen, period=MARCH)

    assert (mix.channels, mix.n, mix.reached.value) == ((), 0, None)


def test_days_begin_at_midnight_of_the_firm(session, chen, a_customer, talked):
    midnight = datetime(2026, 2, 28, 16, tzinfo=UTC)
    talked(a_customer(), at=midnight)
    talked(a_customer("马超"), at=midnight - timedelta(seconds=1))

    assert kpis.channel_mix(session, chen, period=MARCH).n == 1


def test_each_counts_whom_their_numbers_are_about(session, chen, fang, zhou, lin, xu, a_customer, talked):
    talked(a_customer(owner=lin))
    talked(a_customer("马超", owner=xu))
    talked(a_customer("已删", owner=lin, deleted_at=MONDAY_TEN))
    talked(None)

    counted = {
        actor.name: kpis.channel_mix(session, actor, period=MARCH).n for actor in (chen, fang, zhou, lin, xu)
    }  # fmt: skip

    assert counted == {"陈建国": 3, "方圆": 3, "周凯": 1, "林静": 1, "许宁": 1}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), number=st.integers(0, 60), reach=st.sampled_from(["firm", "tier", "own"]))
def test_it_agrees_with_a_second_count(session, lin, a_customer, talked, seed, number, reach):
    chance = Random(seed)
    with session.begin_nested() as savepoint:
        people = [
            a_customer(str(n), owner=chance.choice([lin, None]), tier=chance.choice(list(Tier))) for n in range(5)
        ] + [None]
        rows = []
        for _contact in range(number):
            who, at = chance.choice(people), MONDAY_TEN - timedelta(minutes=chance.randrange(20 * 24 * 60))
            medium, outcome = chance.choice(list(Medium)), chance.choice(list(Outcome))
            talked(who, medium, outcome, at)
            tier, owner = (who.tier, who.owner_id) if who else ("", -1)
            rows.append((medium, outcome, at, tier, owner, who is not None))
        actor, filters = (lin if reach == "own" else SYSTEM), Filters(tier=Tier.A if reach == "tier" else None)
        mix = kpis.channel_mix(session, actor, period=MARCH, filters=filters)
        savepoint.rollback()

    table = pd.DataFrame(rows, columns=["medium", "outcome", "at", "tier", "owner", "known"])
    if not rows:
        assert mix.n == 0
        return
    local = pd.to_datetime(table["at"], utc=True).dt.tz_convert(firm().time_zone)
    table = table[(local.dt.year == 2026) & (local.dt.month == 3)]
    if reach == "own":
        table = table[table.known & (table.owner == lin.id)]
    elif reach == "tier":
        table = table[table.known & (table.tier == Tier.A)]
    reached = table[table.outcome == Outcome.CONNECTED].groupby("medium").size()
    assert shown(mix) == {
        medium: (int(n), int(reached.get(medium, 0))) for medium, n in table.groupby("medium").size().items()
    }
