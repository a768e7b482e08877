"""Targets and baselines on the screen: set, read, frozen, compared; and who may."""

from datetime import date

import pytest

from care import kpis
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


@pytest.mark.parametrize("person", ["zhou", "lin"])
def test_who_sees_a_part_of_the_firm_sees_its_targets_and_no_baseline(screen, request, person):
    at = screen("kpis/targets.py", request.getfixturevalue(person))

    assert not at.exception
    assert "target_set" not in [button.key for button in at.button]
    assert [heading.value for heading in at.subheader] == ["Targets"]
