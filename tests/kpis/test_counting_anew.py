"""Everything is counted anew while people go on working: what they change meanwhile is neither lost nor told twice."""

from datetime import date

from sqlmodel import select

from care import kpis, orders
from care.kpis import Kpi
from care.kpis.rollup_anew import counted, put_in_place
from db import session as database
from db.models import KpiMark, KpiState
from tests.kpis.test_tallies import stored

MARCH = kpis.month_of(date(2026, 3, 9))


def bought(a_customer, an_order, name):
    an_order(a_customer(name), on=date(2026, 3, 2))
    with database.transaction() as session:
        orders.refresh_purchases(session)


def new_ones(actor):
    with database.reading() as session:
        return kpis.figures(session, actor, period=MARCH)[Kpi.NEW].now.n


def test_what_came_while_it_was_counted_is_still_to_be_added(chen, a_customer, an_order):
    bought(a_customer, an_order, "王芳")
    with database.reading() as session:
        count = counted(session)
    bought(a_customer, an_order, "李强")

    assert database.attempt(lambda session: put_in_place(session, count))

    assert new_ones(chen) == 2
    kpis.absorb_all()
    assert new_ones(chen) == 2
    with database.transaction() as session:
        kept = stored(session)
        kpis.rebuild(session)
        assert kept == stored(session)


def test_a_count_is_thrown_away_when_somebody_added_up_meanwhile(chen, a_customer, an_order):
    bought(a_customer, an_order, "王芳")
    with database.reading() as session:
        count = counted(session)
    bought(a_customer, an_order, "李强")
    while database.attempt(kpis.absorb):
        pass

    assert not database.attempt(lambda session: put_in_place(session, count))

    assert new_ones(chen) == 2


def test_another_way_of_counting_counts_everything_anew(chen, a_customer, an_order):
    with database.transaction() as session:
        kpis.rebuild(session)
        session.get_one(KpiState, 1).formula_version = 0
    bought(a_customer, an_order, "王芳")

    kpis.absorb_all()

    with database.reading() as session:
        assert session.exec(select(KpiMark.id)).all() == []
        assert session.get_one(KpiState, 1).formula_version > 0
    assert new_ones(chen) == 1
