"""A questionnaire on a customer's phone, and what a poor answer becomes at the desk."""

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from care import surveys
from db import session as database
from db.models import Answer, Complaint, ComplaintKind, Customer, Role, Task
from tests.browser import steps
from tests.conftest import a_person
from tests.server import running_server
from tests.surveys.world import invitations, launched, token_of

pytestmark = pytest.mark.browser
WIDTH = 390


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("questionnaire")) as running:
        with running.world():
            a_person("zhoukai", "周凯", Role.MANAGER, "一队", password=steps.PASSWORD)
        yield running


@pytest.fixture
def link(server):
    """The address that a customer of 林静 was given."""

    def make(name):
        with server.world():
            with database.reading() as session:
                n = len(invitations(session))
            owner = a_person(f"owner{n}", "陈建国", Role.OWNER)
            lin = a_person(f"lin{n}", "林静", Role.SALES, "一队")
        with server.world(), database.transaction() as session:
            session.add(Customer(number=f"K{n}", name=name, name_key=name, owner_id=lin.id, team_id=lin.team_id))
            session.flush()
            surveys.ship(session)
            sheet = next(one for one in surveys.questionnaires(session, owner) if one.questions == 7)
            launched(session, owner, sheet=sheet)
            made = surveys.hand_over(session, lin, invitations(session)[-1].id)
            return server.url + surveys.ADDRESS + token_of(made)

    return make


@pytest.fixture
def phone(browser):
    contexts = []

    def take(locale):
        contexts.append(
            browser.new_context(
                locale=locale, viewport={"width": WIDTH, "height": 780}, java_script_enabled=False, has_touch=True
            )
        )
        return contexts[-1].new_page()

    yield take
    for context in contexts:
        context.close()


def newest(server, table):
    with server.world(), database.reading() as session:
        return session.exec(select(table).order_by(col(table.id).desc())).first()


def test_a_poor_answer_on_a_phone_in_chinese_becomes_a_complaint_at_the_desk(server, browser, phone, link):
    page = phone("zh-CN")
    page.goto(link("王芳"))
    expect(page.get_by_role("heading", level=1)).to_have_text("您对我们还满意吗？")
    for side in ("产品质量", "交货", "联系人", "价格"):
        page.get_by_role("group", name=side).get_by_role("radio", name="非常不满意").check()
    page.get_by_role("group", name="推荐").get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("group", name="哪方面").get_by_label("交货更快").check()
    page.wait_for_timeout(1100)  # nobody answers within a second; a program does
    page.get_by_role("button", name="提交").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您")
    answer = newest(server, Answer)
    assert (answer.score, answer.nps, answer.language) == (1, 3, "zh_CN")
    assert newest(server, Task).id == answer.task_id
    page.reload()

    desk = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    screen = desk.new_page()
    steps.sign_in(screen, server.url, "zhoukai", path=f"/results?campaign={answer.campaign_id}")
    screen.get_by_role("tab", name="答卷").click()
    screen.get_by_text("不满意", exact=True).first.click()
    screen.get_by_role("button", name="据此登记投诉").click()

    expect(screen.get_by_text("已登记为")).to_be_visible(timeout=15_000)
    opened = newest(server, Complaint)
    assert opened.kind is ComplaintKind.COMPLAINT
    assert "交货更快" in opened.description
    desk.close()


def test_what_is_missing_is_asked_for_in_english_and_what_was_chosen_stays(server, phone, link):
    page = phone("en")
    page.goto(link("李明"))
    page.get_by_role("link", name="中文").tap()
    page.get_by_role("link", name="English").tap()
    page.get_by_role("group", name="recommend").get_by_role("radio", name="9", exact=True).check()
    page.get_by_role("textbox", name="What should we do better?").fill("two\nlines")

    page.get_by_role("button", name="Send").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("How are we doing?")
    expect(page.get_by_role("textbox", name="What should we do better?")).to_have_value("two\nlines")
    for side in ("quality", "delivery", "service", "price"):
        page.get_by_role("group", name=side).get_by_role("radio", name="I cannot judge").check()
    page.wait_for_timeout(1100)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    answer = newest(server, Answer)
    assert (answer.score, answer.nps, answer.comment) == (None, 9, "two\nlines")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_eleven_numbers_wrap_and_can_be_hit_with_a_thumb(server, browser, link, scheme):
    context = browser.new_context(locale="zh-CN", viewport={"width": WIDTH, "height": 780}, color_scheme=scheme)
    page, violations = context.new_page(), []
    page.on("console", lambda message: violations.append(message.text))

    page.goto(link("张伟"))

    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    sizes = page.locator("label.number").evaluate_all("all => all.map(one => [one.offsetWidth, one.offsetHeight])")
    assert len(sizes) == 11
    assert min(width for width, _height in sizes) >= 44
    assert min(height for _width, height in sizes) >= 44
    assert page.locator(".trap").bounding_box()["width"] <= 1
    assert not violations
    context.close()
