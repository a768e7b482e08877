"""数据: the owner sees the numbers and goes from each to its rows; the analyst sees no person."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from pyarrow.ipc import open_stream  # type: ignore[import-untyped]
from sqlmodel import select

from care import kpis, orders
from care.kpis import ALL_FORMULAS, CHANNEL_FORMULA, FORMULAS, RFM_FORMULA
from core import clock
from db import session as database
from db.models import (
    Answer,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Customer,
    Decision,
    Interaction,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Lead,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    Medium,
    Outcome,
    Tier,
)
from tests.pages.number_cards import cards
from ui.safe import esc


@pytest.fixture
def history(a_customer, an_order, lin):
    for name, days in {"王芳": (date(2025, 6, 1), date(2026, 3, 3)), "刘洋": (date(2026, 3, 2),)}.items():
        customer = a_customer(name, owner=lin, region="上海")
        for day in days:
            an_order(customer, on=day, yuan=1234)
    with database.transaction() as session:
        orders.refresh_purchases(session)


def numbers(at):
    return {card["title"]: card["value"] for card in cards(at).values()}


def lines(at):
    """The names in the list behind a number."""
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return [row["cells"][0]["text"] for part in found for row in part.get("rows", [])]


@pytest.mark.usefixtures("history")
def test_the_owner_sees_the_three_numbers_first_and_all_others_below(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    assert not at.exception
    assert list(cards(at))[:3] == ["satisfaction", "complaint_rate", "growth"]
    assert set(cards(at)) == set(ALL_FORMULAS)
    assert {name: numbers(at)[name] for name in ("Customer growth (net)", "Revenue", "New customers")} == {
        "Customer growth (net)": "+1/1",
        "Revenue": "¥2,468",
        "New customers": "1",
    }
    assert len(at.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("history")
def test_a_card_says_what_it_was_counted_from_and_how(screen, chen):
    card = cards(screen("kpis/dashboard.py", chen))["growth"]

    said = " ".join(line["text"] for line in card["lines"])
    assert "n = 2" in said
    assert "period not finished" in said
    assert card["formula"][0] == FORMULAS[kpis.Kpi.GROWTH].definition
    assert len(card["spark"]) == 13
    assert card["rows"] == "See the 2 customers"


@pytest.mark.usefixtures("history")
def test_a_target_lights_the_card_by_colour_shape_and_word(screen, chen):
    with database.transaction() as session:
        target = kpis.Target(target=10, red_from=1)
        day = date(2026, 3, 1)
        kpis.set_target(session, chen, kpi="active", span=kpis.Kind.MONTH, holds_from=day, target=target)

    this_month = cards(screen("kpis/dashboard.py", chen))["active"]
    last_month = cards(screen("kpis/dashboard.py", chen, **{"from": "2026-02-01", "to": "2026-02-28"}))["active"]

    assert this_month["light"] == {"tone": "amber", "shape": "◔", "word": "close to target"}
    assert this_month["aim"] == 10
    assert last_month["light"] is None


@pytest.mark.usefixtures("history")
def test_a_years_amount_is_wanted_of_no_month(screen, chen, monkeypatch):
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr("streamlit.vega_lite_chart", lambda **chart: drawn.append(chart["spec"]))
    with database.transaction() as session:
        for kpi in ("revenue", "growth"):
            day, target = date(2025, 1, 1), kpis.Target(target=100_000, red_from=1)
            kpis.set_target(session, chen, kpi=kpi, span=kpis.Kind.YEAR, holds_from=day, target=target)

    year = {"from": "2025-01-01", "to": "2025-12-31"}
    shown = cards(screen("kpis/dashboard.py", chen, **year))

    assert (shown["revenue"]["aim"], shown["growth"]["aim"]) == (None, 10_000_000)
    assert shown["revenue"]["light"]["word"] == "on target"
    assert "target: ¥1,000" in json.dumps(shown["revenue"]["lines"], ensure_ascii=False)
    assert "target:" in json.dumps(drawn[-1])
    at = screen("kpis/dashboard.py", chen, **year)
    at.selectbox(key="kpi_trend").set_value("revenue").run()
    assert "target:" not in json.dumps(drawn[-1])


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("first", "last", "is_open"),
    [("2026-02-01", "2026-02-28", False), ("2026-01-10", "2026-02-14", True), ("2026-03-01", "2026-03-31", True)],
)
def test_a_month_that_is_not_told_to_its_end_is_hollow(screen, chen, monkeypatch, first, last, is_open):
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr("streamlit.vega_lite_chart", lambda **chart: drawn.append(chart["spec"]))

    screen("kpis/dashboard.py", chen, **{"from": first, "to": last})

    months = drawn[-1]["layer"][0]["data"]["values"]
    assert [month["open"] for month in months] == [*[False] * (len(months) - 1), is_open]


@pytest.mark.usefixtures("history")
def test_a_number_leads_to_exactly_its_rows(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="revenue")

    assert at.subheader[0].value.replace("\\", "") == "Revenue · 2 rows"
    assert lines(at) == ["王芳", "刘洋"]


@pytest.mark.usefixtures("history")
def test_from_the_rows_one_comes_back_to_the_charts(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="new")
    assert lines(at) == ["刘洋"]
    assert list(cards(at)) == ["new"]

    at.button(key="kpi-close").click().run()

    assert not lines(at)
    assert set(cards(at)) == set(ALL_FORMULAS)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("section", ["parts", "cohorts", "complaints", "channels", "leads", "demands"])
def test_every_kind_of_chart_can_be_looked_at(screen, chen, section):
    at = screen("kpis/dashboard.py", chen)

    at.button_group(key="kpi_section").set_value(section).run()

    assert not at.exception


@pytest.mark.usefixtures("history")
def test_nobody_ever_sees_what_was_kept_for_another_and_a_write_shows_at_once(screen, chen, lin, xu):
    for actor, revenue in ((chen, "¥2,468"), (xu, "¥0"), (lin, "¥2,468")):
        assert numbers(screen_again(screen, actor))["Revenue"] == revenue
    with database.transaction() as session:
        customer = session.exec(select(Customer).where(Customer.name == "王芳")).one()
        orders.record_order(session, chen, customer.id, order=orders.NewOrder(clock.today(), 100))

    assert numbers(screen_again(screen, chen))["Revenue"] == "¥2,469"


def screen_again(screen, actor):
    """The fixture empties what is kept only when it is made: between these screens nothing is forgotten."""
    return screen("kpis/dashboard.py", actor)


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
    headings = [heading.value.replace("\\", "") for heading in at.subheader]
    formulas = (*ALL_FORMULAS.values(), CHANNEL_FORMULA, RFM_FORMULA)
    assert headings == [formula.title for formula in formulas]
    assert headings[:2] == ["Customer growth (net)", "Active customers"]
    assert "Complaints per 100 customers" in headings


@pytest.fixture
def grievances(a_customer, an_order, lin):
    """Two complaints in March: one closed after ten hours and praised, one open."""
    wang = a_customer("王芳", owner=lin)
    order = an_order(wang, on=date(2026, 3, 3))
    with database.transaction() as session:
        orders.refresh_purchases(session)
        given = {"customer_id": wang.id, "channel": Medium.PHONE, "description": "包装破损"}
        received = clock.start_of(date(2026, 3, 5))
        closed = Complaint(
            number="TS-1",
            received_at=received,
            closed_at=received + timedelta(hours=10),
            state=ComplaintState.CLOSED,
            decision=Decision.UPHELD,
            category=ComplaintCategory.QUALITY,
            order_id=order.id,
            **given,
        )
        still_open = Complaint(number="TS-2", received_at=received, category=ComplaintCategory.DELIVERY, **given)
        session.add_all([closed, still_open])
        session.flush()
        asked: dict[str, Any] = {
            "purpose": InvitationPurpose.HANDLING,
            "mode": InvitationMode.PHONE,
            "expires_at": clock.now(),
        }
        invitation = Invitation(complaint_id=closed.id, cycle=1, sent_at=received, **asked)
        session.add(invitation)
        session.flush()
        session.add(Answer(invitation_id=invitation.id, at=clock.now(), score=5))


@pytest.mark.usefixtures("grievances")
def test_the_numbers_about_complaints_stand_below_the_others(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    assert not at.exception
    found = numbers(at)
    assert found["Complaints per 100 customers"] == "2/1"
    assert found["Satisfaction with handling"] == "1/1"
    assert found["Open complaints at the end"] == "1"
    assert found["Complaints upheld"] == "1/1"
    assert found["Closed within 48 hours"] == "1/1"
    assert found["Resolved in time"] == "—"
    assert "can still grow" in json.dumps(cards(at)["reopened"])


@pytest.mark.usefixtures("grievances")
def test_a_number_about_complaints_leads_to_exactly_its_complaints_and_back(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="complaint_backlog")
    assert lines(at) == ["TS-2"]

    at.button(key="kpi-close").click().run()
    assert not lines(at)


@pytest.mark.usefixtures("grievances")
def test_the_analyst_sees_numbers_about_complaints_and_no_complaint(screen, fang):
    at = screen("kpis/dashboard.py", fang, rows="complaint_rate")

    assert numbers(at)["Complaints per 100 customers"] == "2/1"
    assert not lines(at)
    assert "TS-1" not in json.dumps([str(element) for element in at.main], ensure_ascii=False)


def test_a_firm_without_complaints_is_told_so_in_one_line(screen, chen):
    at = screen("kpis/dashboard.py", chen)

    at.button_group(key="kpi_section").set_value("complaints").run()

    assert "No complaint was registered in this period." in [caption.value for caption in at.caption]


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [("zh_CN", "联系渠道", "n = 2 · 接通：1/2"), ("en", "Contacts by channel", "n = 2 · reached: 1/2")],
)
def test_contacts_by_channel_stand_among_the_numbers(screen, fang, lin, a_customer, language, title, told):
    wang = a_customer(owner=lin)
    with database.transaction() as session:
        for outcome in (Outcome.CONNECTED, Outcome.NO_ANSWER):
            row = Interaction(customer_id=wang.id, at=clock.now(), medium=Medium.PHONE, outcome=outcome)
            session.add(row)

    at = screen("kpis/dashboard.py", fang, language=language)
    at.button_group(key="kpi_section").set_value("channels").run()

    assert not at.exception
    assert f"**{title}**" in [part.value for part in at.markdown]
    assert esc(told) in [part.value for part in at.caption]


def test_where_nobody_wrote_a_contact_down_it_says_so(screen, chen):
    at = screen("kpis/dashboard.py", chen)
    at.button_group(key="kpi_section").set_value("channels").run()

    assert "Nobody has written down a contact in this period." in [part.value for part in at.caption]


@pytest.mark.parametrize(
    ("language", "title", "unit"), [("zh_CN", "各阶段进入次数", "小时"), ("en", "Stages entered", "hours")]
)
def test_leads_are_charted_by_the_stages_they_entered_and_the_hours_they_stood_there(
    screen, chen, lin, language, title, unit
):
    with database.transaction() as session:
        lead = Lead(
            number="XS-1",
            name="赵敏",
            name_key="赵敏",
            origin=LeadOrigin.FORM,
            received_at=clock.now(),
            owner_id=lin.id,
        )
        session.add(lead)
        session.flush()
        since = clock.now() - timedelta(hours=30)
        session.add(LeadStageChange(lead_id=lead.id, before=None, after=LeadStage.NEW, at=since))
        step: dict[str, Any] = {
            "before": LeadStage.NEW,
            "after": LeadStage.CONTACTED,
            "at": clock.now(),
            "since": since,
        }
        session.add(LeadStageChange(lead_id=lead.id, **step))

    at = screen("kpis/dashboard.py", chen, language=language)
    at.button_group(key="kpi_section").set_value("leads").run()

    assert not at.exception
    funnel, stays = at.get("vega_lite_chart")
    assert bars(funnel) == [1, 1, 0, 0, 0]
    assert bars(stays) == [30]
    assert json.loads(stays.proto.spec)["layer"][0]["encoding"]["x"]["axis"]["title"] == unit
    assert f"**{title}**" in [part.value for part in at.markdown]


def bars(chart):
    return open_stream(chart.proto.data.data).read_pandas()["value"].tolist()


def test_where_no_lead_moved_it_says_so(screen, chen):
    at = screen("kpis/dashboard.py", chen)
    at.button_group(key="kpi_section").set_value("leads").run()

    assert "No lead moved from stage to stage in this period." in [part.value for part in at.caption]
