"""Two people edit one customer at the same time: the second is told, sees both versions, loses nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from care import customers
from db import session as database
from db.models import Customer, Role
from tests.browser.steps import PASSWORD, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser


def test_the_second_writer_sees_both_versions_and_loses_nothing(browser: Browser, tmp_path: Path):
    with running_server(tmp_path / "data") as server:
        customer_id = _a_shared_customer(server)
        first, second = (_editing(browser, server, name, customer_id) for name in ("lin", "chen"))

        _write(first, "需求", "要能开专票")
        _save(first)
        expect(first.get_by_role("dialog")).to_have_count(0)

        _write(second, "需求", "每月送货一次")
        _write(second, "偏好", "下午联系")
        _save(second)
        dialog = second.get_by_role("dialog")
        expect(dialog).to_contain_text("要能开专票")
        expect(dialog).to_contain_text("每月送货一次")
        second.locator(".st-key-settle button").click()
        expect(second.get_by_role("dialog")).to_have_count(0)

        assert _stored(server, customer_id) == ("每月送货一次", "下午联系")


def _a_shared_customer(server: Server) -> int:
    """林静's customer, whom the owner of the firm sees too."""
    with server.world():
        lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
        a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
        with database.transaction() as session:
            return customers.create_customer(session, lin, details={"name": "王芳"}).id


def _editing(browser: Browser, server: Server, username: str, customer_id: int) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    sign_in(page, server.url, username, path=f"/customer?customer={customer_id}")
    page.locator(".st-key-edit button").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return page


def _write(page: Page, field: str, words: str) -> None:
    page.get_by_role("dialog").get_by_role("textbox", name=field).fill(words)


def _save(page: Page) -> None:
    page.get_by_role("dialog").locator("[data-testid=stFormSubmitButton] button").click()


def _stored(server: Server, customer_id: int) -> tuple[str, str]:
    with server.world(), database.reading() as session:
        row = session.get(Customer, customer_id)
        assert row is not None
        return row.needs, row.preferences
