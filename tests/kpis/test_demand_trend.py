"""What customers ask for on visits, by month: each counts whom their numbers are about."""

from datetime import date

import pytest

from care import kpis
from care.kpis import Filters
from core import clock
from db.models import Demand, Revisit, RevisitDemand, Tier, VisitCause, VisitState
from tests.conftest import MONDAY_TEN

MARCH = kpis.month_of(date(2026, 3, 9))
FEBRUARY = kpis.month_of(date(2026, 2, 1))


@pytest.fixture
def visited(session):
    """A visit that ended on that day, and what was heard on it."""

    def write(customer, on, *heard, state=VisitState.DONE):
        visit = Revisit(
            customer_id=customer.id, cause=VisitCause.CYCLE, state=state, due_on=on, planned_on=on, grace_days=3,
            cycle_days=30, latest_on=on, since_at=MONDAY_TEN, done_on=on, done_at=clock.start_of(on),
            assignee_id=customer.owner_id,
        )  # fmt: skip
        session.add(visit)
        session.flush()
        session.add_all(RevisitDemand(revisit_id=visit.id, demand=demand) for demand in heard)
        session.flush()

    return write


def shown(trend):
    return {line.demand: {f"{m:%y-%m}": n for m, n in zip(trend.months, line.months, strict=True) if n}
            for line in trend.lines}  # fmt: skip


def test_thirteen_months_lead_to_the_end_of_the_period_and_the_most_heard_lately_comes_first(
    session, chen, a_customer, visited
):
    wang = a_customer()
    visited(wang, date(2025, 2, 28), Demand.PRICE)
    visited(wang, date(2025, 3, 1), Demand.PRICE)
    visited(wang, date(2026, 3, 2), Demand.DELIVERY, Demand.PRICE)
    visited(wang, date(2026, 3, 9), Demand.DELIVERY)
    visited(wang, date(2026, 3, 9))

    trend = kpis.demand_trend(session, chen, period=MARCH)

    assert (trend.months[0], trend.months[-1]) == (date(2025, 3, 1), date(2026, 3, 1))
    assert [line.demand for line in trend.lines] == [Demand.DELIVERY, Demand.PRICE]
    assert shown(trend) == {Demand.DELIVERY: {"26-03": 2}, Demand.PRICE: {"25-03": 1, "26-03": 1}}
    assert (trend.visits[0], trend.visits[-1], sum(trend.visits)) == (1, 3, 4)


def test_what_came_after_the_period_is_not_in_it(session, chen, a_customer, visited):
    visited(a_customer(), date(2026, 3, 1), Demand.TRAINING)

    assert kpis.demand_trend(session, chen, period=FEBRUARY).lines == ()


def test_a_visit_that_was_not_made_tells_of_nothing(session, chen, a_customer, visited):
    visited(a_customer(), date(2026, 3, 2), Demand.QUALITY, state=VisitState.SKIPPED)

    trend = kpis.demand_trend(session, chen, period=MARCH)

    assert (trend.lines, sum(trend.visits)) == ((), 0)


def test_each_counts_whom_their_numbers_are_about(session, chen, fang, zhou, lin, xu, a_customer, visited):
    visited(a_customer(owner=lin, tier=Tier.A), date(2026, 3, 2), Demand.PRICE)
    visited(a_customer("马超", owner=xu), date(2026, 3, 2), Demand.PRICE)
    visited(a_customer("已删", owner=lin, deleted_at=MONDAY_TEN), date(2026, 3, 2), Demand.PRICE)

    counted = {
        actor.name: kpis.demand_trend(session, actor, period=MARCH).visits[-1] for actor in (chen, fang, zhou, lin, xu)
    }
    of_tier_a = kpis.demand_trend(session, chen, period=MARCH, filters=Filters(tier=Tier.A))

    assert counted == {"陈建国": 2, "方圆": 2, "周凯": 1, "林静": 1, "许宁": 1}
    assert (of_tier_a.visits[-1], shown(of_tier_a)) == (1, {Demand.PRICE: {"26-03": 1}})
