"""The owner's phone, in both languages: from the list of rules to a rule, and its number changed right there."""

import pytest
from playwright.sync_api import expect

from care import handbook, rulebook
from care.complaints import ComplaintTargets
from db import session as database
from db.models import Role
from tests.browser import steps
from tests.conftest import a_person
from tests.server import running_server

pytestmark = pytest.mark.browser
WORDS = {
    "zh-CN": {"title": "制度执行", "rule": "3.1 投诉 {n} 小时内解决", "why": "修改原因", "save": "保存"},
    "en-US": {
        "title": "Rules in practice",
        "rule": "3.1 Complaints solved within {n} hours",
        "why": "Why is this changed?",
        "save": "Save",
    },
}


@pytest.fixture
def server(tmp_path):
    with running_server(tmp_path / "data") as running:
        with running.world():
            a_person("chen", "陈建国", Role.OWNER, password=steps.PASSWORD)
            with database.transaction() as session:
                handbook.install(session)
        yield running


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("locale", "before", "after"), [("zh-CN", 48, 36), ("en-US", 48, 30)])
def test_the_owner_changes_a_number_of_a_rule_on_a_phone(server, browser, locale, before, after):
    words = WORDS[locale]
    context = browser.new_context(locale=locale, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{server.url}/rules")
    page.locator("input[type=text]").first.fill("chen")
    page.locator("input[type=password]").fill(steps.PASSWORD)
    page.locator("[data-testid=stFormSubmitButton] button").click()
    expect(page.locator(".st-key-header")).to_be_visible(timeout=20_000)
    page.goto(f"{server.url}/rules")
    expect(page.get_by_role("heading", name=words["title"])).to_be_visible(timeout=20_000)
    assert sideways(page) <= 0

    page.get_by_role("link", name=words["rule"].format(n=before)).click()
    expect(page.get_by_role("heading", name=words["rule"].format(n=before))).to_be_visible(timeout=20_000)
    assert sideways(page) <= 0
    page.locator(".st-key-number-complaint-resolve_hours button").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=number]").fill(str(after))
    dialog.get_by_label(words["why"]).fill("试行")
    dialog.get_by_role("button", name=words["save"]).click()

    expect(page.get_by_role("heading", name=words["rule"].format(n=after))).to_be_visible(timeout=20_000)
    with server.world(), database.reading() as session:
        assert rulebook.in_force(session, ComplaintTargets).normal.resolve == after * 60
    context.close()
