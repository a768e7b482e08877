"""RFM: three scores for everybody who ever bought, and the eight segments that they make."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlmodel import select

from auth.actor import SYSTEM
from care import kpis, rulebook
from care.kpis import Filters, RfmPolicy, Segment
from core import clock
from core.errors import Invalid, NotAllowed
from db.models import AuditEntry, OrderStatus, Source, Tier
from tests.kpis.rfm_in_pandas import second_count
from tests.kpis.test_against_pandas import LAST, files, live, periods

TODAY = date(2026, 3, 9)
MARCH = kpis.month_of(TODAY)
FIXED = RfmPolicy()


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def unlike(session, a_customer, an_order):
    """Twenty-five customers, no two alike: the n-th ordered n times, n days before the month's last orders."""
    for n in range(1, 26):
        customer = a_customer(f"客户{n:02}", number=f"{n:02}")
        for back in range(n):
            an_order(customer, on=TODAY - timedelta(days=n + back), yuan=100 * n)


def rows_of(session, actor, segment, *, period=MARCH, filters=None, page=1):
    of = kpis.rfm(session, actor, period=period, filters=filters)
    return kpis.rfm_rows(session, actor, segment=segment, of=of, filters=filters, page=page)


def scores_of(session, actor, **asked):
    """By name."""
    asked.setdefault("period", MARCH)
    found = [rows_of(session, actor, segment, **asked) for segment in Segment]
    return {row.name: row.scores for one in found for row in one.rows}


def segments_of(session, actor, **asked):
    asked.setdefault("period", MARCH)
    found = kpis.rfm(session, actor, **asked)
    return {line.segment: (line.customers, line.net_cents) for line in found.segments if line.customers}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    firm=st.one_of(st.lists(files, max_size=12), st.lists(files, min_size=25, max_size=45)),
    period=periods,
    region=st.sampled_from([None, None, "东"]),
)
def test_scores_and_segments_agree_with_a_second_count(session, firm, period, region):
    with session.begin_nested() as savepoint:
        known, valid = live(session, firm)
        if region is not None:
            known = known[known.region == region]
        valid = valid[valid.customer_id.isin(known.customer_id)]
        compare(session, valid, period, Filters(region=region))
        savepoint.rollback()
    session.expunge_all()


def compare(session, valid, period, filters):
    found = kpis.rfm(session, SYSTEM, period=period, filters=filters)
    second = second_count(valid, min(period.last_day, LAST))

    assert found.as_of == min(period.last_day, LAST)
    assert found.customers == len(second)
    assert found.by_scores == second.groupby(["r", "f"]).size().to_dict()
    for line in found.segments:
        its = second[second.segment == line.segment]
        assert (line.customers, line.net_cents) == (len(its), its.cents.sum())
        behind = kpis.rfm_rows(session, SYSTEM, segment=line.segment, of=found, filters=filters)
        told = {row.customer_id: (row.last_order_on, row.orders, row.net_cents, *row.scores) for row in behind.rows}
        assert told == {row.Index: (row.last, row.orders, row.cents, row.r, row.f, row.m) for row in its.itertuples()}


@pytest.mark.usefixtures("unlike")
def test_twenty_five_unlike_customers_are_five_to_each_score(session, chen):
    found = kpis.rfm(session, chen, period=MARCH)

    cuts = found.cuts
    assert {cuts.recency.are_fixed, cuts.frequency.are_fixed, cuts.money.are_fixed} == {False}
    assert cuts.frequency.values == (5, 10, 15, 20)
    assert found.by_scores == {(5, 1): 5, (4, 2): 5, (3, 3): 5, (2, 4): 5, (1, 5): 5}
    assert scores_of(session, chen)["客户01"] == (5, 1, 1)
    assert scores_of(session, chen)["客户25"] == (1, 5, 5)


@pytest.mark.usefixtures("unlike")
def test_with_one_customer_fewer_the_fixed_thresholds_hold(session, chen):
    found = kpis.rfm(session, chen, period=kpis.custom(date(2026, 1, 1), TODAY - timedelta(days=2)))

    assert found.customers == 24
    cuts = found.cuts
    assert {cuts.recency.are_fixed, cuts.frequency.are_fixed, cuts.money.are_fixed} == {True}
    assert cuts.frequency.score(FIXED.orders_4) == 4


def test_where_so_many_are_alike_that_a_score_would_be_nobodys_that_measure_alone_is_fixed(session, chen, a_buyer):
    for n in range(30):
        a_buyer(f"{n}", days_ago(n), yuan=100 + n)

    cuts = kpis.rfm(session, chen, period=MARCH).cuts

    assert cuts.frequency.are_fixed
    assert not cuts.recency.are_fixed
    assert not cuts.money.are_fixed


