"""One serious complaint through its whole loop, as three colleagues and their customer see it: in Chinese, twice round.

林静 hears it, 何敏 handles it, 周凯 decides on it; 王芳 answers on her phone. What they see is what is asserted.
With GUANJIA_SCREENSHOTS=<folder> every stage is photographed as well.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from care import customers
from care.customers import NewContact
from db import session as database
from db.models import ChannelType, Role
from tests.browser.steps import PASSWORD, button, choose, fill, is_at_rest, look, pick, press, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
WHAT_SHE_SAID = "新买的热水壶第二天就漏水，差点烫到孩子的手"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """王芳 is 林静's customer; 林静 is in 周凯's team."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            a_person("chen", "陈建国", Role.OWNER, password=PASSWORD)
            a_person("zhou", "周凯", Role.MANAGER, "一队", password=PASSWORD)
            lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
            a_person("he", "何敏", Role.SERVICE, password=PASSWORD)
            with database.transaction() as session:
                reach = NewContact(channels={ChannelType.MOBILE: "13812345678"})
                customers.create_customer(session, lin, details={"name": "王芳"}, contacts=(reach,))
        yield opened


@dataclass(frozen=True)
class Firm:
    """The three at their desks, and where the customer's phone finds the firm."""

    browser: Browser
    url: str
    lin: Page
    he: Page
    zhou: Page


@pytest.fixture
def firm(browser: Browser, server: Server) -> Iterator[Firm]:
    desks = [browser.new_context(locale="zh-CN", viewport=DESK) for _desk in range(3)]  # type: ignore[arg-type]
    for desk in desks:
        desk.set_default_timeout(15_000)
    lin, he, zhou = (desk.new_page() for desk in desks)
    for page, username, path in ((lin, "lin", "/customers"), (he, "he", "/complaints"), (zhou, "zhou", "/")):
        sign_in(page, server.url, username, path=path)
    yield Firm(browser, server.url, lin, he, zhou)
    for desk in desks:
        desk.close()


def test_a_serious_complaint_goes_round_its_loop_until_the_customer_is_content(firm: Firm):
    number = _is_registered(firm.lin)
    _is_accepted(firm.he, number)
    _is_spoken_with_and_waited_for(firm.he)
    _is_understood(firm.he)
    _is_proposed(firm.he, "三天内寄出新壶")
    _customer_says(firm, _link_for(firm.he, "confirmation"), "是，已解决", "非常满意")
    _is_closed_by_another(firm.he, firm.zhou, number)

    firm.he.reload()
    _customer_says(firm, _link_for(firm.he, "handling"), "否，还没有解决", "不满意")
    _is_reopened(firm.zhou, number)
    firm.he.reload()
    _is_proposed(firm.he, "退款，并送一张优惠券")
    _customer_says(firm, _link_for(firm.he, "confirmation"), "是，已解决", "满意")
    _is_closed_by_another(firm.he, firm.zhou, number)
    _is_corrected(firm.he, firm.zhou)
    _is_counted(firm.lin, firm.zhou, number)


def _is_registered(lin: Page) -> str:
    """From her customer's profile."""
    lin.get_by_text("王芳").first.click()
    lin.locator(".st-key-customer-actions").get_by_role("link", name="建投诉").click()
    pick(lin, "投诉类别", "产品质量")
    fill(lin, "客户怎么说？", WHAT_SHE_SAID)
    fill(lin, "客户希望怎么处理？", "换一个新的")
    look(lin, "01-registering")
    press(lin, "登记")
    saved = lin.locator(".st-key-intake-saved")
    expect(saved).to_contain_text(re.compile(r"已登记：TS-\d{6}-0001"))
    look(lin, "02-registered")
    found = re.search(r"TS-\d{6}-\d{4}", saved.inner_text())
    assert found
    return found.group()


def _is_accepted(he: Page, number: str) -> None:
    """It shows up on her board by itself, and the bell says so."""
    card = he.locator(".lane[data-code=to_accept] .card", has_text="王芳")
    expect(card).to_be_visible(timeout=15_000)
    look(he, "03-board")
    card.locator("a").click()
    drawer = he.get_by_role("dialog")
    press(drawer, "受理")
    pick(drawer, "严重程度", "严重")
    fill(drawer, "如何告知客户已受理", "电话告知")
    look(he, "04-accepting")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(he.locator(".lane[data-code=in_hand] .card", has_text="王芳")).to_contain_text("何敏")
    _is_told(he, f"投诉 {number} 待受理")
    expect(_strip(he)).to_contain_text("已受理")


