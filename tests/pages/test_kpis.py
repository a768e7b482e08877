"""数据: the owner sees the numbers and goes from each to its rows; the analyst sees no person."""

import json
from datetime import date

import pytest

from care import orders
from db import session as database
from db.models import Tier


@pytest.fixture
def history(a_customer, an_order, lin):
    for name, days in {"王芳": (date(2025, 6, 1), date(2026, 3, 3)), "刘洋": (date(2026, 3, 2),)}.items():
        customer = a_customer(name, owner=lin, region="上海")
        for day in days:
            an_order(customer, on=day, yuan=1234)
    with database.transaction() as session:
        orders.refresh_purchases(session)


def numbers(at):
    return {metric.label: metric.value for metric in at.metric}


def lines(at):
    """The names in the list behind a number."""
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return [row["cells"][0]["text"] for part in found for row in part["rows"]]


@pytest.mark.usefixtures("history")
def test_the_owner_sees_five_numbers_of_this_month(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    assert not at.exception
    assert numbers(at) == {
        "Customer growth (net)": "+1/1",
        "Active customers": "2",
        "Revenue": "¥2,468",
        "New customers": "1",
        "Customers on file": "2",
    }
    assert len(at.get("vega_lite_chart")) == 5


@pytest.mark.usefixtures("history")
def test_a_number_leads_to_exactly_its_rows(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="revenue")

    assert at.subheader[0].value.replace("\\", "") == "Revenue · 2 rows"
    assert lines(at) == ["王芳", "刘洋"]


@pytest.mark.usefixtures("history")
def test_a_click_on_a_number_opens_its_rows_and_another_one_the_charts_again(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    at.button(key="kpi-see-new").click().run()
    assert lines(at) == ["刘洋"]
    assert at.query_params["rows"] == "new"

    at.button(key="kpi-close").click().run()
    assert not lines(at)
    assert len(at.get("vega_lite_chart")) == 5


@pytest.mark.usefixtures("history")
def test_the_address_says_what_is_shown_so_that_a_reload_shows_it_again(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="growth")
    at.selectbox(key="kpi_tier").set_value(Tier.A).run()

    assert at.query_params["rows"] == "growth"
    assert at.query_params["from"] == "2026-03-01"
    assert at.query_params["tier"] == "A"


@pytest.mark.usefixtures("history")
def test_another_period_is_another_set_of_numbers(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    at.button_group(key="kpi_period").set_value("last_month").run()

    assert numbers(at)["Revenue"] == "¥0"


@pytest.mark.usefixtures("history")
def test_a_link_carries_period_and_filters(screen, chen):
    at = screen("kpis/dashboard.py", chen, **{"from": "2025-06-01", "to": "2025-06-30", "region": "上海"})

    assert numbers(at)["Revenue"] == "¥1,234"
    assert at.selectbox(key="kpi_region").value == "上海"


@pytest.mark.usefixtures("history")
def test_a_link_with_a_tier_filters_by_it_and_one_with_nonsense_by_nothing(screen, chen):
    filtered = screen("kpis/dashboard.py", chen, tier="A")
    nonsense = screen("kpis/dashboard.py", chen, tier="Z", team="x", **{"from": "never", "to": "2026-01-01"})

    assert numbers(filtered)["Customers on file"] == "0"
    assert numbers(nonsense)["Customers on file"] == "2"


@pytest.mark.usefixtures("history")
def test_the_analyst_sees_numbers_and_no_person(screen, fang):
    at = screen("kpis/dashboard.py", fang, rows="growth")

    assert numbers(at)["Customers on file"] == "2"
    assert not lines(at)
    assert "王芳" not in json.dumps([str(element) for element in at.main], ensure_ascii=False)


def test_an_empty_firm_is_told_nothing_and_not_zero(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    assert not at.exception
    assert numbers(at)["Customer growth (net)"] == "—"


def test_every_number_has_its_definition_printed(screen, lin):
    at = screen("kpis/definitions.py", lin)

    assert not at.exception
    assert {heading.value.replace("\\", "") for heading in at.subheader} == {
        "Customer growth (net)",
        "Active customers",
        "Revenue",
        "New customers",
        "Customers on file",
    }
