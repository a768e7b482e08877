"""The figures of small worlds whose numbers one can count on one's fingers."""

from datetime import UTC, date, datetime

import pytest

from care import kpis, orders
from care.kpis import Filters, Kpi
from core.errors import NotAllowed
from db.models import OrderStatus, Source, Tier

FEBRUARY = kpis.month_of(date(2026, 2, 1))
MARCH = kpis.month_of(date(2026, 3, 1))


@pytest.fixture
def small_firm(a_buyer):
    """In February 王芳 and 李雷 stay active, 张伟 and 赵敏 leave, 刘洋 is new, 陈晨 comes back."""
    a_buyer("王芳", "2025-06-01", "2026-02-03")
    a_buyer("李雷", "2025-12-31")
    a_buyer("张伟", "2025-02-10")
    a_buyer("赵敏", "2025-02-28")
    a_buyer("刘洋", "2026-02-28")
    a_buyer("陈晨", "2024-01-01", "2026-02-11")
    a_buyer("从未")


@pytest.mark.usefixtures("small_firm")
def test_growth_is_the_change_of_active_customers_over_those_at_the_start(session, chen):
    found = kpis.figures(session, chen, period=FEBRUARY)[Kpi.GROWTH].now

    # 2025-02-28 is 366 days before 1 March 2026, so 赵敏 has left.
    assert (found.numerator, found.denominator) == (4 - 4, 4)
    assert found.value == 0
    assert found.n == 6


def test_whoever_leaves_and_comes_back_after_the_period_is_among_those_compared(session, chen, a_buyer):
    a_buyer("left in February, back in March", "2025-02-10", "2026-03-05")

    found = kpis.figures(session, chen, period=FEBRUARY)[Kpi.GROWTH].now
    behind = kpis.rows(session, chen, kpi=Kpi.GROWTH, period=FEBRUARY)

    assert (found.numerator, found.denominator, found.n) == (-1, 1, 1)
    assert [row.movement for row in behind.customers] == [kpis.Movement.LEFT]


def test_active_customers_bought_within_365_days_before_the_end(session, chen, a_buyer):
    a_buyer("just inside", "2025-03-01")
    a_buyer("just outside", "2025-02-28")
    a_buyer("after the end", "2026-03-01")

    assert kpis.figures(session, chen, period=FEBRUARY)[Kpi.ACTIVE].now.value == 1


@pytest.mark.usefixtures("small_firm")
def test_new_customers_bought_for_the_first_time_in_the_period(session, chen):
    assert kpis.figures(session, chen, period=FEBRUARY)[Kpi.NEW].now.value == 1


def test_customers_on_file_are_those_with_a_file_or_an_order_before_the_end(session, chen, a_buyer):
    a_buyer("an old file")
    a_buyer("imported today with an old order", "2025-01-01", created_at=datetime(2026, 3, 9, tzinfo=UTC))
    a_buyer("imported today", created_at=datetime(2026, 3, 9, tzinfo=UTC))
    # Four in the afternoon in UTC is midnight in Shanghai.
    a_buyer("the last moment of February", created_at=datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC))
    a_buyer("the first moment of March", created_at=datetime(2026, 2, 28, 16, 0, tzinfo=UTC))

    assert kpis.figures(session, chen, period=FEBRUARY)[Kpi.CUSTOMERS].now.value == 3


def test_revenue_is_valid_orders_less_refunds(session, chen, a_customer, an_order):
    customer = a_customer()
    an_order(customer, on=date(2026, 2, 1), yuan=100.5)
    an_order(customer, on=date(2026, 2, 28), yuan=50, refund_cents=2000)
    an_order(customer, on=date(2026, 2, 28), yuan=70, status=OrderStatus.CANCELLED)
    an_order(customer, on=date(2026, 2, 28), yuan=80, status=OrderStatus.REFUNDED)
    an_order(customer, on=date(2026, 1, 31), yuan=7)
    an_order(customer, on=date(2026, 3, 1), yuan=9)

    revenue = kpis.figures(session, chen, period=FEBRUARY)[Kpi.REVENUE]

    assert (revenue.now.value, revenue.now.n) == (13050, 2)
    assert (revenue.before.value, revenue.before.n) == (700, 1)


def test_growth_from_nobody_is_nothing_and_not_zero(session, chen, a_buyer):
    a_buyer("王芳", "2026-02-03")

    found = kpis.figures(session, chen, period=FEBRUARY)[Kpi.GROWTH]

    assert found.now.value is None
    assert found.now.numerator == 1
    assert found.change is None


def test_an_unfinished_month_is_compared_with_the_same_days_of_the_month_before(session, chen, a_buyer):
    a_buyer("王芳", "2026-02-09", "2026-02-10", "2026-03-09")

    found = kpis.figures(session, chen, period=MARCH)

    assert found.unfinished
    assert (found.compared.start, found.compared.end) == (date(2026, 2, 1), date(2026, 2, 10))
    assert (found[Kpi.REVENUE].now.n, found[Kpi.REVENUE].before.n) == (1, 1)


@pytest.mark.usefixtures("small_firm")
def test_the_last_of_thirteen_months_is_the_period_itself(session, chen):
    for figure in kpis.figures(session, chen, period=FEBRUARY).by_kpi.values():
        if figure.formula.is_of_today:
            continue
        assert len(figure.months) == 13
        assert figure.months[0].start == date(2025, 2, 1)
        assert figure.months[-1].value == figure.now.value


