"""The first day of a firm with the product: set-up link, two spreadsheets, a customer found, growth on a chart."""

import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from auth import accounts
from db import session as database
from tests.browser.steps import set_up
from tests.server import ROOT, Server, running_server

pytestmark = pytest.mark.browser

_READ_WITHIN = 180_000
"""Milliseconds for 50,000 rows on a machine that runs other tests beside: how fast it is, the bench says."""
RETAIL = ROOT.parent / "shared" / "data" / "p02_online_retail_first50k.xlsx"
CUSTOMERS = [
    ("客户编号", "客户姓名", "手机号", "邮箱", "来源", "客户等级", "地区"),
    ("K001", "王芳", "13812345678", "wangfang@example.cn", "展会", "A", "浙江"),
    ("K002", "单雄信", "139-1111-2222", "", "转介绍", "B", "山东"),
    ("K003", "欧阳娜娜", "+86 137 0000 9988", "ouyang@example.cn", "官网", "C", "台湾"),
]


def test_from_the_set_up_link_to_growth_on_a_chart(browser: Browser, tmp_path: Path):
    with running_server(tmp_path / "data") as server:
        page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
        set_up(page, server.url, _setup_token(server), name="陈建国", username="chen")

        _import(page, server, "订单", _orders(tmp_path))
        _import(page, server, "客户", _customers(tmp_path))

        _find(page, server, "wf", "王芳")
        _find(page, server, "2222", "单雄信")
        assert _growth_on_the_page(page, server) == _growth_on_the_command_line(server)


def _setup_token(server: Server) -> str:
    with server.world(), database.transaction() as session:
        return accounts.setup_link(session)


def _customers(folder: Path) -> Path:
    return _workbook(folder / "客户名单.xlsx", CUSTOMERS)


def _orders(folder: Path) -> Path:
    """The public retail file where it lies beside the project; else a small one of the same columns."""
    if RETAIL.exists():
        return RETAIL
    warnings.warn(f"{RETAIL} is not there: a small workbook takes its place.", stacklevel=1)
    days = [datetime(year, month, 1 + n) for year, month in ((2010, 12), (2011, 1)) for n in range(9)]  # noqa: DTZ001
    rows = [(536000 + n, "85123A", "灯笼", 2, day, 2.5, 17000 + n % 11, "China") for n, day in enumerate(days)]
    header = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
    return _workbook(folder / "orders.xlsx", [header, *rows])


def _workbook(path: Path, rows: Sequence[tuple[Any, ...]]) -> Path:
    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _import(page: Page, server: Server, kind: str, file: Path) -> None:
    page.goto(f"{server.url}/import")
    page.locator(".st-key-kind").get_by_text(kind, exact=True).click()
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    confirm = page.locator(".st-key-confirm button")
    expect(confirm).to_be_enabled(timeout=_READ_WITHIN)
    confirm.click()
    expect(page.locator(".st-key-another")).to_be_visible(timeout=_READ_WITHIN)


def _find(page: Page, server: Server, words: str, name: str) -> None:
    page.goto(f"{server.url}/")
    search = page.locator(".st-key-header_search input")
    search.fill(words)
    search.press("Enter")
    page.wait_for_url("**/customers**")
    expect(page.locator("[data-testid=stMain]")).to_contain_text(name, timeout=15_000)


def _growth_on_the_page(page: Page, server: Server) -> str:
    page.goto(f"{server.url}/numbers?from=2011-01-01&to=2011-01-31")
    value = page.locator("article[data-code=growth] .value")
    expect(value).to_have_text(re.compile(r"\S"))
    return value.inner_text()


def _growth_on_the_command_line(server: Server) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ops", "kpis", "--from", "2011-01-01", "--to", "2011-01-31", "--json"],
        cwd=ROOT, env={**os.environ, **server.environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    growth = json.loads(done.stdout)["kpis"]["growth"]["value"]
    return "—" if growth is None else f"{growth:+.1%}"
