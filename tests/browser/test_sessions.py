"""Coming in, staying in, going out: with a real browser, its cookie and its content policy."""

import pytest
from playwright.sync_api import expect

from auth import accounts
from auth.actor import SYSTEM
from db import session as database
from db.models import Role
from tests.browser import steps
from tests.conftest import a_person
from tests.server import running_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("sessions")) as running:
        yield running


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def employ(server):
    def make(username, role=Role.SALES):
        with server.world():
            return a_person(username, username, role, password=steps.PASSWORD)

    return make


def sign_in_form(page):
    return expect(page.locator(".st-key-welcome input[type=password]"))


def test_the_set_up_link_leads_to_the_first_screen_of_the_owner(server, page):
    with server.world(), database.transaction() as session:
        token = accounts.setup_link(session)

    steps.set_up(page, server.url, token, name="陈建国", username="chen")

    assert token not in page.url
    page.reload()
    expect(page.locator(".st-key-header")).to_be_visible()


def test_the_cookie_is_out_of_reach_of_scripts_and_lasts_over_a_reload(server, page, employ):
    employ("lin")

    steps.sign_in(page, server.url, "lin", path="/account")

    cookie = next(c for c in page.context.cookies() if c["name"] == "guanjia_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert "guanjia_session" not in page.evaluate("document.cookie")
    assert page.url == server.url + "/account"
    page.reload()
    expect(page.get_by_role("heading", name="我的账号")).to_be_visible()


def test_signing_out_takes_the_cookie_and_a_second_tab_along(server, page, employ):
    employ("he", Role.SERVICE)
    steps.sign_in(page, server.url, "he", path="/account")
    second = page.context.new_page()
    second.goto(server.url + "/account")
    expect(second.locator(".st-key-header")).to_be_visible()

    steps.sign_out(page)

    page.wait_for_url(server.url + "/")
    sign_in_form(page).to_be_visible()
    assert "guanjia_session" not in {c["name"] for c in page.context.cookies()}
    second.locator(".st-key-own-language button").last.click()
    sign_in_form(second).to_be_visible()


@pytest.mark.parametrize("click", [".st-key-own-language button", "[data-testid=stSidebarNavLink]"])
def test_whoever_is_deactivated_is_out_at_the_next_click(server, page, employ, click):
    lin = employ(f"leaves{len(click)}")
    steps.sign_in(page, server.url, lin.username, path="/account")
    expect(page.locator(".st-key-own-language")).to_be_visible()
    with server.world(), database.transaction() as session:
        accounts.deactivate(session, SYSTEM, lin.id)

    page.locator(click).last.click()

    sign_in_form(page).to_be_visible(timeout=15_000)
    expect(page.locator(".st-key-header")).to_have_count(0)


def test_no_screen_calls_out_or_breaks_the_content_policy(server, page, employ):
    employ("boss", Role.OWNER)
    outside, violations = [], []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((server.url, "data:", "blob:")) else 0)
    page.on("console", lambda m: violations.append(m.text) if "Content Security Policy" in m.text else 0)
    steps.sign_in(page, server.url, "boss")
    for path in (
        "",
        "numbers",
        "customers",
        "new-customer",
        "import",
        "people",
        "people?new=1",
        "roles",
        "log",
        "account",
    ):
        page.goto(f"{server.url}/{path}")
        expect(page.locator(".st-key-header")).to_be_visible()
        page.wait_for_load_state("networkidle")

    assert violations == []
    assert [url for url in outside if not url.startswith("ws://")] == []
