"""The public form as strangers use it: on a phone, without a script, in their language."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from db import session as database
from db.models import Lead, Role
from tests.conftest import a_person
from tests.server import running_server
from tests.webform.conftest import open_it

pytestmark = pytest.mark.browser
READING = 3_500
"""Milliseconds after which somebody may have read the page."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("contact"), GUANJIA_COMPANY="云岭茶业") as running:
        with running.world():
            open_it(a_person("sun", "孙丽", Role.ADMIN))
        yield running


def test_a_number_is_left_with_a_thumb_and_without_a_script(server, browser):
    context = browser.new_context(
        locale="zh-CN", viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{server.url}/contact?via=spring-fair")

    page.get_by_label("您的姓名").fill("王芳")
    page.get_by_label("您的电话").fill("138 1234 5678")
    page.get_by_label("您想了解什么").fill("想谈批发")
    page.get_by_text("就本次咨询与我联系").tap()
    page.get_by_text("接收生日和节日问候").tap()
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="提交").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您")
    with server.world(), database.reading() as session:
        lead = session.exec(select(Lead)).one()
    assert (lead.name, lead.phone, lead.note) == ("王芳", "+8613812345678", "#spring-fair")
    assert '"care"' in lead.consents
    assert '"marketing"' not in lead.consents
    context.close()


@pytest.mark.parametrize(("width", "scheme", "language"), [(320, "light", "zh-CN"), (390, "dark", "en")])
def test_everything_fits_and_can_be_hit_with_a_thumb(server, browser, width, scheme, language):
    context = browser.new_context(locale=language, viewport={"width": width, "height": 700}, color_scheme=scheme)
    page, violations = context.new_page(), []
    page.on("console", lambda message: violations.append(message.text))

    page.goto(f"{server.url}/contact")
    page.locator("summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.locator("label.choice, button, .field input").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) == 10
    assert min(heights) >= 44
    expect(page.locator("#website")).not_to_be_in_viewport()
    assert not violations
    context.close()