@pytest.mark.usefixtures("small_firm")
def test_a_few_numbers_without_their_months_are_the_same_numbers(session, chen):
    whole = kpis.figures(session, chen, period=FEBRUARY)

    few = kpis.figures(session, chen, period=FEBRUARY, wanted=(Kpi.GROWTH, Kpi.REVENUE), months_shown=0)

    assert list(few.by_kpi) == [Kpi.GROWTH, Kpi.REVENUE]
    for kpi, figure in few.by_kpi.items():
        assert (figure.now, figure.before) == (whole[kpi].now, whole[kpi].before)
        assert figure.months == ()


def test_a_customer_silent_for_over_a_year_counts_as_gone_in_between(session, chen, a_buyer):
    a_buyer("陈晨", "2024-03-10", "2026-01-15")

    active = kpis.figures(session, chen, period=FEBRUARY)[Kpi.ACTIVE]

    assert [month.value for month in active.months] == [1] + [0] * 10 + [1, 1]


def test_a_removed_customers_silence_is_in_no_number(session, chen, a_buyer):
    gone = datetime(2026, 3, 1, tzinfo=UTC)
    a_buyer("removed", "2024-03-10", "2026-01-15", deleted_at=gone)
    a_buyer("王芳", "2025-10-01", "2026-02-03")

    active = kpis.figures(session, chen, period=FEBRUARY)[Kpi.ACTIVE]

    assert [month.value for month in active.months] == [0] * 8 + [1] * 5


def test_removed_customers_are_in_no_number(session, chen, a_buyer):
    a_buyer("王芳", "2026-02-03", deleted_at=datetime(2026, 3, 1, tzinfo=UTC))

    found = kpis.figures(session, chen, period=FEBRUARY)

    assert not any(found[kpi].now.n for kpi in Kpi)


def test_each_role_counts_within_its_own_reach(session, a_buyer, zhou, lin, xu, fang):
    a_buyer("林静's", "2026-02-03", owner=lin)
    a_buyer("许宁's", "2026-02-04", owner=xu)
    a_buyer("nobody's", "2026-02-05")

    seen = {actor.username: kpis.figures(session, actor, period=FEBRUARY)[Kpi.NEW].now.n for actor in (zhou, lin, fang)}
    money = kpis.figures(session, lin, period=FEBRUARY)[Kpi.REVENUE].now

    assert seen == {"zhou": 1, "lin": 1, "fang": 3}
    assert (money.value, money.n) == (10000, 1)


def test_filters_narrow_every_number(session, chen, a_buyer, lin):
    a_buyer("王芳", "2026-02-03", owner=lin, tier=Tier.A, region="上海", source=Source.STORE)
    a_buyer("李雷", "2026-02-04", tier=Tier.B, region="北京", source=Source.PHONE)

    for filters in (
        Filters(owner_id=lin.id),
        Filters(team_id=lin.team_id),
        Filters(tier=Tier.A),
        Filters(region="上海"),
        Filters(source=Source.STORE),
    ):
        found = kpis.figures(session, chen, period=FEBRUARY, filters=filters)
        basic = (Kpi.GROWTH, Kpi.ACTIVE, Kpi.REVENUE, Kpi.NEW, Kpi.CUSTOMERS)
        assert [found[kpi].now.n for kpi in basic] == [1, 1, 1, 1, 1]


@pytest.mark.usefixtures("small_firm")
def test_the_parts_add_up_to_the_whole(session, chen, a_buyer):
    a_buyer("孙悦", "2026-02-20", yuan=400, tier=Tier.A, region="上海", source=Source.STORE)

    parts = kpis.breakdown(session, chen, period=FEBRUARY)
    whole = kpis.figures(session, chen, period=FEBRUARY)

    assert [(part.key, part.revenue_cents) for part in parts.by_tier] == [("A", 40000), ("C", 30000)]
    for cut in (parts.by_tier, parts.by_source, parts.by_region):
        assert sum(part.revenue_cents for part in cut) == whole[Kpi.REVENUE].now.value
        assert sum(part.active_at_end for part in cut) == whole[Kpi.ACTIVE].now.value
        assert sum(part.active_at_start for part in cut) == whole[Kpi.GROWTH].now.denominator
        assert sum(part.came for part in cut) == whole[Kpi.NEW].now.value


def test_cancelling_an_order_takes_it_out_of_every_number(session, chen, a_customer, an_order):
    customer = a_customer()
    order = an_order(customer, on=date(2026, 2, 1))
    orders.refresh_purchases(session, [customer.id])
    order.status = OrderStatus.CANCELLED
    orders.refresh_purchases(session, [customer.id])

    found = kpis.figures(session, chen, period=FEBRUARY)

    assert [found[kpi].now.n for kpi in (Kpi.ACTIVE, Kpi.NEW, Kpi.REVENUE)] == [0, 0, 0]


def test_whoever_may_not_read_numbers_is_refused(session, chen, monkeypatch):
    monkeypatch.setattr("auth.actor.scope_of", lambda _role, _permission: None)

    with pytest.raises(NotAllowed):
        kpis.figures(session, chen, period=FEBRUARY)
