"""A morning's revisits in Chinese: one at the desk, one on the phone, one that becomes a complaint.

With GUANJIA_SCREENSHOTS=<folder> what is seen is photographed as well.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select, update

from care import customers
from care.customers import NewContact
from core import clock
from db import session as database
from db.models import ChannelType, Complaint, Revisit, Role, VisitState
from tests.browser.steps import PASSWORD, button, fill, look, pick, press, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NAMES = ("王芳", "李雷", "韩梅梅")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Three customers of 林静's, whose visits are due today."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
            lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
            with database.transaction() as session:
                for name in NAMES:
                    reach = NewContact(channels={ChannelType.MOBILE: f"1381234567{NAMES.index(name)}"})
                    customers.create_customer(session, lin, details={"name": name}, contacts=(reach,))
                session.execute(update(Revisit).values(planned_on=clock.today()))
        yield opened


def test_visits_are_made_one_after_the_other_and_the_next_ones_stand(browser: Browser, server: Server):
    with _seated(browser, server, DESK) as desk:
        _is_before_us(desk, "王芳")
        press(desk, "拨打")
        expect(desk.locator("a[href='tel:+8613812345670']")).to_be_visible()
        fill(desk, "沟通内容", "用得很好，月底补货")
        pick(desk, "满意度", "5 非常满意")
        look(desk, "revisit-desk")
        press(desk, "保存，下一个")
        _is_before_us(desk, "李雷")

    with _seated(browser, server, PHONE) as phone:
        _is_before_us(phone, "李雷")
        look(phone, "revisit-phone")
        _fits(phone)
        pick(phone, "联系结果", "无人接听")
        press(phone, "记录未接通，下一个")
        _is_before_us(phone, "韩梅梅")
        fill(phone, "沟通内容", "说水壶又漏了")
        pick(phone, "满意度", "2 不满意")
        press(phone, "保存，下一个")
        expect(button(phone, "登记投诉并完成回访")).to_be_visible()
        look(phone, "revisit-complaint")
        press(phone, "登记投诉并完成回访")
        expect(phone.get_by_text("截至今天的回访都已完成", exact=False)).to_be_visible()

    with server.world(), database.reading() as session:
        made = session.exec(select(Revisit).where(col(Revisit.state) == VisitState.DONE)).all()
        following = session.exec(select(Revisit).where(col(Revisit.state) == VisitState.OPEN)).all()
        (complaint,) = session.exec(select(Complaint)).all()
    assert sorted(visit.satisfaction or 0 for visit in made) == [2, 5]
    assert complaint.id in {visit.complaint_id for visit in made}
    assert len(following) == 3
    assert all(visit.planned_on > clock.today() for visit in following)


class _seated:  # noqa: N801 - reads as a word
    """林静 before the screen of the next visit."""

    def __init__(self, browser: Browser, server: Server, size: dict[str, int]) -> None:
        self._context = browser.new_context(locale="zh-CN", viewport=size)  # type: ignore[arg-type]
        self._context.set_default_timeout(15_000)
        self._server = server

    def __enter__(self) -> Page:
        page = self._context.new_page()
        sign_in(page, self._server.url, "lin", path="/next-revisit")
        return page

    def __exit__(self, *_error: object) -> None:
        self._context.close()


def _is_before_us(page: Page, name: str) -> None:
    expect(page.locator(".st-key-visit-who")).to_contain_text(name)
    expect(page.get_by_text(re.compile("您好，我是林静"))).to_be_visible()


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
