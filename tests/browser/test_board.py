"""The board of complaints by mouse, by keyboard and by thumb; and two people who work on it at the same time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import select

from care import complaints, customers
from care.complaints import Move, NewComplaint
from core import i18n
from core.i18n import _
from db import session as database
from db.models import Complaint, ComplaintCategory, ComplaintKind, ComplaintState, Customer, Medium, Role
from tests.browser.steps import PASSWORD, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser

FIELD = "[data-testid=stWidgetLabel]"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """王芳's and 李强's complaints wait to be accepted by 何敏 or her colleague 郑浩."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
            he = a_person("he", "何敏", Role.SERVICE, password=PASSWORD)
            a_person("zheng", "郑浩", Role.SERVICE, password=PASSWORD)
            for name in ("王芳", "李强"):
                with database.transaction() as session:
                    customer = customers.create_customer(session, lin, details={"name": name})
                    new = NewComplaint(
                        ComplaintKind.COMPLAINT,
                        Medium.PHONE,
                        ComplaintCategory.QUALITY,
                        "包装破损",
                        customer.id,
                        remedy_requested="换货",
                    )
                    complaints.register(session, he, complaint=new)
        yield opened


def test_a_dropped_card_asks_for_what_its_gate_requires_and_moves_when_that_is_answered(
    browser: Browser, server: Server
):
    page = _board(browser, server, "he")
    _drag(page, _card(page, "王芳"), _lane(page, "in_hand"))

    drawer = page.get_by_role("dialog")
    expect(drawer.locator(FIELD)).to_have_text(_fields_of(Move.ACCEPT))
    expect(_lane(page, "to_accept")).to_contain_text("王芳")

    drawer.get_by_role("textbox", name=_said("How the customer was told that we have it in hand")).fill("电话告知")
    drawer.locator("[data-testid=stFormSubmitButton] button").click()
    expect(drawer).to_have_count(0)
    expect(_lane(page, "in_hand")).to_contain_text("王芳")
    assert _state(server, "王芳") is ComplaintState.ACCEPTED


def test_where_a_card_may_not_go_nothing_happens_and_that_is_said(browser: Browser, server: Server):
    page = _board(browser, server, "he")

    _drag(page, _card(page, "王芳"), _lane(page, "to_confirm"))

    said = _said("{title} cannot go there.").format(title="王芳")
    expect(page.locator("[role=status]", has_text=said)).to_have_count(1)
    expect(page.locator(".card[aria-busy]")).to_have_count(0)


def test_the_keyboard_goes_from_card_to_card_and_moves_one_by_its_menu(browser: Browser, server: Server):
    page = _board(browser, server, "he")
    _card(page, "王芳").locator("a").focus()

    page.keyboard.press("ArrowDown")
    expect(_card(page, "李强").locator("a")).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(_card(page, "李强").locator("a")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").locator(FIELD)).to_have_text(_fields_of(Move.ACCEPT))
    expect(page.get_by_role("dialog")).to_contain_text(_number(server, "李强"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(_card(page, "李强").locator("a")).to_be_focused()


def test_a_colleagues_move_shows_up_by_itself_and_takes_nothing_that_was_typed(browser: Browser, server: Server):
    first, second = _board(browser, server, "he"), _board(browser, server, "zheng")
    _card(second, "李强").get_by_role("button").click()
    second.get_by_role("menuitem").first.click()
    typed = second.get_by_role("dialog").get_by_role(
        "textbox", name=_said("How the customer was told that we have it in hand")
    )
    typed.fill("半句")

    _card(first, "王芳").get_by_role("button").click()
    first.get_by_role("menuitem").first.click()
    drawer = first.get_by_role("dialog")
    drawer.get_by_role("textbox", name=_said("How the customer was told that we have it in hand")).fill("电话告知")
    drawer.locator("[data-testid=stFormSubmitButton] button").click()
    expect(drawer).to_have_count(0)

    expect(_lane(second, "in_hand")).to_contain_text("王芳", timeout=15_000)
    expect(typed).to_have_value("半句")


def test_a_phone_shows_one_column_at_a_time_and_moves_a_card_by_thumb(browser: Browser, server: Server):
    page = _board(browser, server, "he", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator(".lane:visible")).to_have_count(1)
    page.locator(".tab", has_text=_said("In hand")).tap()
    expect(_card(page, "王芳")).to_be_hidden()
    page.locator(".tab", has_text=_said("To be accepted")).tap()
    _card(page, "王芳").get_by_role("button").tap()
    page.get_by_role("menuitem").first.tap()

    expect(page.get_by_role("dialog").locator(FIELD)).to_have_text(_fields_of(Move.ACCEPT))


def _board(browser: Browser, server: Server, username: str, **device: object) -> Page:
    page = browser.new_context(locale="zh-CN", **device).new_page()  # type: ignore[arg-type]
    sign_in(page, server.url, username, path="/complaints")
    expect(page.locator(".lane:visible .card").first).to_be_visible(timeout=20_000)
    return page


def _card(page: Page, customer: str) -> Locator:
    return page.locator(".card", has_text=customer)


def _lane(page: Page, code: str) -> Locator:
    return page.locator(f".lane[data-code={code}]")


def _drag(page: Page, card: Locator, lane: Locator) -> None:
    start, end = card.bounding_box(), lane.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(end["x"] + 80, end["y"] + 150, steps=6)
    page.mouse.up()


def _fields_of(move: Move) -> list[str]:
    """Every field of the gate by its Chinese name: what it needs first, what may stay empty folded away below."""
    asks = sorted(complaints.rule_of(move).asks, key=lambda ask: not ask.is_required)
    return [_said(ask.label) for ask in asks]


def _said(sentence: str) -> str:
    i18n.use("zh_CN")
    try:
        return _(sentence)
    finally:
        i18n.use("en")


def _state(server: Server, customer: str) -> ComplaintState:
    return _stored(server, customer)[0]


def _number(server: Server, customer: str) -> str:
    return _stored(server, customer)[1]


def _stored(server: Server, customer: str) -> tuple[ComplaintState, str]:
    query = select(Complaint.state, Complaint.number).join(Customer).where(Customer.name == customer)
    with server.world(), database.reading() as session:
        state, number = session.exec(query).one()
        return ComplaintState(state), number
