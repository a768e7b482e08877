"""The owner on a phone, in both languages: three numbers at a glance, from each to its rows, a chart taken along."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from care import kpis, orders
from care.kpis import Kind, Target
from core import clock
from db import session as database
from db.models import Customer, Role
from tests.browser.steps import PASSWORD, look, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Six customers who buy each month of the last year, and a target for growth."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            chen = a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
            with database.transaction() as session:
                for place in range(6):
                    row = Customer(number=f"KH-{place}", name=f"客户{place}", name_key=f"客户{place}")
                    session.add(row)
                    session.flush()
                    for back in range(0, 60 * (place + 1), 30):
                        day = clock.today() - timedelta(days=back)
                        orders.record_order(session, chen, row.id, order=orders.NewOrder(day, 12_300))
                since = kpis.month_of(clock.today() - timedelta(days=400)).start
                wish = Target(-0.9, -1)
                kpis.set_target(session, chen, kpi="growth", span=Kind.MONTH, holds_from=since, target=wish)
        yield opened


@pytest.mark.parametrize(
    ("locale", "light", "rows"), [("zh-CN", "达标", "查看 6 位客户"), ("en", "on target", "6 customers")]
)
def test_the_owner_sees_the_numbers_on_a_phone_and_goes_to_their_rows(server, browser, locale, light, rows):
    page = a_phone(browser, server, locale)

    growth = page.locator(".large article[data-code=growth]")
    expect(growth).to_contain_text("✓")
    expect(growth).to_contain_text(light)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    look(page, f"numbers-{locale}")

    growth.get_by_role("link", name=rows).click()

    expect(page.locator(".st-key-kpi-rows")).to_contain_text("客户0")
    assert page.locator(".st-key-kpi-rows tbody tr").count() == 6
    assert "rows=growth" in page.url
    look(page, f"number-rows-{locale}")


def test_the_formula_opens_where_the_number_stands(server, browser):
    page = a_phone(browser, server, "zh-CN")
    growth = page.locator("article[data-code=growth]")

    growth.locator("summary").click()

    expect(growth.locator("details p").first).to_contain_text("期初活跃客户数")


def test_a_chart_is_saved_as_a_picture_and_its_figures_as_a_file(server, browser):
    page = a_phone(browser, server, "zh-CN")
    chart = page.locator(".st-key-kpi-trend")
    chart.scroll_into_view_if_needed()
    expect(chart.locator("[data-testid=stVegaLiteChart]").locator("svg.marks, canvas").first).to_be_visible()

    with page.expect_download() as picture:
        chart.get_by_text("保存为图片（PNG）").click()
    with page.expect_download() as figures:
        chart.locator("button").filter(has_text="下载数据").click()

    assert picture.value.suggested_filename == "客户净增长率.png"
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    keep(picture.value.path(), "growth.png")
    written = Path(figures.value.path()).read_text("utf-8-sig").splitlines()
    assert written[0] == "月份,客户净增长率,n"
    assert len(written) == 14


def keep(path: Path, name: str) -> None:
    if folder := os.environ.get("GUANJIA_SCREENSHOTS"):
        shutil.copy(path, Path(folder) / name)


def a_phone(browser: Browser, server: Server, locale: str) -> Page:
    context = browser.new_context(locale=locale, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    if locale == "en":
        page.goto(f"{server.url}/numbers")
        page.get_by_role("textbox", name="User name").fill("chen")
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("[data-testid=stFormSubmitButton] button").click()
    else:
        sign_in(page, server.url, "chen", path="/numbers")
    expect(page.locator(".large article").first).to_be_visible(timeout=20_000)
    return page
