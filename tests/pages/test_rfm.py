"""数据 → RFM: the heat map, the eight segments, and from each to its customers for whoever may see them."""

import json
from datetime import date, timedelta

import pytest
from pyarrow.ipc import open_stream  # type: ignore[import-untyped]
from sqlmodel import select

from care import rulebook
from care.kpis import RfmPolicy
from db import session as database
from db.models import AuditEntry
from ui.safe import esc

TODAY = date(2026, 3, 9)


@pytest.fixture
def buyers(a_customer, an_order, lin, xu):
    """One who buys often and much, one who did once, long ago, and one of another seller."""
    wang, liu, zhang = a_customer("王芳", owner=lin), a_customer("刘洋", owner=lin), a_customer("张伟", owner=xu)
    for days in (1, 30, 60):
        an_order(wang, on=TODAY - timedelta(days=days), yuan=4000)
    an_order(liu, on=TODAY - timedelta(days=400), yuan=300)
    an_order(zhang, on=TODAY - timedelta(days=2), yuan=700)


def lists(at):
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return [part for part in found if "columns" in part]


def lines(at):
    """The words of each line of the only list."""
    (found,) = lists(at)
    return {row["cells"][0]["text"]: [cell["text"] for cell in row["cells"][1:]] for row in found["rows"]}


def rfm_of(screen, actor, **query):
    at = screen("kpis/dashboard.py", actor, **query)
    at.button_group(key="kpi_section").set_value("rfm").run()
    assert not at.exception
    return at


def fields(at):
    (chart,) = at.get("vega_lite_chart")
    rows = open_stream(chart.proto.data.data).read_pandas()
    return {(int(row.down), int(row.across)): row.figure for row in rows.itertuples()}


@pytest.mark.usefixtures("buyers")
def test_nothing_is_scored_until_it_is_looked_at(screen, chen, monkeypatch):
    monkeypatch.setattr("care.kpis.rfm", None)

    assert not screen("kpis/dashboard.py", chen).exception


@pytest.mark.usefixtures("buyers")
def test_every_field_of_the_heat_map_has_its_figure(screen, chen):
    found = fields(rfm_of(screen, chen))

    assert len(found) == 25
    assert {place: said for place, said in found.items() if said != "0"} == {(5, 4): "1", (5, 2): "1", (1, 1): "1"}


@pytest.mark.usefixtures("buyers")
@pytest.mark.parametrize(
    ("language", "name", "advice", "told"),
    [
        ("zh_CN", "重要价值客户", "专人维护，优先服务，常表谢意", "截至 2026年3月9日 · 曾经购买的客户 3 位 · 样本少"),
        (
            "en",
            "Key value",
            "Look after in person, say thanks",
            "As of Mar 9, 2026 · 3 customers who ever bought · small sample",
        ),
    ],
)
def test_the_eight_segments_stand_beside_it_in_the_readers_language(screen, chen, language, name, advice, told):
    at = rfm_of(screen, chen, language=language)

    assert f"**{esc(told)}**" in [part.value for part in at.markdown]
    assert len(lines(at)) == 8
    assert lines(at)[name] == ["1", "¥12,000", advice]


@pytest.mark.usefixtures("buyers")
def test_what_each_score_takes_is_told_with_how_it_was_found(screen, chen):
    told = " ".join(part.value for part in rfm_of(screen, chen).caption).replace("\\", "")

    assert "5 up to 30, 4 up to 90, 3 up to 180, 2 up to 365, else 1 · fixed thresholds" in told
    assert "5 from 6, 4 from 3, 3 from 2, 2 from 1, else 1 · fixed thresholds" in told
    assert "5 from ¥20,000.00, 4 from ¥5,000.00" in told


@pytest.mark.usefixtures("buyers")
def test_a_change_of_the_thresholds_is_seen_at_once(screen, chen):
    at = rfm_of(screen, chen)
    with database.transaction() as session:
        rulebook.change(session, chen, RfmPolicy(net_4=15_000), reason="试行", seen_version=0)

    at.run()

    assert lines(at)["General value"][0] == "1"


@pytest.mark.usefixtures("buyers")
def test_a_segment_leads_to_its_customers_and_each_to_the_file(screen, chen):
    (segments,) = lists(rfm_of(screen, chen))
    assert segments["rows"][0]["href"].endswith("rows=rfm_key_value")

    at = screen("kpis/dashboard.py", chen, rows="rfm_key_value")

    assert not at.exception
    (found,) = lists(at)
    assert "?customer=" in found["rows"][0]["href"]
    assert lines(at) == {"王芳": ["林静", "2026-03-08", "3 orders", "¥12,000.00", "R5 F4 M4"]}

    at.button(key="kpi-close").click().run()
    assert "王芳" not in json.dumps(lists(at), ensure_ascii=False)


@pytest.mark.usefixtures("buyers")
def test_one_sees_the_segments_of_ones_own_customers(screen, lin):
    assert sum(int(line[0]) for line in lines(rfm_of(screen, lin)).values()) == 2


@pytest.mark.usefixtures("buyers")
def test_the_analyst_sees_the_segments_and_no_way_to_a_person(screen, fang):
    at = rfm_of(screen, fang)
    assert {row["href"] for row in lists(at)[0]["rows"]} == {""}

    opened = screen("kpis/dashboard.py", fang, rows="rfm_key_value")

    assert not opened.exception
    assert "王芳" not in json.dumps([str(element) for element in opened.main], ensure_ascii=False)


@pytest.mark.usefixtures("buyers")
def test_only_who_may_export_customers_is_offered_a_file_of_them(screen, chen, lin):
    def offered(actor):
        at = screen("kpis/dashboard.py", actor, rows="rfm_key_value")
        return [field.key for field in at.text_input if field.key == "rfm_export_reason"]

    assert offered(chen) == ["rfm_export_reason"]
    assert offered(lin) == []


@pytest.mark.usefixtures("buyers")
def test_the_customers_of_a_segment_are_taken_along_with_a_reason(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="rfm_key_value")
    at.text_input(key="rfm_export_reason").set_value("电话回访")

    next(button for button in at.button if button.label == "Export to Excel").click().run()

    assert not at.exception
    with database.reading() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "customer.exported")).one()
    assert entry.count == 1


@pytest.mark.usefixtures("buyers")
def test_an_empty_segment_says_so(screen, chen):
    at = screen("kpis/dashboard.py", chen, rows="rfm_key_keep")

    assert not at.exception
    assert "Nobody is in this segment." in [part.value for part in at.caption]


def test_a_firm_without_orders_is_told_so_in_one_line(screen, chen):
    at = rfm_of(screen, chen)

    assert "Nobody had bought anything by then." in [part.value for part in at.caption]
    assert not at.get("vega_lite_chart")
