"""The owner on a phone: from the numbers to last month's report and its PDF in two clicks; made where none was."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from care import orders
from core import clock
from db import session as database
from db.models import Customer, Role
from tests.browser.steps import PASSWORD, look, press, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Six customers who buy each month."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            chen = a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
            with database.transaction() as session:
                for place in range(6):
                    row = Customer(number=f"KH-{place}", name=f"客户{place}", name_key=f"客户{place}")
                    session.add(row)
                    session.flush()
                    for back in range(0, 120, 20):
                        day = clock.today() - timedelta(days=back)
                        orders.record_order(session, chen, row.id, order=orders.NewOrder(day, 12_300))
        yield opened


def a_phone(browser: Browser, server: Server, locale: str) -> Page:
    page = browser.new_context(
        locale=locale, viewport={"width": 390, "height": 844}, timezone_id="Asia/Shanghai", accept_downloads=True
    ).new_page()
    sign_in(page, server.url, "chen", path="/numbers")
    return page


def test_last_months_report_is_made_in_one_click_and_leaves_as_pdf_with_another(server, browser):
    page = a_phone(browser, server, "zh-CN")
    page.get_by_role("link", name="报告").click()
    press(page, "制作报告")
    expect(page.locator(".report .three article")).to_have_count(3, timeout=15_000)
    expect(page.locator(".report svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    look(page, "report-zh-CN")

    with page.expect_download() as fetched:
        press(page, "PDF")

    pdf = Path(fetched.value.path()).read_bytes()
    words = "".join(part.extract_text() for part in PdfReader(BytesIO(pdf)).pages)
    assert "客户分析报告" in words.replace(" ", "")