@pytest.mark.parametrize(("alike", "are_fixed"), [(9, False), (10, True)])
def test_ties_are_heavy_from_where_two_cuts_fall_on_one_value(session, chen, a_buyer, alike, are_fixed):
    """Of 25 the cuts lie at the 5th, 10th, 15th and 20th: nine alike from the 6th to the 14th part the scores yet."""
    for n in range(25):
        a_buyer(f"{n}", days_ago(1), yuan=6 if 5 <= n < 5 + alike else n + 1)

    cuts = kpis.rfm(session, chen, period=MARCH).cuts

    assert cuts.money.are_fixed is are_fixed


def test_equal_values_have_equal_scores(session, chen, a_buyer):
    for n in range(25):
        a_buyer(f"{n:02}", days_ago(1), yuan=6 if 5 <= n < 14 else n + 1)

    scores = scores_of(session, chen)

    assert {scores[f"{n:02}"][2] for n in range(5, 14)} == {2}


def test_refunds_lessen_the_amount_and_what_is_no_valid_order_is_none(session, chen, a_customer, an_order):
    wang = a_customer("王芳")
    an_order(wang, on=TODAY, yuan=1000, refund_cents=30_000)
    an_order(wang, on=TODAY, yuan=5000, status=OrderStatus.CANCELLED)
    an_order(wang, on=TODAY, yuan=5000, status=OrderStatus.REFUNDED)
    an_order(a_customer("李雷"), on=TODAY, yuan=5000, status=OrderStatus.CANCELLED)
    a_customer("从未购买")

    assert segments_of(session, chen) == {Segment.GROWTH: (1, 70_000)}


def test_orders_and_amounts_are_of_the_365_days_that_end_with_the_as_of_date(session, chen, a_buyer):
    a_buyer("里", days_ago(364), yuan=700)
    a_buyer("外", days_ago(365), yuan=700)

    scores = scores_of(session, chen)

    assert scores == {"里": (2, 2, 2), "外": (2, 1, 1)}


def test_the_as_of_date_is_the_last_day_of_the_period_and_never_after_today(session, chen, a_buyer):
    a_buyer("王芳", "2026-02-10", "2026-03-05")
    a_buyer("李雷", "2026-03-01")

    february = kpis.rfm(session, chen, period=kpis.month_of(date(2026, 2, 1)))

    assert (february.as_of, february.customers) == (date(2026, 2, 28), 1)
    assert kpis.rfm(session, chen, period=MARCH).as_of == TODAY
    assert kpis.rfm(session, chen, period=kpis.month_of(date(2026, 5, 1))).as_of == TODAY


def test_what_lies_after_the_as_of_date_counts_for_nothing(session, chen, a_buyer):
    a_buyer("王芳", "2026-03-01", "2026-04-01", yuan=100)

    assert segments_of(session, chen) == {Segment.GROWTH: (1, 10_000)}


@pytest.mark.parametrize(
    ("back", "times", "yuan", "expected"),
    [
        (90, 3, 12_000, Segment.KEY_VALUE),
        (90, 2, 10_000, Segment.KEY_GROWTH),
        (91, 3, 12_000, Segment.KEY_KEEP),
        (91, 1, 10_000, Segment.KEY_WIN_BACK),
        (0, 6, 4_999.98, Segment.VALUE),
        (0, 1, 4_999.99, Segment.GROWTH),
        (91, 3, 300, Segment.KEEP),
        (900, 1, 50_000, Segment.WIN_BACK),
    ],
)
def test_a_segment_goes_by_which_scores_are_four_or_five(session, chen, a_buyer, back, times, yuan, expected):
    a_buyer("王芳", *[days_ago(back)] * times, yuan=yuan / times)

    assert list(segments_of(session, chen)) == [expected]
    assert rows_of(session, chen, expected).rows[0].name == "王芳"


def test_every_filter_holds(session, chen, lin, xu, a_buyer):
    mine = {"owner": lin, "region": "上海", "tier": Tier.A, "source": Source.STORE}
    a_buyer("王芳", days_ago(1), **mine)
    for other in ({"owner": xu}, {"region": "北京"}, {"tier": Tier.B}, {"source": Source.EMAIL}):
        a_buyer(f"{other}", days_ago(1), **mine | other)

    filters = Filters(owner_id=lin.id, region="上海", tier=Tier.A, source=Source.STORE)

    assert list(scores_of(session, chen, filters=filters)) == ["王芳"]
    assert kpis.rfm(session, chen, period=MARCH, filters=filters).customers == 1
    assert kpis.rfm(session, chen, period=MARCH, filters=Filters(team_id=xu.team_id)).customers == 1


