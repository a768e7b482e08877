"""The customer's side on a phone, in both languages: no account, no cookie, no script; and the handler's side of it."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from care import surveys
from db import session as database
from db.models import Answer, ComplaintState, Invitation, InvitationPurpose, Role
from tests.browser import steps
from tests.conftest import a_person
from tests.server import running_server
from tests.surveys.conftest import a_complaint as a_complaint  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("survey")) as running:
        with running.world():
            a_person("hemin", "何敏", Role.SERVICE, password=steps.PASSWORD)
        yield running


@pytest.fixture
def phone(browser):
    """A customer's phone: opens it in a language, without scripts."""
    contexts = []

    def take(locale, **more):
        context = browser.new_context(
            locale=locale, viewport={"width": 390, "height": 780}, java_script_enabled=False, has_touch=True, **more
        )
        contexts.append(context)
        return context.new_page()

    yield take
    for context in contexts:
        context.close()


@pytest.fixture
def complaint(server, request):
    """A complaint of the server, handled by somebody of its own."""
    make = request.getfixturevalue("a_complaint")

    def one(state):
        with server.world():
            with database.reading() as session:
                n = len(session.exec(select(Invitation)).all())
            handler = a_person(f"handler{state.value}{n}", "处理人", Role.SERVICE, password=steps.PASSWORD)
            return handler, make(state, handler=handler, number=f"TS-202603-{state.value[:1]}{n:03d}")

    return one


def link(server, handler, row, purpose):
    with server.world(), database.transaction() as session:
        return server.url + surveys.invite(session, handler, row.id, purpose=purpose).path


def last_answer(server):
    with server.world(), database.reading() as session:
        return session.exec(select(Answer)).all()[-1]


def test_a_customer_answers_on_a_phone_in_chinese(server, phone, complaint):
    handler, row = complaint(ComplaintState.CLOSED)
    page, outside = phone("zh-CN"), []
    page.on("request", lambda request: outside.append(request.url))
    address = link(server, handler, row, HANDLING)

    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("我们处理得怎么样？")
    page.get_by_text("否，还没有解决").tap()
    page.get_by_role("radio", name="不满意", exact=True).check()
    page.get_by_label("还有什么想告诉我们的").fill("修了两次还是坏的 <b>")
    page.get_by_role("button", name="提交").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您")
    expect(page.get_by_text("负责人会跟进处理")).to_be_visible()
    answer = last_answer(server)
    assert (answer.is_solved, answer.score, answer.comment) == (False, 2, "修了两次还是坏的 <b>")
    assert page.context.cookies() == []
    assert all(url.startswith(server.url + "/s/") for url in outside)
    page.goto(address)
    expect(page.get_by_text("我们已经收到您的回答")).to_be_visible()


def test_a_customer_answers_in_english_by_keyboard_and_may_switch_the_language(server, phone, complaint):
    handler, row = complaint(ComplaintState.PROPOSED)
    page = phone("zh-CN")

    page.goto(link(server, handler, row, CONFIRMATION))
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it solved?")
    page.get_by_role("radio", name="Yes, it is solved").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    answer = last_answer(server)
    assert (answer.is_solved, answer.score) == (True, None)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark")])
def test_everything_fits_and_can_be_hit_with_a_thumb(server, browser, complaint, width, scheme):
    handler, row = complaint(ComplaintState.CLOSED)
    context = browser.new_context(locale="en", viewport={"width": width, "height": 700}, color_scheme=scheme)
    page, violations = context.new_page(), []
    page.on("console", lambda message: violations.append(message.text))

    page.goto(link(server, handler, row, HANDLING))

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.locator("label.choice, button").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) == 8
    assert min(heights) >= 44
    assert not violations
    context.close()


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(server, phone, complaint):
    handler, row = complaint(ComplaintState.CLOSED)
    page = phone("en")
    page.goto(link(server, handler, row, HANDLING))

    page.get_by_label("What else should we know?").fill("two\nlines")
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("How did we do?")  # the browser asks first
    page.get_by_text("Yes, it is solved").tap()
    page.get_by_role("radio", name="Satisfied", exact=True).check()
    expect(page.get_by_label("What else should we know?")).to_have_value("two\nlines")
    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_the_handler_makes_a_link_with_its_code_and_sees_what_comes_back(server, browser, phone, complaint):
    handler, row = complaint(ComplaintState.PROPOSED)
    context = browser.new_context(locale="zh-CN")
    page, violations = context.new_page(), []
    page.on("console", lambda m: violations.append(m.text) if "Content Security Policy" in m.text else 0)
    steps.sign_in(page, server.url, handler.username, path=f"/complaint?complaint={row.id}")

    page.get_by_role("button", name="生成链接").click()
    address = page.locator("[data-testid=stCode]").inner_text().strip()
    drawn = page.locator("[data-testid=stImage] img")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("image => image.naturalWidth") > 50
    customer = phone("zh-CN")
    customer.goto(server.url + address[address.index("/s/") :])
    customer.get_by_text("是，已解决").tap()
    customer.get_by_role("button", name="提交").tap()
    expect(customer.get_by_role("heading", level=1)).to_have_text("谢谢您")

    page.reload()
    expect(page.get_by_text("客户确认已解决")).to_be_visible(timeout=15_000)
    assert not violations
    context.close()
