"""The calendar of revisits by mouse, by keyboard, in a narrow window and in both languages; a feed switched on."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from sqlmodel import select

from auth import accounts
from auth.actor import Actor, actor_of
from care import feeds, revisits, worktime
from core import clock, i18n
from core.i18n import _
from db import session as database
from db.models import Customer, Revisit, Role, User
from tests.browser.steps import PASSWORD, button, look, pick, press, sign_in
from tests.conftest import a_person
from tests.revisits.visit_rows import a_visit
from tests.server import Server, running_server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """林静 visits 王芳 about the tenth of next month, and should have visited 李强 three days ago."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
            a_visit(_customer("王芳", lin), _tenth())
            a_visit(_customer("李强", lin), clock.today() - timedelta(days=3))
        yield opened


def _customer(name: str, owner: Actor) -> Customer:
    with database.transaction() as session:
        row = Customer(number=f"KH-{name}", name=name, name_key=name, address="杭州市湖滨路 73 号",
                       owner_id=owner.id, team_id=owner.team_id)  # fmt: skip
        session.add(row)
        session.flush()
        return row


def _tenth() -> date:
    """The first working day from the tenth of next month on: whole weeks lie around it on one sheet."""
    next_month = clock.today().replace(day=28) + timedelta(days=7)
    return _worked(next_month.replace(day=10), 0)


def _worked(day: date, days: int) -> date:
    with database.reading() as session:
        return worktime.calendar_in_force(session).day_after(day, days)


def _day_after(server: Server) -> date:
    with server.world():
        return _worked(_tenth(), 1)


def _planned(server: Server, name: str) -> date:
    with server.world(), database.reading() as session:
        found = select(Revisit).join(Customer).where(Customer.name == name)
        return session.exec(found).one().planned_on


def test_a_dragged_visit_asks_why_and_moves_when_that_is_answered(browser: Browser, server: Server):
    page, target = _calendar(browser, server), _day_after(server)

    _drag(page, "王芳", target)
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("王芳")
    look(page, "calendar_drag_asks")
    pick(drawer, "原因", "客户要求")
    press(drawer, "改期")

    expect(drawer).to_have_count(0)
    expect(_day(page, target)).to_contain_text("王芳")
    assert _planned(server, "王芳") == target


def test_a_drag_that_is_given_up_snaps_back(browser: Browser, server: Server):
    page, before, target = _calendar(browser, server), _planned(server, "王芳"), _day_after(server)
    _drag(page, "王芳", target)
    expect(page.get_by_role("dialog")).to_contain_text("王芳")

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(_day(page, before)).to_contain_text("王芳")
    expect(_day(page, target)).not_to_contain_text("王芳")
    assert _planned(server, "王芳") == before


def test_a_drag_onto_a_day_off_snaps_back_with_the_sentence(browser: Browser, server: Server):
    page, before = _calendar(browser, server), _planned(server, "王芳")
    sunday = before + timedelta(days=6 - before.weekday())

    _drag(page, "王芳", sunday)

    said = _said("We are closed on this day. The next working day is {day}.")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text(said.split("{")[0])
    expect(_day(page, before)).to_contain_text("王芳")
    expect(_day(page, sunday)).not_to_contain_text("王芳")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert _planned(server, "王芳") == before
    look(page, "calendar_refused")


def test_a_visit_that_a_colleague_ended_meanwhile_goes_back_and_says_by_whom(browser: Browser, server: Server):
    page, target = _calendar(browser, server), _day_after(server)
    with server.world():
        he = a_person("he", "何敏", Role.SERVICE)
        with database.transaction() as session:
            visit_id = int(_visit(page, "王芳").get_attribute("data-visit") or "0")
            revisits.skip(session, he, visit_id, reason="展会上见过")

    _drag(page, "王芳", target)

    expect(page.locator("[data-testid=stAlert]")).to_contain_text("何敏")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(_day(page, target)).not_to_contain_text("王芳")


def test_a_calendar_left_open_overnight_marks_the_new_day(browser: Browser, server: Server):
    page, nights = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 1000}).new_page(), [0]
    with server.world():
        today = clock.today()
    tomorrow = today + timedelta(days=1)

    def through(socket: WebSocketRoute) -> None:
        """The server's words, after a night as they would be on the day that follows."""
        said, later = (f'"today": "{day}"'.encode() for day in (today, tomorrow))
        socket.connect_to_server().on_message(
            lambda told: socket.send(told.replace(said, later) if nights[0] and isinstance(told, bytes) else told)
        )

    page.route_web_socket(re.compile("_stcore/stream"), through)
    sign_in(page, server.url, "lin", path="/revisits")
    marked = page.locator("td.fc-day-today")
    expect(marked).to_have_attribute("data-date", str(today), timeout=20_000)

    nights[0] += 1
    for _month in range(3):  # a browser keeps the words of the last two pages, and these were said the day before
        page.locator(".fc-next-button").click()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.locator(".fc-today-button").click()

    expect(marked).to_have_attribute("data-date", str(tomorrow))


