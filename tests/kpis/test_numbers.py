"""All numbers in one answer: targets and lights, intervals, baselines, cohorts, parts; and who may see which."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from care import kpis
from care.kpis import ALL_FORMULAS, AMOUNTS, Cut, Filters, Good, Kind, Light, Target
from care.kpis.numbers import light, wilson
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db import session as database
from db.models import (
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Decision,
    KpiSnapshot,
    KpiTarget,
    Medium,
    Tier,
)

FEBRUARY = kpis.month_of(date(2026, 2, 1))


@pytest.fixture
def history(a_buyer, lin, xu):
    a_buyer("王芳", "2025-06-01", "2026-02-03", owner=lin, tier=Tier.A, region="上海")
    a_buyer("李雷", "2025-12-31", owner=lin, region="上海")
    a_buyer("张伟", "2025-02-10", owner=xu)
    a_buyer("刘洋", "2026-02-28", owner=xu)


@pytest.mark.usefixtures("history")
def test_every_number_of_the_registry_is_answered_with_its_definition(session, chen):
    found = kpis.numbers(session, chen, period=FEBRUARY)

    assert list(found.by_code) == list(ALL_FORMULAS)
    for code, number in found.by_code.items():
        assert number.formula.title, code
        assert number.formula.definition, code
        assert number.formula.edge_cases, code


@pytest.mark.parametrize(
    ("value", "good", "expected"),
    [
        (0.95, Good.UP, Light.GREEN), (0.9, Good.UP, Light.GREEN), (0.89, Good.UP, Light.AMBER),
        (0.8, Good.UP, Light.AMBER), (0.79, Good.UP, Light.RED),
    ],
)  # fmt: skip
def test_a_light_is_green_at_the_target_and_red_beyond_the_limit(value, good, expected):
    assert light(value, Target(0.9, 0.8), good) is expected
    assert light(1 - value, Target(0.1, 0.2), Good.DOWN) is expected or value in (0.9, 0.8)


@pytest.mark.usefixtures("history")
def test_a_target_holds_from_its_day_on_and_the_next_one_follows_it(session, chen):
    for day, target in ((date(2026, 1, 1), Target(5, 1)), (date(2026, 3, 1), Target(9, 1)), (date(2026, 4, 1), None)):
        kpis.set_target(session, chen, kpi="active", span=Kind.MONTH, holds_from=day, target=target)

    held = {
        month: kpis.numbers(session, chen, period=kpis.month_of(date(2026, month, 1)))["active"].target
        for month in (1, 2, 3, 4)
    }

    assert held == {1: Target(5, 1), 2: Target(5, 1), 3: Target(9, 1), 4: None}
    assert kpis.numbers(session, chen, period=kpis.quarter_of(date(2026, 1, 1)))["active"].target is None


@pytest.mark.parametrize(
    ("span", "first"),
    [(Kind.MONTH, date(2026, 3, 1)), (Kind.QUARTER, date(2026, 1, 1)), (Kind.YEAR, date(2026, 1, 1))],
)
def test_a_target_holds_for_the_whole_period_in_which_its_day_lies(session, chen, span, first):
    kpis.set_target(session, chen, kpi="active", span=span, holds_from=date(2026, 3, 9), target=Target(5, 1))

    (line,) = kpis.targets(session, chen)
    period = kpis.natural(span, first)
    assert line.holds_from == first
    assert kpis.numbers(session, chen, period=period)["active"].target == Target(5, 1)
    assert kpis.numbers(session, chen, period=period.previous(date(2030, 1, 1)))["active"].target is None


def test_a_target_that_was_set_within_a_quarter_holds_for_all_of_it(session, chen):
    """As they were stored when their day was kept as it was typed."""
    row: dict[str, Any] = {"kpi": "active", "span": "quarter", "target": 5, "red_from": 1, "at": clock.now()}
    session.add(KpiTarget(**row, holds_from=date(2026, 3, 1)))

    quarters = [kpis.quarter_of(date(2026, month, 1)) for month in (1, 4)]
    earlier = kpis.quarter_of(date(2025, 12, 31))
    assert [kpis.numbers(session, chen, period=one)["active"].target for one in quarters] == [Target(5, 1)] * 2
    assert kpis.numbers(session, chen, period=earlier)["active"].target is None


def test_what_a_quarter_is_to_bring_is_no_line_across_its_months(session, chen):
    day = date(2026, 1, 1)
    for kpi in ("revenue", "new", "won_back", "retention", "active"):
        for span in (Kind.MONTH, Kind.QUARTER):
            kpis.set_target(session, chen, kpi=kpi, span=span, holds_from=day, target=Target(1, 0.5))

    for period, is_drawn in ((FEBRUARY, True), (kpis.quarter_of(day), False)):
        found = kpis.numbers(session, chen, period=period)
        assert all(found[kpi].target for kpi in ("revenue", "new", "won_back"))
        assert [found[kpi].aim is not None for kpi in ("revenue", "new", "won_back")] == [is_drawn] * 3
        assert all(found[kpi].aim for kpi in ("retention", "active"))


def test_an_amount_that_is_still_coming_in_has_no_light(session, chen, a_buyer):
    a_buyer("王芳", "2026-02-03", "2026-03-02")
    for kpi in ("revenue", "active"):
        kpis.set_target(
            session, chen, kpi=kpi, span=Kind.MONTH, holds_from=date(2026, 1, 1), target=Target(10**6, 10**5)
        )

    february, march = (kpis.numbers(session, chen, period=kpis.month_of(date(2026, month, 1))) for month in (2, 3))

    assert (february["revenue"].light, march["revenue"].light) == (Light.RED, None)
    assert march["active"].light is Light.RED


@pytest.mark.usefixtures("history")
def test_a_part_is_not_measured_by_what_is_wanted_of_the_whole(session, chen, lin):
    for kpi in ("active", "retention"):
        kpis.set_target(session, chen, kpi=kpi, span=Kind.MONTH, holds_from=date(2026, 1, 1), target=Target(1, 0.5))

    for actor, filters in ((lin, Filters()), (chen, Filters(region="上海"))):
        found = kpis.numbers(session, actor, period=FEBRUARY, filters=filters)
        assert found["active"].target is None
        assert found["retention"].target == Target(1, 0.5)
    assert ALL_FORMULAS["active"].unit in AMOUNTS


@pytest.mark.parametrize(
    ("kpi", "target", "field"),
    [
        ("nonsense", Target(1, 1), "kpi"),
        ("stage_potential", Target(1, 1), "kpi"),
        ("retention", Target(0.9, 0.95), "red_from"),
        ("churn", Target(0.1, 0.05), "red_from"),
        ("retention", Target(float("nan"), 0.1), "target"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused_beside_its_field(session, chen, kpi, target, field):
    with pytest.raises(Invalid) as refused:
        kpis.set_target(session, chen, kpi=kpi, span=Kind.MONTH, holds_from=date(2026, 1, 1), target=target)

    assert set(refused.value.problems) == {field}


@given(denominator=st.integers(1, 5000), share=st.floats(0, 1))
def test_the_interval_holds_the_share_and_stays_within_nothing_and_all(denominator, share):
    numerator = round(share * denominator)
    found = wilson(numerator, denominator)

    assert found is not None
    low, high = found
    assert 0 <= low <= numerator / denominator + 1e-9
    assert numerator / denominator - 1e-9 <= high <= 1


def test_the_interval_is_the_one_of_the_books():
    low, high = wilson(9, 10) or (0, 0)

    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)  # Wilson 1927, 95 %


@pytest.mark.usefixtures("history")
def test_a_baseline_keeps_its_numbers_whatever_happens_later(session, chen, a_buyer):
    baseline = kpis.freeze(session, chen, title="上线前", period=FEBRUARY)
    a_buyer("补录", "2026-02-10")

    told = kpis.comparison(session, chen, baseline.id, period=FEBRUARY)

    new = next(row for row in told.rows if row.formula.kpi == "new")
    assert (new.then.value, new.now.value) == (1, 2)
    assert told.baseline.is_intact
    assert told.baseline.is_comparable


@pytest.mark.usefixtures("history")
def test_a_baseline_that_was_counted_otherwise_compares_with_nothing(session, chen):
    frozen = kpis.freeze(session, chen, title="旧口径", period=FEBRUARY)
    old = KpiSnapshot(**{**frozen.model_dump(exclude={"id"}), "formula_version": 0})
    session.add(old)
    session.flush()

    told = kpis.comparison(session, chen, old.id, period=FEBRUARY)

    assert not told.rows
    assert not told.baseline.is_comparable
    assert not told.baseline.is_intact, "its checksum frames the way it was counted"


def test_a_frozen_baseline_cannot_be_changed(chen):
    with database.transaction() as session:
        frozen = kpis.freeze(session, chen, title="上线前", period=FEBRUARY).id

    with pytest.raises(DatabaseError, match="append-only"):
        forge(frozen)

    with database.reading() as session:
        assert kpis.baselines(session, chen)[0].is_intact


def forge(baseline_id):
    with database.transaction() as session:
        session.get_one(KpiSnapshot, baseline_id).content = "{}"


def test_who_reaches_a_part_reads_no_baseline_of_the_whole(session, zhou):
    with pytest.raises(NotAllowed):
        kpis.baselines(session, zhou)


def test_a_cohort_tells_who_bought_again_in_each_month_after(session, chen, a_buyer):
    a_buyer("王芳", "2025-12-05", "2026-01-06", "2026-01-20", "2026-03-01")
    a_buyer("李雷", "2025-12-31", "2026-03-02")
    a_buyer("张伟", "2026-02-10")

    found = {cohort.month: cohort for cohort in kpis.cohorts(session, chen)}

    assert len(found) == 13
    assert (found[date(2025, 12, 1)].size, found[date(2025, 12, 1)].bought) == (2, (1, 0, 2))
    assert (found[date(2026, 2, 1)].size, found[date(2026, 2, 1)].bought) == (1, (0,))


@pytest.mark.usefixtures("history")
def test_parts_are_the_same_numbers_with_a_filter(session, chen, lin):
    by_owner = {part.name: part for part in kpis.numbers_by(session, chen, cut=Cut.OWNER, period=FEBRUARY)}
    by_month = kpis.numbers_by(session, chen, cut=Cut.MONTH, period=kpis.quarter_of(date(2026, 1, 1)))

    filtered = kpis.numbers(session, chen, period=FEBRUARY, filters=Filters(owner_id=lin.id), months_shown=0)
    assert by_owner["林静"].numbers == filtered
    assert [part.key for part in by_month] == ["2026-01", "2026-02", "2026-03"]
    assert by_month[1].numbers == kpis.numbers(session, chen, period=FEBRUARY, months_shown=0)


@pytest.mark.usefixtures("history")
def test_the_stamp_moves_with_every_fact_that_a_number_knows_of(session, chen, a_buyer):
    before = kpis.stamp(session, chen)
    a_buyer("新来的", "2026-03-09")
    marked = kpis.stamp(session, chen)
    while kpis.absorb(session):
        pass

    assert len({before, marked, kpis.stamp(session, chen)}) == 3


def test_the_stamp_moves_also_with_a_fact_that_only_other_counts_know_of(session, chen, a_customer):
    facts = {"customer_id": a_customer().id, "received_at": clock.now(), "channel": Medium.PHONE, "description": "漏水"}
    row = Complaint(number="1", category=ComplaintCategory.QUALITY, state=ComplaintState.CLOSED, **facts)
    session.add(row)
    session.flush()
    while kpis.absorb(session):
        pass
    before = kpis.stamp(session, chen)

    row.decision = Decision.UPHELD
    session.flush()
    while kpis.absorb(session):
        pass

    assert kpis.stamp(session, chen) != before


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("baseline_id", [77, None])
def test_a_baseline_that_is_not_there_is_not_found(session, chen, baseline_id):
    with pytest.raises(NotFound):
        kpis.comparison(session, chen, baseline_id, period=FEBRUARY)
