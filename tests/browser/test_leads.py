"""A lead on its way: called in time and made a customer; and one that nobody calls, told upward."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import select

from auth.actor import SYSTEM
from care import leads
from care.leads import NewLead
from core import clock, i18n
from core.i18n import _
from db import session as database
from db.models import ClockVerdict, Customer, Lead, LeadStage, Role
from tests.browser.steps import PASSWORD, button, fill, look, pick, press, sign_in
from tests.conftest import a_person
from tests.server import Server, running_server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """林静 sells, 周凯 is her manager. 李强 came yesterday evening, and nobody has called him for twenty hours."""
    with running_server(tmp_path / "data") as opened:
        with opened.world():
            a_person("zhou", "周凯", Role.MANAGER, "一队", password=PASSWORD)
            lin = a_person("lin", "林静", Role.SALES, "一队", password=PASSWORD)
            with database.transaction() as session:
                came = clock.now() - timedelta(hours=20)
                new = NewLead("李强", phone="13900001111", need="两百份礼盒", received_at=came)
                leads.register(session, SYSTEM, lead=new, owner_id=lin.id)
        yield opened


def test_a_lead_is_registered_called_in_time_qualified_and_becomes_a_customer(browser: Browser, server: Server):
    page = _open(browser, server, "lin", "/new-lead")
    fill(page, _said("Phone"), "138 0013 8000")
    fill(page, _said("Name"), "王芳")
    page.locator("[data-testid=stFormSubmitButton] button").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("138****8000", timeout=15_000)
    look(page, "lead_registered")

    press(drawer, _said("Log a contact"))
    fill(drawer, _said("What was said"), "想要报价")
    _save(drawer)
    expect(drawer).to_contain_text(_said("Contacted"))
    press(drawer, _said("Qualify"))
    fill(drawer, _said("What they need"), "五百件，六月前")
    _save(drawer)
    expect(drawer).to_contain_text(_said("Qualified"))
    press(drawer, _said("Make a customer of it"))
    expect(button(drawer, _said("Back"))).to_be_visible()  # both buttons bear the same word
    press(drawer, _said("Make a customer"))

    expect(drawer).to_contain_text(_said("Became a customer"), timeout=15_000)
    look(page, "lead_converted")
    with server.world(), database.reading() as session:
        lead = session.exec(select(Lead).where(Lead.name == "王芳")).one()
        customer = session.exec(select(Customer)).one()
        assert (lead.stage, lead.verdict, lead.customer_id) == (
            LeadStage.CONVERTED, ClockVerdict.MET, customer.id,
        )  # fmt: skip
    drawer.get_by_role("link", name=customer.number).click()
    expect(page.locator("[data-testid=stMain]")).to_contain_text(lead.number, timeout=15_000)


def test_a_lead_nobody_calls_is_warned_of_and_then_told_to_the_manager(browser: Browser, server: Server):
    with server.world(), database.transaction() as session:
        assert leads.escalate_due(session) == 1
    page = _open(browser, server, "lin", "/leads")
    expect(page.locator(".st-key-header-bell")).to_contain_text("2")

    with server.world(), database.transaction() as session, clock.replay(clock.now() + timedelta(hours=5)):
        assert leads.escalate_due(session) == 1

    manager = _open(browser, server, "zhou", "/notices")
    expect(manager.locator("[data-testid=stMain]")).to_contain_text("超时未跟进")
    look(manager, "lead_escalated")


def test_a_card_is_dropped_on_contacted_and_asks_for_the_contact(browser: Browser, server: Server):
    page = _open(browser, server, "lin", "/leads")
    card, lane = page.locator(".card", has_text="李强"), page.locator(".lane[data-code=contacted]")
    expect(card).to_be_visible(timeout=20_000)
    start, end = card.bounding_box(), lane.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(end["x"] + 80, end["y"] + 150, steps=6)
    page.mouse.up()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(_said("Log a contact"), timeout=15_000)
    pick(drawer, _said("Did it work?"), _said("No answer"))
    _save(drawer)

    expect(drawer).to_contain_text(_said("New lead"))
    with server.world(), database.reading() as session:
        lead = session.exec(select(Lead)).one()
        assert (lead.stage, lead.verdict) == (LeadStage.NEW, None)


def _save(drawer: Locator) -> None:
    drawer.locator("[data-testid=stFormSubmitButton] button").click()
    expect(drawer.locator("[data-testid=stFormSubmitButton]")).to_have_count(0, timeout=15_000)


def _open(browser: Browser, server: Server, username: str, path: str) -> Page:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    sign_in(page, server.url, username, path=path)
    return page


def _said(english: str) -> str:
    """As the screen says it, in Chinese."""
    i18n.use("zh_CN")
    try:
        return _(english)
    finally:
        i18n.use("en")