def test_one_counts_and_sees_ones_own_customers_and_nobody_those_that_were_removed(session, chen, lin, xu, a_buyer):
    a_buyer("王芳", days_ago(1), owner=lin)
    a_buyer("张伟", days_ago(1), owner=xu)
    a_buyer("已删除", days_ago(1), owner=lin, deleted_at=clock.now())

    assert set(scores_of(session, chen)) == {"王芳", "张伟"}
    assert set(scores_of(session, lin)) == {"王芳"}
    assert kpis.rfm(session, lin, period=MARCH).customers == 1
    assert kpis.rfm(session, chen, period=MARCH).customers == 2


def test_the_analyst_sees_the_segments_and_no_person(session, fang, a_buyer):
    a_buyer("王芳", days_ago(1))

    assert kpis.rfm(session, fang, period=MARCH).customers == 1
    with pytest.raises(NotAllowed):
        rows_of(session, fang, Segment.GROWTH)


def test_those_who_bought_most_come_first(session, chen, a_buyer):
    for name, yuan in (("少", 100), ("多", 400), ("中", 200)):
        a_buyer(name, days_ago(1), yuan=yuan)

    found = rows_of(session, chen, Segment.GROWTH)

    assert [row.name for row in found.rows] == ["多", "中", "少"]


def test_a_second_page_goes_on_where_the_first_ends(session, chen, a_buyer):
    for number in range(51):
        a_buyer(f"客户{number}", days_ago(1), yuan=100)

    first, second = (rows_of(session, chen, Segment.GROWTH, page=page) for page in (1, 2))

    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (51, 2, 50, 1)
    assert rows_of(session, chen, Segment.GROWTH, page=9).page == 1
    assert second.rows[0].customer_id not in {row.customer_id for row in first.rows}


def test_a_firm_without_orders_is_told_of_nobody(session, chen, a_customer):
    a_customer("王芳")

    found = kpis.rfm(session, chen, period=MARCH)

    assert (found.customers, found.by_scores, segments_of(session, chen)) == (0, {}, {})
    assert rows_of(session, chen, Segment.VALUE, page=3).total == 0


def test_the_fixed_thresholds_are_changed_in_the_settings_and_hold_at_once(session, chen, a_buyer):
    a_buyer("王芳", days_ago(100), yuan=700)
    before = kpis.rfm_stamp(session, chen)

    changed = RfmPolicy(days_4=120, orders_2=2, orders_3=3, orders_4=4)
    rulebook.change(session, chen, changed, reason="试行", seen_version=0)

    assert scores_of(session, chen) == {"王芳": (4, 1, 2)}
    assert kpis.rfm_stamp(session, chen) != before


@pytest.mark.parametrize(
    ("policy", "field"),
    [
        (RfmPolicy(days_5=0), "days_5"),
        (RfmPolicy(days_4=30), "days_4"),
        (RfmPolicy(orders_3=1), "orders_3"),
        (RfmPolicy(net_5=5_000), "net_5"),
        (RfmPolicy(net_5=10**12), "net_5"),
    ],
)
def test_thresholds_that_do_not_rise_are_refused(session, chen, policy, field):
    with pytest.raises(Invalid) as refused:
        rulebook.change(session, chen, policy, reason="试行", seen_version=0)

    assert list(refused.value.problems) == [field]


def test_a_segment_is_taken_along_with_a_reason_and_the_log_keeps_it(session, chen, a_buyer):
    a_buyer("=王芳", days_ago(1), yuan=1234.5)

    made = kpis.rfm_file(
        session, chen, segment=Segment.GROWTH, period=MARCH, filters=Filters(), words={Segment.GROWTH: "一般发展客户"}
    )
    (sheet,) = load_workbook(BytesIO(made.path.read_bytes())).worksheets
    kpis.hand_out_rfm(session, chen, made=made, reason="电话回访")

    _header, line = sheet.iter_rows(values_only=True)
    assert line[1] == "=王芳"
    assert line[4] == "一般发展客户"
    assert line[7:] == (1, 1234.5, 5, 2, 2)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "customer.exported")).one()
    assert entry.count == 1


def test_whoever_may_not_export_customers_takes_no_segment_along(session, lin, fang):
    for actor in (lin, fang):
        with pytest.raises(NotAllowed):
            kpis.rfm_file(session, actor, segment=Segment.GROWTH, period=MARCH, filters=Filters(), words={})