def _is_told(page: Page, words: str) -> None:
    """Whose press in the first moments after a reload comes to nothing, as happens now and then, presses again."""
    page.reload()
    is_at_rest(page)
    line = page.locator(".st-key-bell-lines a", has_text=words).first
    for _press in range(3):
        page.locator(".st-key-header-bell button").click()
        with suppress(TimeoutError):
            line.wait_for(timeout=7_000)
            break
    expect(line).to_be_visible()
    look(page, f"bell-{words[-6:]}")
    line.click()
    expect(page.locator(".st-key-bell-lines")).to_have_count(0)


def _is_spoken_with_and_waited_for(he: Page) -> None:
    """The first response stops by a contact; waiting for the customer pauses; her call goes on by itself."""
    drawer = he.get_by_role("dialog")
    press(he, "记录首次联系")
    fill(drawer, "沟通内容", "核对了购买日期，请她拍照")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(he)).to_contain_text("调查处理中")

    press(he, "转为等客户")
    fill(drawer, "需要客户提供什么", "漏水部位的照片")
    look(he, "06-waiting")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(he)).to_contain_text("等待客户")
    expect(he.locator(".st-key-complaint-clocks")).to_contain_text("已暂停")
    look(he, "07-waits")

    press(he, "记联系")
    fill(drawer, "沟通内容", "照片已收到，壶底接缝渗水")
    drawer.get_by_text("客户主动联系").click()
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(he)).to_contain_text("调查处理中")


def _is_understood(he: Page) -> None:
    """A serious complaint is not answered before its root and what is done about it are known."""
    expect(he.locator(".st-key-next-step")).to_contain_text("根本原因")
    dialog = he.get_by_role("dialog")
    press(he, "记录原因")
    choose(dialog, "原因类别", "原材料供应商")
    choose(dialog, "为什么会流到客户手里？", "检验缺失")
    for place, why in enumerate(("壶底接缝渗水", "密封圈偏薄", "供应商换了料没有通知")):
        fill(dialog, f"为什么？（{place + 1}）", why)
    look(he, "08-cause")
    press(dialog, "保存")
    expect(dialog).to_have_count(0)

    press(he, "制定措施")
    fill(dialog, "要做什么？", "来料加检密封圈厚度")
    choose(dialog, "负责人", "何敏")
    look(he, "09-action")
    press(dialog, "制定措施")
    expect(dialog).to_have_count(0)
    expect(he.locator(".st-key-cause-section")).to_contain_text("原材料供应商")
    expect(he.locator(".st-key-cause-section")).to_contain_text("来料加检密封圈厚度")


def _is_proposed(he: Page, remedy: str) -> None:
    drawer = he.get_by_role("dialog")
    press(he, "答复方案")
    fill(drawer, "查明的事实", "密封圈不合格")
    pick(drawer, "认定结果", "成立")
    pick(drawer, "处理方式", "换货")
    fill(drawer, "给客户的具体方案", remedy)
    fill(drawer, "告知客户的内容", f"{remedy}，并致歉")
    look(he, "10-proposing")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(he)).to_contain_text("已答复方案")


def _strip(page: Page) -> Locator:
    return page.locator(".st-key-page-strip")


def _link_for(page: Page, question: str) -> str:
    """No domain is set: the address of the panel itself leads there."""
    page.locator(f".st-key-survey-{question}").get_by_text("生成链接", exact=True).click()
    address = page.locator("[data-testid=stCode]")
    expect(address).to_contain_text("/s/")
    look(page, f"12-link-{question}")
    return address.inner_text().strip()


def _customer_says(firm: Firm, address: str, solved: str, score: str) -> None:
    """On a phone that knows nothing of us: no account, no cookie."""
    assert address.startswith(firm.url)
    phone = firm.browser.new_context(locale="zh-CN", viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = phone.new_page()
    page.goto(address)
    expect(page.locator("body")).not_to_contain_text("王芳")
    page.get_by_text(solved).tap()
    page.get_by_role("radio", name=score, exact=True).check()
    look(page, f"13-phone-{score}")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="提交").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您")
    assert phone.cookies() == []
    look(page, f"14-thanks-{score}")
    phone.close()


