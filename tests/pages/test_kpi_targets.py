"""Targets and baselines on the screen: set, read, frozen, compared; and who may."""

from datetime import date
from typing import Any

import pytest

from care import kpis, orders
from db import session as database


def words(at):
    return " ".join(str(part.value) for part in (*at.caption, *at.info, *at.warning, *at.error, *at.success))


def test_the_owner_sets_a_target_in_the_unit_of_the_number(screen, chen):
    at = screen("kpis/targets.py", chen)
    at.selectbox(key="target_kpi_0").set_value("retention").run()
    at.number_input(key="target_value_0").set_value(95.0).run()

    at.button(key="target_set").click().run()

    assert not at.exception
    with database.reading() as session:
        (line,) = kpis.targets(session, chen)
    assert (line.kpi, line.target) == ("retention", kpis.Target(0.95, 0.855))
    assert line.holds_from == date(2026, 3, 1)


def test_the_target_of_a_quarter_begins_with_the_quarter(screen, chen):
    at = screen("kpis/targets.py", chen)
    at.selectbox(key="target_kpi_0").set_value("revenue").run()
    at.selectbox(key="target_span_0").set_value(kpis.Kind.QUARTER).run()
    at.number_input(key="target_value_0").set_value(5000.0).run()

    assert at.date_input[0].value == date(2026, 1, 1)
    at.button(key="target_set").click().run()

    with database.reading() as session:
        (line,) = kpis.targets(session, chen)
    assert (line.span, line.holds_from, line.target) == (
        kpis.Kind.QUARTER,
        date(2026, 1, 1),
        kpis.Target(500_000, 450_000),
    )


def test_a_red_on_the_wrong_side_is_told_beside_its_field(screen, chen):
    at = screen("kpis/targets.py", chen)
    at.selectbox(key="target_kpi_0").set_value("retention").run()
    at.number_input(key="target_value_0").set_value(90.0).run()
    at.number_input(key="target_red_0").set_value(95.0).run()

    at.button(key="target_set").click().run()

    assert "far side of the target" in words(at)


def test_a_frozen_baseline_stands_beside_the_numbers_of_today(screen, chen, a_customer, an_order):
    with database.transaction() as session:
        kpis.freeze(session, chen, title="上线前", period=kpis.month_of(date(2026, 2, 1)))
    an_order(a_customer(), on=date(2026, 3, 2), yuan=50)

    at = screen("kpis/targets.py", chen)

    assert not at.exception
    assert "上线前" in at.selectbox(key="baseline_chosen").options[0]
    assert "¥50" in at.table[-1].value.to_string()


def test_before_and_after_are_taken_along_in_the_units_that_stand_beside_them(
    screen, chen, a_customer, an_order, monkeypatch
):
    taken: list[Any] = []
    monkeypatch.setattr("ui.baseline_parts.data_button", lambda _name, *table, **_key: taken.append(table))
    an_order(a_customer(), on=date(2026, 3, 2), yuan=50)
    with database.transaction() as session:
        orders.refresh_purchases(session)
        kpis.freeze(session, chen, title="上线前", period=kpis.month_of(date(2026, 2, 1)))

    screen("kpis/targets.py", chen)

    header, rows = taken[-1]
    assert header == ("Number", "Unit", "Baseline", "n", "Now", "n")
    told = {row[0]: row[1:] for row in rows}
    assert told["Revenue"] == ("yuan", 0.0, 0, 50.0, 1)
    assert told["New customers, share"][0] == "per cent"
    assert told["Completeness of files"][-2:] == (0.0, 1)


@pytest.mark.parametrize("person", ["zhou", "lin"])
def test_who_sees_a_part_of_the_firm_sees_its_targets_and_no_baseline(screen, request, person):
    at = screen("kpis/targets.py", request.getfixturevalue(person))

    assert not at.exception
    assert "target_set" not in [button.key for button in at.button]
    assert [heading.value for heading in at.subheader] == ["Targets"]
