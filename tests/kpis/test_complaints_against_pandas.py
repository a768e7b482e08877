"""Every number about complaints of random worlds, counted a second time in pandas and in another way."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.actor import SYSTEM
from care import kpis
from care.kpis import ComplaintKpi, Filters, Value
from core import clock
from tests.kpis.a_world_of_complaints import LENGTH, World
from tests.kpis.complaints_in_pandas import K, Second

TODAY = date(2026, 3, 9)
RATIOS = {kpi for kpi, formula in kpis.COMPLAINT_FORMULAS.items() if formula.unit is kpis.Unit.SHARE} - {K.CUSTOMERS}
periods = st.builds(
    lambda back, length, natural: (
        kpis.month_of(TODAY - timedelta(days=back))
        if natural
        else kpis.custom(TODAY - timedelta(days=back), TODAY - timedelta(days=back) + timedelta(days=length))
    ),
    st.integers(0, LENGTH),
    st.integers(0, 300),
    st.booleans(),
)


def same(found: Value, expected, what):
    value, *counts = expected
    assert [found.n, found.numerator, found.denominator] == counts, what
    assert found.value == (None if value is None else pytest.approx(value)), what


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    complaints=st.integers(0, 30),
    period=periods,
    reach=st.sampled_from(["firm", "region", "own"]),
)
def test_the_figures_agree_with_a_second_count(session, lin, seed, complaints, period, reach):
    actor, filters, whose = {
        "firm": (SYSTEM, Filters(), None),
        "region": (SYSTEM, Filters(region="东"), lambda customer: customer.region == "东"),
        "own": (lin, Filters(), lambda customer: customer.owner_id == lin.id),
    }[reach]
    with session.begin_nested() as savepoint:
        World(session, Random(seed), [lin.id, None]).fill(complaints)
        second = Second(session, clock.now(), whose)
        found = kpis.complaint_figures(session, actor, period=period, filters=filters)
        for kpi in ComplaintKpi:
            for value, span in ((found[kpi].now, found.counted), (found[kpi].before, found.compared)):
                same(value, second.value(kpi, span.start, span.end), (kpi, span))
        for kpi in (K.RATE, K.RESOLUTION_SLA, K.CSAT):
            for month in found[kpi].months:
                number, n, *_sides = second.value(kpi, month.start, month.end)
                assert month.value == (None if number is None else pytest.approx(number))
                assert month.n == n
        check_bands(found, second)
        check_rows(session, actor, period, filters, found)
        check_promises(session, actor, period, filters, found)
        savepoint.rollback()
    session.expunge_all()


def check_bands(found, second):
    second.value(K.CLOSED_IN_TIME, found.counted.start, found.counted.end)
    edges = [None, 24, 48, 168, None]
    assert [band.complaints for band in found.bands] == [
        second.band(above, upto) for above, upto in zip(edges, edges[1:], strict=False)
    ]


def check_rows(session, actor, period, filters, found):
    for kpi in ComplaintKpi:
        behind = kpis.complaint_rows(session, actor, kpi=kpi, period=period, filters=filters)
        value = found[kpi].now
        assert behind.total == len(behind.rows) == value.n, kpi
        if kpi in RATIOS:
            assert sum(row.is_hit or False for row in behind.rows) == value.numerator, kpi
    customers = kpis.complaint_rows(session, actor, kpi=K.CUSTOMERS, period=period, filters=filters)
    assert found[K.CUSTOMERS].now.numerator <= customers.total


def check_promises(session, actor, period, filters, found):
    cut = kpis.promises(session, actor, period=period, filters=filters)
    columns = {K.ACK_SLA: "ack", K.RESPONSE_SLA: "response", K.RESOLUTION_SLA: "resolution", K.EXTENDED_SLA: "extended"}
    for parts in (cut.handlers, cut.teams, cut.severities):
        for kpi, column in columns.items():
            values = [getattr(part, column) for part in parts]
            whole = found[kpi].now
            assert sum(value.numerator for value in values) == whole.numerator
            assert sum(value.denominator for value in values) == whole.denominator