def _is_closed_by_another(he: Page, zhou: Page, number: str) -> None:
    """Four eyes: whoever handled it has no such button."""
    he.reload()
    expect(he.locator(".st-key-survey-confirmation")).to_contain_text("是，已解决")
    expect(he.locator(".st-key-page-ways")).to_be_visible()
    expect(button(he, "关闭")).to_have_count(0)
    expect(he.locator(".st-key-next-step")).to_contain_text("严重投诉须由有审批权且非处理人的同事关闭")
    look(he, "15-four-eyes")

    _is_told(zhou, f"投诉 {number} 的客户已回复")
    drawer = zhou.get_by_role("dialog")
    press(zhou, "关闭")
    look(zhou, "16-closing")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(zhou)).to_contain_text("已关闭")
    look(zhou, "17-closed")


def _is_reopened(zhou: Page, number: str) -> None:
    """Poor marks are the manager's: a task, and the proposal to take it up again, which does the task."""
    zhou.locator("[data-testid=stSidebar]").get_by_role("link", name="今日").click()
    zhou.locator(".st-key-today-title").get_by_role("link", name="任务").click()
    main, drawer = zhou.locator("[data-testid=stMain]"), zhou.get_by_role("dialog")
    main.get_by_text("主管复核投诉").click()
    drawer.get_by_role("link", name=number).click()
    expect(main.get_by_text("客户不满意，请了解情况，必要时重新处理。")).to_be_visible()
    look(zhou, "21-poor-marks")
    press(zhou, "重新处理")
    fill(drawer, "重新处理的原因", "客户说新壶还是漏")
    press(drawer, "保存")
    expect(drawer).to_have_count(0)
    expect(_strip(zhou)).to_contain_text("调查处理中")
    expect(_strip(zhou)).to_contain_text("重新处理 1 次")
    expect(main.locator("p", has_text="主管复核投诉").filter(has_text="客户说新壶还是漏")).to_be_visible()
    look(zhou, "22-reopened")


def _is_corrected(he: Page, zhou: Page) -> None:
    """Whoever carries the action out reports it; another one says whether it helped."""
    deed, dialog = he.get_by_text("来料加检密封圈厚度"), he.get_by_role("dialog")
    he.locator("[data-testid=stSidebar]").get_by_role("link", name="投诉").click()
    he.get_by_role("link", name="纠正措施").click()
    deed.click()
    press(dialog, "开始实施")
    expect(dialog).to_have_count(0)
    deed.click()
    fill(dialog, "做了什么？", "每批抽检二十个，不合格退回")
    look(he, "23-reporting")
    press(dialog, "上报完成")
    expect(dialog).to_have_count(0)
    expect(he.locator("[data-testid=stMain]")).to_contain_text("待验证")
    deed.click()
    expect(dialog).to_contain_text("每批抽检二十个")
    expect(button(dialog, "有效")).to_have_count(0)

    _is_told(zhou, "新任务：验证纠正措施")
    section, dialog = zhou.locator(".st-key-cause-section"), zhou.get_by_role("dialog")
    dialog.get_by_role("link").click()
    section.get_by_text("来料加检密封圈厚度").click()
    fill(dialog, "如何验证的，结果怎样？", "抽查三批，全部合格")
    look(zhou, "25-verifying")
    press(dialog, "有效")
    expect(dialog).to_have_count(0)
    expect(section).to_contain_text("✓ 有效")
    look(zhou, "25-effective")


def _is_counted(lin: Page, zhou: Page, number: str) -> None:
    """In the customer's story, among the causes, and in the numbers."""
    lin.locator("[data-testid=stSidebar]").get_by_role("link", name="客户").click()
    lin.get_by_text("王芳").first.click()
    told = lin.locator("[data-testid=stMain] p", has_text=number)
    expect(told.filter(has_text="产品质量").filter(has_text="已关闭")).to_have_count(1)
    look(lin, "26-story")

    zhou.locator("[data-testid=stSidebar]").get_by_role("link", name="投诉").click()
    zhou.get_by_role("link", name="原因分析").click()
    bar = zhou.locator(".st-key-pareto-table")
    expect(bar).to_contain_text("原材料供应商")
    expect(bar).to_contain_text("100%")
    look(zhou, "27-causes")

    zhou.locator("[data-testid=stSidebar]").get_by_role("link", name="数据").click()
    for title in ("投诉成立率", "投诉重开率"):
        counted = zhou.locator("article", has_text=title).first.locator(".value")
        expect(counted).to_have_text("1/1")
        counted.scroll_into_view_if_needed()
    look(zhou, "28-numbers")
