"""What new, loyal and lost mean is the firm's own: lists, profiles, numbers and their rows follow."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from care import customers, kpis, orders, revisits, rulebook
from care.customers import DirectoryFilters, LifecyclePolicy
from care.kpis import Kpi
from core import clock
from core.errors import Invalid
from db import session as database
from db.models import Customer, Lifecycle

MARCH = kpis.month_of(date(2026, 3, 1))


@pytest.fixture
def bought(a_customer, an_order, lin):
    """bought("王芳", 100, 20): a customer of hers who ordered so many days ago, counted in."""

    def make(name, *days_ago):
        customer = a_customer(name, owner=lin)
        for days in days_ago:
            an_order(customer, on=clock.today() - timedelta(days=days))
        with database.transaction() as session:
            orders.refresh_purchases(session, [customer.id])
        kpis.absorb_all()
        return customer

    return make


def put_in_force(actor, **numbers):
    with database.transaction() as session:
        held, seen = rulebook.in_force(session, LifecyclePolicy), rulebook.version_in_force(session, LifecyclePolicy)
        rulebook.change(session, actor, replace(held, **numbers), reason="行业习惯", seen_version=seen)


def everywhere(actor, customer):
    """The stage in the profile, in the list, by the filter of the list, and in the numbers with their rows."""
    with database.reading() as session:
        profile = customers.profile(session, actor, customer.id).lifecycle
        (line,) = customers.directory(session, actor).lines
        filtered = [
            stage for stage in Lifecycle
            if customers.directory(session, actor, filters=DirectoryFilters(lifecycle=(stage,))).lines
        ]  # fmt: skip
        figures = kpis.figures(session, actor, period=MARCH)
        counted = [kpi for kpi in STAGES if figures[kpi].now.value]
        behind = [kpi for kpi in STAGES if kpis.rows(session, actor, kpi=kpi, period=MARCH).total]
    assert [profile] == [line.lifecycle] == filtered
    assert [STAGES[kpi] for kpi in counted] == [STAGES[kpi] for kpi in behind] == [profile]
    return profile


STAGES = {
    Kpi.NEWCOMERS: Lifecycle.NEW, Kpi.SETTLED: Lifecycle.ACTIVE, Kpi.LOYAL: Lifecycle.LOYAL, Kpi.LOST: Lifecycle.LOST,
}  # fmt: skip


@pytest.mark.parametrize(
    ("days", "numbers", "before", "after"),
    [
        ((100,), {"new_days": 120}, Lifecycle.ACTIVE, Lifecycle.NEW),
        ((100,), {"lost_days": 60}, Lifecycle.ACTIVE, Lifecycle.LOST),
        ((200,), {"lost_days": 365}, Lifecycle.LOST, Lifecycle.ACTIVE),
        ((300, 200, 100), {"loyal_days": 180}, Lifecycle.LOYAL, Lifecycle.ACTIVE),
        ((140, 120, 110, 100), {"lost_gaps": 12}, Lifecycle.LOST, Lifecycle.LOYAL),
        ((140, 120, 110, 100), {"lost_days_at_least": 120}, Lifecycle.LOST, Lifecycle.LOYAL),
    ],
)
def test_every_place_follows_another_number(chen, bought, days, numbers, before, after):
    customer = bought("王芳", *days)
    assert everywhere(chen, customer) is before

    put_in_force(chen, **numbers)
    kpis.absorb_all()

    assert everywhere(chen, customer) is after


def test_an_order_that_comes_later_lapses_by_the_numbers_in_force(chen, bought):
    put_in_force(chen, lost_days=60)
    customer = bought("王芳", 20)

    with database.reading() as session:
        row = session.get_one(Customer, customer.id)
        assert row.lapses_on == clock.today() + timedelta(days=41)


def test_nothing_is_derived_anew_while_nothing_changed(chen, bought, monkeypatch):
    bought("王芳", 20)
    gone_through = []
    monkeypatch.setattr(
        "care.kpis.rollup_jobs.orders.refresh_purchases", lambda _session, ids: gone_through.append(ids)
    )

    kpis.absorb_all()
    assert gone_through == []

    put_in_force(chen, lost_days=60)
    kpis.absorb_all()
    kpis.absorb_all()
    assert len(gone_through) == 1


def test_who_is_new_by_the_firms_numbers_is_not_lost_to_the_planner(chen):
    put_in_force(chen, new_days=30)

    with database.reading() as session:
        assert revisits.cadence_in_force(session).newcomers.new_days == 30


def test_the_definitions_say_the_numbers_in_force(chen):
    put_in_force(chen, new_days=45, loyal_days=200, content_from=3, lost_days=150, lost_gaps=3)

    with database.reading() as session:
        told = kpis.definitions(session, chen)
    assert told["stage_new"].definition == "First valid order at most 45 days ago."
    assert "within 200 days, gave at least 3 of 5 points" in told["stage_loyal"].definition
    assert "more than 150 days" in told["stage_lost"].definition
    assert "more than 3 of their usual gaps and 30 days" in told["stage_lost"].definition


@pytest.mark.parametrize(
    ("numbers", "field", "sentence"),
    [
        ({"new_days": 0}, "new_days", "1 to 365"),
        ({"content_from": 6}, "content_from", "1 to 5"),
        ({"lost_days": 2000}, "lost_days", "1 to 1095"),
        ({"lost_days": 20}, "lost_days_at_least", "Not more than the days after which anybody is lost"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(session, chen, numbers, field, sentence):
    with pytest.raises(Invalid) as refused:
        rulebook.change(session, chen, LifecyclePolicy(**numbers), reason="试行", seen_version=0)

    assert list(refused.value.problems) == [field]
    assert sentence in refused.value.problems[field]
