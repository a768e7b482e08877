"""How often a file is verified is the rulebook's to say: lists, profile, day and rate follow."""

from datetime import timedelta

from care import customers, handbook
from care.customers import DirectoryFilters
from care.kpis import month_of
from core import clock
from db.models import Tier
from tests.conftest import MONDAY_TEN


def rate(session, actor):
    check, known = handbook.catalogue()["file_verified"], handbook.names(session)
    return handbook.compliance(session, actor, check, {}, period=month_of(clock.today()), known=known).rate


def test_a_shorter_interval_makes_files_stale_everywhere(session, book, chen, lin, a_customer):
    wang = a_customer(owner=lin, tier=Tier.A, created_at=MONDAY_TEN - timedelta(days=40))
    assert (rate(session, chen).met, rate(session, chen).n) == (1, 1)

    handbook.change_number(
        session, chen, book["1.3"].id, name="file.tier_a_days", value=30, reason="重点客户勤核实", seen=0
    )

    assert rate(session, chen).met == 0
    assert customers.profile(session, lin, wang.id).freshness.is_stale
    assert customers.directory(session, lin, filters=DirectoryFilters(stale=True)).total == 1
    told = handbook.rule_file(session, chen, book["1.3"].id, period=month_of(clock.today()))
    assert "30 days" in told.text
