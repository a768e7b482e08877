"""The numbers about complaints of the demo firm, month by month, counted a second time in pandas."""

from datetime import timedelta

from auth.actor import SYSTEM
from care import kpis
from care.kpis import ComplaintKpi
from core import clock
from tests.kpis.complaints_in_pandas import Second
from tests.kpis.test_complaints_against_pandas import check_bands, check_promises, check_rows, same


def test_the_figures_of_the_demo_agree_with_a_second_count(demo_firm, session):
    second, today = Second(session, clock.now()), clock.today()
    periods = [
        kpis.month_of(today),
        kpis.quarter_of(today - timedelta(days=90)),
        kpis.year_of(today - timedelta(days=365)),
    ]

    for period in periods:
        found = kpis.complaint_figures(session, SYSTEM, period=period)
        for kpi in ComplaintKpi:
            for value, span in ((found[kpi].now, found.counted), (found[kpi].before, found.compared)):
                same(value, second.value(kpi, span.start, span.end), (kpi, span))
        check_bands(found, second)
        check_rows(session, SYSTEM, period, None, found)
        check_promises(session, SYSTEM, period, None, found)

    whole = kpis.complaint_figures(session, SYSTEM, period=kpis.custom(today - timedelta(days=400), today))
    empty = {kpi for kpi in ComplaintKpi if not whole[kpi].now.n}
    assert not empty - {ComplaintKpi.ORDERS}, "the demo shows every number"
