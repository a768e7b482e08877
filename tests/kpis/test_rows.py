"""From every number to its rows: as many as were counted, and no more than the actor may see."""

from datetime import date

import pytest

from care import kpis
from care.kpis import Filters, Kpi, Movement
from core.errors import NotAllowed
from db.models import Tier

FEBRUARY = kpis.month_of(date(2026, 2, 1))


@pytest.fixture
def history(a_buyer, lin, xu):
    a_buyer("王芳", "2025-06-01", "2026-02-03", "2026-02-03", owner=lin, tier=Tier.A)
    a_buyer("李雷", "2025-12-31", owner=lin)
    a_buyer("张伟", "2025-02-10", owner=xu)
    a_buyer("刘洋", "2026-02-28", owner=xu)
    a_buyer("陈晨", "2024-01-01", "2026-02-11", owner=lin)
    a_buyer("从未", owner=xu)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("kpi", list(Kpi))
def test_the_rows_are_as_many_as_the_number_says(session, chen, lin, kpi):
    for actor, filters in ((chen, Filters()), (chen, Filters(tier=Tier.A)), (lin, Filters())):
        number = kpis.figures(session, actor, period=FEBRUARY, filters=filters)[kpi].now
        behind = kpis.rows(session, actor, kpi=kpi, period=FEBRUARY, filters=filters)

        assert behind.total == number.n == len(behind.customers) + len(behind.orders)


def test_a_number_and_its_rows_draw_the_line_at_the_same_day(session, chen, a_buyer):
    for day in ("2025-01-31", "2025-02-01", "2025-02-28", "2025-03-01", "2026-01-31", "2026-02-01", "2026-02-28"):
        a_buyer(day, day)

    number = kpis.figures(session, chen, period=FEBRUARY)[Kpi.ACTIVE].now
    behind = kpis.rows(session, chen, kpi=Kpi.ACTIVE, period=FEBRUARY)
    moved = kpis.rows(session, chen, kpi=Kpi.GROWTH, period=FEBRUARY)

    assert {row.name for row in behind.customers} == {"2025-03-01", "2026-01-31", "2026-02-01", "2026-02-28"}
    assert behind.total == number.n
    assert {row.name for row in moved.customers if row.movement is Movement.LEFT} == {"2025-02-01", "2025-02-28"}


@pytest.mark.usefixtures("history")
def test_growth_tells_who_came_who_came_back_who_left_and_who_stayed(session, chen):
    behind = kpis.rows(session, chen, kpi=Kpi.GROWTH, period=FEBRUARY)

    assert [(row.name, row.movement) for row in behind.customers] == [
        ("刘洋", Movement.NEW),
        ("陈晨", Movement.BACK),
        ("张伟", Movement.LEFT),
        ("王芳", Movement.STAYED),
        ("李雷", Movement.STAYED),
    ]


@pytest.mark.usefixtures("history")
def test_the_orders_behind_revenue_add_up_to_it(session, chen):
    number = kpis.figures(session, chen, period=FEBRUARY)[Kpi.REVENUE].now
    behind = kpis.rows(session, chen, kpi=Kpi.REVENUE, period=FEBRUARY)

    assert sum(order.net_cents for order in behind.orders) == number.value


def test_rows_come_a_page_at_a_time(session, chen, a_buyer):
    for number in range(51):
        a_buyer(f"客户{number}", "2026-02-03")

    first = kpis.rows(session, chen, kpi=Kpi.ACTIVE, period=FEBRUARY)
    second = kpis.rows(session, chen, kpi=Kpi.ACTIVE, period=FEBRUARY, page=2)

    assert (first.total, first.pages, len(first.customers), len(second.customers)) == (51, 2, 50, 1)


@pytest.mark.usefixtures("history")
def test_the_analyst_sees_the_number_and_no_person(session, fang):
    assert kpis.figures(session, fang, period=FEBRUARY)[Kpi.NEW].now.n == 1
    with pytest.raises(NotAllowed):
        kpis.rows(session, fang, kpi=Kpi.NEW, period=FEBRUARY)


@pytest.mark.usefixtures("history")
def test_a_stranger_finds_none_of_another_sellers_rows(session, xu):
    names = {row.name for row in kpis.rows(session, xu, kpi=Kpi.CUSTOMERS, period=FEBRUARY).customers}

    assert names == {"张伟", "刘洋", "从未"}
