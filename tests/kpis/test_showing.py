"""The firm's way of telling its numbers: every place follows, and nothing that is stored changes."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from care import improvements, kpis, orders, rulebook
from care.kpis import ComplaintKpi, ComplaintsPer, Kind, NumberPolicy, Target, Unit
from core import clock
from core.errors import Invalid
from db import session as database
from db.models import (
    Complaint,
    ComplaintCategory,
    Improvement,
    ImprovementOrigin,
    ImprovementState,
    KpiSnapshot,
    KpiTarget,
    Medium,
)
from ops import kpis as command

FEBRUARY = kpis.month_of(date(2026, 2, 1))
RATE = ComplaintKpi.RATE.value
PER_THOUSAND = NumberPolicy(complaints_per=ComplaintsPer.THOUSAND)


def put_in_force(session, actor, policy):
    seen = rulebook.version_in_force(session, NumberPolicy)
    rulebook.change(session, actor, policy, reason="按行业习惯", seen_version=seen)


@pytest.fixture
def told_as(session, chen):
    """told_as(NumberPolicy(…)): from then on the firm has its numbers told like that."""
    return lambda policy: put_in_force(session, chen, policy)


def complaints(count):
    received = clock.start_of(date(2026, 2, 10))
    return [
        Complaint(
            number=f"TS-{number}", received_at=received, channel=Medium.PHONE, category=ComplaintCategory.QUALITY,
            description="包装破损",
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.fixture
def complained(session, a_buyer):
    """Forty active customers, two of whom complained in February: five of a hundred."""
    for number in range(40):
        a_buyer(f"客户{number:02d}", "2025-06-01")
    session.add_all(complaints(2))
    session.flush()


def counted(session, actor, code=RATE):
    return kpis.numbers(session, actor, period=FEBRUARY)[code]


@pytest.mark.usefixtures("complained")
def test_the_complaint_rate_is_told_of_a_thousand_customers(session, chen, told_as):
    before = counted(session, chen)
    told_as(PER_THOUSAND)

    after = counted(session, chen)
    assert (before.now.value, after.now.value) == (5.0, 50.0)
    assert (after.now.numerator, after.now.denominator, after.change) == (2, 40, before.change)
    assert [month.value for month in after.reading.months] == [
        None if month.value is None else month.value * 10 for month in before.reading.months
    ]
    assert (after.formula.title, after.formula.unit) == ("Complaints per 1,000 customers", Unit.PER_THOUSAND_CUSTOMERS)
    assert "× 1,000" in after.formula.definition
    assert (after.formula.group, after.formula.good) == (before.formula.group, before.formula.good)


@pytest.mark.usefixtures("complained")
def test_a_target_means_the_same_whichever_way_it_is_told(session, chen, told_as):
    kpis.set_target(session, chen, kpi=RATE, span=Kind.MONTH, holds_from=FEBRUARY.start, target=Target(4, 4.5))
    light = counted(session, chen).light
    told_as(PER_THOUSAND)

    assert (counted(session, chen).target, counted(session, chen).light) == (Target(40, 45), light)
    assert [line.target for line in kpis.targets(session, chen)] == [Target(40, 45)]
    stored = session.exec(select(KpiTarget)).one()
    assert (stored.target, stored.red_from) == (4, 4.5)


def test_a_target_is_typed_in_the_unit_that_is_told(session, chen, told_as):
    told_as(PER_THOUSAND)
    kpis.set_target(session, chen, kpi=RATE, span=Kind.MONTH, holds_from=FEBRUARY.start, target=Target(30, 60))
    kpis.set_target(session, chen, kpi="active", span=Kind.MONTH, holds_from=FEBRUARY.start, target=Target(30, 20))

    assert {row.kpi: row.target for row in session.exec(select(KpiTarget))} == {RATE: 3.0, "active": 30}
    assert {line.kpi: line.target for line in kpis.targets(session, chen)} == {
        RATE: Target(30, 60), "active": Target(30, 20),
    }  # fmt: skip


@pytest.mark.usefixtures("complained")
def test_a_baseline_keeps_what_was_counted_and_is_told_as_today(session, chen, told_as):
    told_as(PER_THOUSAND)
    row = kpis.freeze(session, chen, title="上线前", period=FEBRUARY)
    assert json.loads(session.exec(select(KpiSnapshot)).one().content)[RATE][0] == 5.0

    for policy, value in ((PER_THOUSAND, 50.0), (NumberPolicy(), 5.0)):
        if policy != PER_THOUSAND:
            told_as(policy)
        told = kpis.comparison(session, chen, row.id, period=FEBRUARY)
        rate = next(one for one in told.rows if one.formula.kpi == RATE)
        assert (rate.then.value, rate.now.value) == (value, value)


def test_the_command_line_tells_it_in_the_firms_way_and_a_script_reads_what_is_counted(
    capsys, chen, a_customer, an_order
):
    customer = a_customer()
    an_order(customer, on=date(2026, 2, 1))
    with database.transaction() as session:
        orders.refresh_purchases(session)
        session.add_all(complaints(8))
    asked = ["--from", "2026-02-01", "--to", "2026-02-28"]

    def json_told():
        assert command.main([*asked, "--json", "--by", "month"]) == 0
        told = json.loads(capsys.readouterr().out)
        return told["kpis"][RATE], told["by"]["parts"][0]["kpis"][RATE], told["complaints"]["kpis"][RATE]

    before = json_told()
    with database.transaction() as session:
        put_in_force(session, chen, PER_THOUSAND)

    assert json_told() == before
    assert (before[0]["value"], before[0]["unit"]) == (800.0, "per 100")
    assert command.main(asked) == 0
    assert "Complaints per 1,000 customers: 8/1" in capsys.readouterr().out


def test_the_effect_of_an_improvement_is_told_in_the_same_way(session, chen, told_as):
    session.add(
        Improvement(
            key="double-check", proposal="双人复核", origin=ImprovementOrigin.IDEA, state=ImprovementState.MEASURED,
            measure=f"kpi:{RATE}", before=5.0, before_n=40, after=2.5, after_n=40,
        )
    )  # fmt: skip
    told_as(PER_THOUSAND)

    (line,) = improvements.improvement_list(session, chen)
    assert (line.before, line.after, line.unit) == (50.0, 25.0, Unit.PER_THOUSAND_CUSTOMERS)
    assert line.measure_name == "Complaints per 1,000 customers"
    assert improvements.choices(session, chen)[f"kpi:{RATE}"] == line.measure_name


def test_what_is_kept_for_a_screen_is_old_after_another_way_of_telling_or_another_target(session, chen, told_as):
    stamps = [kpis.stamp(session, chen)]
    told_as(PER_THOUSAND)
    stamps.append(kpis.stamp(session, chen))
    kpis.set_target(session, chen, kpi=RATE, span=Kind.MONTH, holds_from=FEBRUARY.start, target=Target(30, 60))
    stamps.append(kpis.stamp(session, chen))

    assert len(set(stamps)) == 3


def test_every_definition_is_told_as_the_number_is(session, lin, told_as):
    plain = kpis.definitions(session, lin)
    told_as(PER_THOUSAND)

    told = kpis.definitions(session, lin)
    assert plain == kpis.ALL_FORMULAS
    assert list(told) == list(plain)
    assert {code for code in told if told[code] != plain[code]} == {RATE}
    assert replace(told[RATE], factor=1.0).kpi == RATE


SO_FAR, EXPECTED = kpis.Kpi.VALUE_SO_FAR.value, kpis.Kpi.VALUE_EXPECTED.value


@pytest.fixture
def bought(a_buyer):
    """Thirty who buy still, for 100 each, and ten who do no more: both numbers about worth are there."""
    for number in range(30):
        a_buyer(f"常客{number:02d}", "2024-06-01", "2025-08-01")
    for number in range(10):
        a_buyer(f"旧客{number:02d}", "2024-06-01")


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize("margin", [100.0, 30.0, 12.5])
def test_what_a_customer_brought_is_multiplied_by_the_margin(session, chen, told_as, margin):
    plain = {code: counted(session, chen, code) for code in (SO_FAR, EXPECTED)}
    if margin < 100:
        told_as(NumberPolicy(margin_percent=margin))

    # 70 orders of 100 by 40 customers; one order a year, 100 each, for 40 ÷ 10 years.
    expected = {SO_FAR: 17_500, EXPECTED: 40_000}
    for code, cents in expected.items():
        now = counted(session, chen, code)
        assert now.now.value == pytest.approx(cents * margin / 100)
        assert now.now.n == plain[code].now.n
        assert now.change == plain[code].change


@pytest.mark.usefixtures("bought")
def test_without_a_margin_it_is_a_contribution_and_with_one_the_text_says_so(session, chen, told_as):
    assert counted(session, chen, SO_FAR).formula.title == "Contribution of a customer so far"
    told_as(NumberPolicy(margin_percent=12.5))

    so_far, expected = (counted(session, chen, code).formula for code in (SO_FAR, EXPECTED))
    assert (so_far.title, expected.title) == ("Customer value so far", "Expected customer value")
    assert all("a gross margin of 12.5 %" in one.definition for one in (so_far, expected))
    assert "no profit" not in so_far.edge_cases
    assert counted(session, chen, "revenue").formula == kpis.ALL_FORMULAS["revenue"]


@pytest.mark.usefixtures("bought")
def test_a_target_and_a_baseline_of_worth_are_kept_before_margin(session, chen, told_as):
    row = kpis.freeze(session, chen, title="上线前", period=FEBRUARY)
    told_as(NumberPolicy(margin_percent=50.0))
    kpis.set_target(session, chen, kpi=SO_FAR, span=Kind.MONTH, holds_from=FEBRUARY.start, target=Target(8_000, 7_000))

    assert session.exec(select(KpiTarget)).one().target == 16_000
    assert counted(session, chen, SO_FAR).target == Target(8_000, 7_000)
    told = kpis.comparison(session, chen, row.id, period=FEBRUARY)
    worth = next(one for one in told.rows if one.formula.kpi == SO_FAR)
    assert worth.then.value == worth.now.value == pytest.approx(8_750)


@pytest.mark.parametrize("margin", [0.0, -1.0, 100.1, float("nan"), float("inf")])
def test_a_margin_is_more_than_nothing_and_at_most_everything(session, chen, margin):
    with pytest.raises(Invalid) as refused:
        rulebook.change(session, chen, NumberPolicy(margin_percent=margin), reason="试行", seen_version=0)

    assert refused.value.problems == {"margin_percent": "More than 0 and at most 100 per cent, please."}