def test_a_visit_that_may_be_moved_names_its_key(browser: Browser, server: Server):
    expect(_visit(_calendar(browser, server), "王芳")).to_have_attribute("aria-keyshortcuts", "M")


def test_the_keyboard_reaches_a_visit_opens_it_and_asks_for_another_day(browser: Browser, server: Server):
    page = _calendar(browser, server)
    drawer = page.get_by_role("dialog")
    _visit(page, "王芳").focus()

    page.keyboard.press("m")
    expect(drawer).to_contain_text(_said("New day"))
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    _visit(page, "王芳").focus()
    page.keyboard.press("Enter")

    expect(drawer.locator(".st-key-visit-move")).to_be_visible()
    look(page, "calendar_drawer")


def test_a_phone_shows_a_list_with_the_overdue_first_and_no_grid(browser: Browser, server: Server):
    page = browser.new_context(
        locale="zh-CN", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    ).new_page()
    sign_in(page, server.url, "lin", path="/revisits")

    expect(page.get_by_text("逾期 3 天")).to_be_visible(timeout=20_000)
    expect(page.locator(".fc")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    words = page.locator(".stMain").inner_text()
    assert words.index("李强") < words.index("王芳")
    look(page, "calendar_phone")
    page.locator("[class*=st-key-open-] button:visible").first.tap()
    expect(page.get_by_role("dialog")).to_contain_text("李强")
    look(page, "calendar_phone_drawer")


def test_a_window_that_becomes_narrow_changes_to_the_list_and_back(browser: Browser, server: Server):
    page = _calendar(browser, server)

    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".st-key-agenda-heading")).to_be_visible()
    expect(page.locator(".fc")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})

    expect(_visit(page, "王芳")).to_be_visible()


@pytest.mark.parametrize(("language", "today"), [("zh_CN", "今日"), ("en", "Today")])
def test_the_calendar_speaks_both_languages(browser: Browser, server: Server, language: str, today: str):
    with server.world(), database.transaction() as session:
        lin = session.exec(select(User).where(User.username == "lin")).one()
        accounts.choose_language(session, actor_of(lin), language=language)
    page = _calendar(browser, server)

    expect(page.locator(".fc-today-button")).to_have_text(today)
    month = _month_in(server, language)
    expect(page.locator(".fc-toolbar-title")).to_have_text(month)
    look(page, f"calendar_{language}")


def _month_in(server: Server, language: str) -> str:
    """As people write the month that is shown."""
    with server.world():
        day = _tenth()
    return f"{day.year}年{day.month}月" if language == "zh_CN" else f"{day:%B} {day.year}"


def test_nothing_comes_from_elsewhere_and_the_large_script_comes_once(browser: Browser, server: Server):
    asked: list[str] = []
    page = browser.new_context(locale="zh-CN").new_page()
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, server.url, "lin", path="/revisits")
    page.locator(".fc-next-button").click(timeout=20_000)
    expect(_visit(page, "王芳")).to_be_visible()

    assert not [url for url in asked if not url.startswith((server.url, "blob:", "data:"))]
    assert len([url for url in asked if "/art/" in url]) == 2


def test_a_calendar_link_is_made_shown_once_and_switched_off(browser: Browser, server: Server):
    page = browser.new_context(locale="zh-CN").new_page()
    sign_in(page, server.url, "lin", path="/account")
    button(page, "生成链接").click()
    link = page.locator("[data-testid=stCode]")
    expect(link).to_contain_text(f"{server.url}/calendar/")
    expect(page.get_by_role("link", name="订阅")).to_have_attribute("href", re.compile("^webcal://"))
    look(page, "calendar_feed")

    button(page, "停用").click()

    expect(link).to_have_count(0)
    with server.world(), database.reading() as session:
        lin = session.exec(select(User).where(User.username == "lin")).one()
        assert feeds.standing(session, actor_of(lin)) is None


def _calendar(browser: Browser, server: Server) -> Page:
    """林静's, turned to the month in which 王芳 is visited."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 1000}).new_page()
    sign_in(page, server.url, "lin", path="/revisits")
    page.locator(".fc-next-button").click(timeout=20_000)
    expect(_visit(page, "王芳")).to_be_visible(timeout=20_000)
    return page


def _visit(page: Page, name: str) -> Locator:
    return page.locator("a[data-visit]", has_text=name)


def _day(page: Page, day: date) -> Locator:
    return page.locator(f"td[data-date='{day}']")


def _drag(page: Page, name: str, day: date) -> None:
    start, end = _visit(page, name).bounding_box(), _day(page, day).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 30, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 16, steps=3)
    page.mouse.move(end["x"] + 40, end["y"] + 50, steps=8)
    page.mouse.up()


def _said(sentence: str) -> str:
    """In the language of the page."""
    before = i18n.language()
    i18n.use("zh_CN")
    try:
        return _(sentence)
    finally:
        i18n.use(before)
