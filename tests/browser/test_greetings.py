"""A greeting on a phone: from the list to WeChat by one button, marked as sent, taken back; a lunar birthday chosen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from auth.actor import SYSTEM
from care import almanac, greetings, privacy
from core import clock
from db import session as database
from db.models import ConsentPurpose, ConsentStatus, Customer, Greeting, GreetingState, Role
from tests.browser.steps import PASSWORD, button, look, press, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser
WIDTH = 390


def test_a_greeting_is_copied_marked_and_taken_back_on_a_phone(browser: Browser, tmp_path: Path):
    with running_server(tmp_path / "data") as server:
        customer_id = _born_today(server)
        context = browser.new_context(
            locale="zh-CN", viewport={"width": WIDTH, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
        )
        page = context.new_page()
        sign_in(page, server.url, "lin", path="/greetings")

        page.get_by_text("王芳").first.click()
        text = page.locator("[role=dialog] textarea").first
        expect(text).to_have_value("王芳，您好！今天是您的生日，祝您生日快乐，身体健康，万事顺心！\n林静")
        text.fill("王芳，生日快乐！改天请您喝茶。")
        page.get_by_role("button", name="复制文字").click()
        expect(page.get_by_role("button", name="✓ 已复制")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == "王芳，生日快乐！改天请您喝茶。"
        look(page, "greeting-phone")
        _fits(page)

        button(page.locator("[role=dialog]"), "已发送").click()
        expect(page.get_by_text("30 天内没有要关怀的客户")).to_be_visible(timeout=15_000)
        assert _state(server) == (GreetingState.SENT, "王芳，生日快乐！改天请您喝茶。")
        press(page, "撤销")
        expect(button(page, "撤销")).to_have_count(0, timeout=15_000)  # its line names her too
        expect(page.get_by_text("王芳").first).to_be_visible(timeout=15_000)
        assert _state(server)[0] is GreetingState.PLANNED
        look(page, "greetings-phone")
        _fits(page)

        _choose_lunar_birthday(page, server, customer_id)


def _choose_lunar_birthday(page: Page, server: Server, customer_id: int) -> None:
    page.goto(f"{server.url}/customer?customer={customer_id}&edit=1")
    field = page.get_by_role("combobox", name="农历生日")
    field.click()
    field.fill("八月十五")
    page.get_by_role("option", name="八月十五", exact=True).click()
    press(page.locator("[role=dialog]"), "保存")
    next_one = almanac.next_lunar_birthday(almanac.LunarDay.of("08-15"), _today(server))
    words = f"八月十五（下一次：{next_one.year}年{next_one.month}月{next_one.day}日）"
    expect(page.get_by_text(words).first).to_be_visible(timeout=15_000)
    look(page, "lunar-birthday-phone")
    _fits(page)


def _born_today(server: Server) -> int:
    with server.world():
        lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
        with database.transaction() as session:
            born = almanac.solar_birthday(1988, clock.today())
            row = Customer(
                number="KH-1", name="王芳", name_key="王芳", birthday=born, owner_id=lin.id, team_id=lin.team_id
            )
            session.add(row)
            session.flush()
            privacy.record_consent(session, SYSTEM, row.id, purpose=ConsentPurpose.CARE, status=ConsentStatus.GIVEN,
                                   channel="form", evidence="纸质表单")  # fmt: skip
            greetings.plan_due(session)
            return row.id


def _state(server: Server) -> tuple[GreetingState, str]:
    with server.world(), database.reading() as session:
        row = session.get_one(Greeting, 1)
        return row.state, row.words


def _today(server: Server):
    with server.world():
        return clock.today()


def _fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
