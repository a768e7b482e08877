"""Every number about customers of random worlds, counted a second time from the bare orders and in another way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from auth.actor import SYSTEM
from care import kpis, orders
from care.kpis import Filters, Kpi
from core import clock
from db.models import (
    Answer,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Order,
    OrderStatus,
    Tier,
)
from tests.kpis.customers_in_pandas import Second

FIRST, LAST = date(2023, 1, 1), date(2026, 3, 9)
INTERVALS = {Tier.A: 90, Tier.B: 180, Tier.C: 365}
# Often a window's length before or after a month begins, or a day beside it: there the edges are.
edges = st.builds(
    lambda month, back, beside: kpis.month_of(month).start - timedelta(days=back + beside),
    st.dates(date(2025, 2, 1), LAST),
    st.sampled_from([0, 30, 90, 180, 365]),
    st.sampled_from([-1, 0, 1]),
)
days = st.one_of(st.dates(FIRST, LAST), edges, edges)
purchases = st.lists(
    st.tuples(days, st.integers(0, 10_000), st.integers(0, 500), st.sampled_from(list(OrderStatus))), max_size=7
)
# Often at midnight of the company's clock, where days begin.
moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, 16, tzinfo=UTC) + timedelta(minutes=minutes),
    st.dates(FIRST, LAST - timedelta(days=2)),
    st.sampled_from([-1, 0, 1, 700]),
)
files = st.tuples(
    purchases, moments, st.none() | moments, st.sampled_from(list(Tier)), st.integers(0, 100),
    st.sampled_from(["东", "西", ""]), st.booleans(),
    st.lists(st.tuples(moments, st.sampled_from([None, 1, 3, 4, 5])), max_size=3),
)  # fmt: skip
periods = st.builds(
    lambda first, length, kind: (
        kpis.natural(kind, first) if kind else kpis.custom(first, min(first + timedelta(days=length), LAST))
    ),
    days,
    st.integers(0, 400),
    st.sampled_from([None, kpis.Kind.MONTH, kpis.Kind.QUARTER, kpis.Kind.YEAR]),
)


def live(session: Session, firm: list[Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Customers with their valid orders; those of removed files are in neither."""
    kept, bought = [], []
    for place, (history, created, verified, tier, filled, region, is_gone, told) in enumerate(firm):
        row = Customer(number=str(place), name="x", name_key="x", tier=tier, region=region, completeness=filled)
        row.created_at, row.last_verified_at = created, verified
        row.deleted_at = clock.now() if is_gone else None
        session.add(row)
        session.flush()
        bought += [one for one in _orders(session, row, history) if not is_gone]
        if not is_gone:
            stale_from = clock.local((verified or created) + timedelta(days=INTERVALS[tier])).date()
            kept.append(
                (row.id, clock.local(created).date(), stale_from, filled, region, _last_score(session, row, told))
            )
    orders.refresh_purchases(session)
    valid = pd.DataFrame(bought, columns=["customer_id", "ordered_on", "cents"])
    return pd.DataFrame(kept, columns=["customer_id", "known", "stale_from", "completeness", "region", "score"]), valid


def _last_score(session: Session, row: Customer, told: list[Any]) -> int | None:
    for at, score in told:
        asked = {"purpose": InvitationPurpose.TRANSACTION, "mode": InvitationMode.LINK, "expires_at": at}
        invitation = Invitation(customer_id=row.id, sent_at=at, **asked)
        session.add(invitation)
        session.flush()
        session.add(Answer(invitation_id=invitation.id, at=at, score=score))
        session.flush()
    scored = [(at, place, score) for place, (at, score) in enumerate(told) if score is not None]
    return max(scored)[2] if scored else None


def _orders(session: Session, row: Customer, history: list[Any]) -> list[tuple[int, date, int]]:
    for step, (day, cents, refund, status) in enumerate(history):
        facts = {"customer_id": row.id, "ordered_on": day, "amount_cents": cents, "refund_cents": refund}
        moment = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        session.add(Order(number=f"{row.number}-{step}", ordered_at=moment, status=status, currency="CNY", **facts))
    valid = [one for one in history if one[3] is OrderStatus.VALID]
    return [(row.id, day, cents - refund) for day, cents, refund, _status in valid]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    firm=st.lists(files, max_size=12),
    period=periods,
    region=st.sampled_from([None, None, "东"]),
    absorbing=st.booleans(),
)
def test_the_figures_agree_with_a_second_count(session, firm, period, region, absorbing):
    with session.begin_nested() as savepoint:
        known, valid = live(session, firm)
        if absorbing:
            kpis.rebuild(session)
        if region is not None:
            known = known[known.region == region]
            valid = valid[valid.customer_id.isin(known.customer_id)]
        compare(session, Second(known, valid, clock.today()), period, Filters(region=region))
        savepoint.rollback()
    session.expunge_all()


GAPS = (1, 30, 31, 90, 91, 180, 181, 364, 365, 366)


@pytest.mark.parametrize("since_first", [90, 91, 180, 181, 364, 365, 366, 367])
def test_the_edge_of_every_window_is_drawn_at_the_same_day(session, since_first):
    """Of customers who bought on one day, and once more so many days later: seen from days around each edge."""
    first = LAST - timedelta(days=since_first)
    created = datetime(2020, 1, 1, tzinfo=UTC)
    bought = [[(first, 100, 0, OrderStatus.VALID)]]
    bought += [
        [*bought[0], (first + timedelta(days=gap), 100, 0, OrderStatus.VALID)] for gap in GAPS if gap <= since_first
    ]
    known, valid = live(session, [(history, created, None, Tier.C, 50, "", False, []) for history in bought])
    second = Second(known, valid, clock.today())

    for end in (LAST, LAST - timedelta(days=1)):
        compare(session, second, kpis.custom(end - timedelta(days=3), end), Filters())


def compare(session, second, period, filters):
    found = kpis.figures(session, SYSTEM, period=period, filters=filters)
    for kpi in Kpi:
        figure = found[kpi]
        same(figure.now, second.value(kpi, found.counted.start, found.counted.end), kpi)
        if not figure.formula.is_of_today:
            same(figure.before, second.value(kpi, found.compared.start, found.compared.end), (kpi, "before"))
        behind = kpis.rows(session, SYSTEM, kpi=kpi, period=period, filters=filters)
        assert behind.total == figure.now.n, kpi
        hits = [row.is_hit for row in behind.customers if row.is_hit is not None]
        if hits and behind.pages == 1:
            assert sum(hits) == figure.now.numerator, kpi
        for month in figure.months[-3:]:
            value, n, *_sides = second.value(kpi, month.start, month.end)
            assert month.n == n, (kpi, month)
            assert month.value == (None if value is None else pytest.approx(value)), (kpi, month)


def same(found, expected, what):
    value, *counts = expected
    assert [found.n, found.numerator, found.denominator] == counts, what
    assert found.value == (None if value is None else pytest.approx(value)), what
