"""The spreadsheet that is imported: order lines as a shop's till writes them, twelve columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from care.customers import phone_digits
from core import clock
from ops.benchmarks.crowd import Crowd
from ops.benchmarks.stopwatch import bare

HEADERS = (
    "订单号", "货号", "品名", "数量", "下单日期", "单价", "金额", "客户编号", "客户姓名", "手机号", "邮箱", "国家",
)  # fmt: skip
LINES_AN_ORDER = 5
NEWCOMERS = 5
"""One order of so many is by somebody who is not in the file yet."""
_ITEMS = (
    "明前龙井 250g",
    "紫砂壶",
    "普洱茶饼 357g",
    "白瓷盖碗",
    "竹制茶盘",
    "铁观音礼盒",
    "Glass Tea Pot",
    "茶漏（不锈钢）",
)
_DAYS = 600
_PROFILES = """SELECT c.number, c.name, c.mobile, n.value FROM customers c
    JOIN channels n ON n.customer_id = c.id AND n.type = 'email' WHERE c.id <= {most} ORDER BY c.id"""


def write(path: Path, rows: int, *, prefix: str) -> None:
    """Orders of customers who are there already, four in five, and of newcomers."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("销售明细")
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(lines(rows, prefix), 1):
            sheet.write_row(number, 0, row)
            sheet.write_datetime(number, 4, row[4], day)


def lines(rows: int, prefix: str) -> Iterator[tuple[Any, ...]]:
    random = Random(prefix)  # noqa: S311
    buyers = _buyers(random, -(-rows // LINES_AN_ORDER), prefix)
    began = datetime.combine(clock.today(), datetime.min.time()) - timedelta(days=_DAYS)
    for order, (number, name, phone, mail) in enumerate(buyers):
        at = began + timedelta(minutes=order * _DAYS * 1440 * LINES_AN_ORDER // rows)
        for _line in range(min(LINES_AN_ORDER, rows - order * LINES_AN_ORDER)):
            quantity, price = random.randrange(1, 12), random.randrange(990, 49_900) / 100
            yield (
                f"{prefix}{order:07d}", f"{random.randrange(10_000, 99_999)}{random.choice('AB ').strip()}",
                random.choice(_ITEMS), quantity, at, price, round(quantity * price, 2), number, name, phone, mail,
                "中国",
            )  # fmt: skip


def _buyers(random: Random, orders: int, prefix: str) -> Iterator[tuple[str, str, str | float, str]]:
    known = bare([_PROFILES.format(most=orders)])[0]
    newcomers = Crowd([(None, None)], str, random)
    for order in range(orders):
        if order % NEWCOMERS and known:
            number, name, mobile, mail = known[random.randrange(len(known))]
        else:
            number, name, mobile, mail = (
                f"NEW-{prefix}{order}",
                newcomers.name(),
                newcomers.mobile(),
                f"new{prefix.lower()}{order}@qq.com",
            )
        yield number, name, _as_written(phone_digits(mobile), order), mail


def _as_written(digits: str, order: int) -> str | float:
    """As six people type one number, the last into a cell that makes it a number."""
    spaced = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    spellings = (digits, spaced, spaced.replace(" ", "-"), f"+86 {spaced}", f"(86){digits}", float(digits))
    return spellings[order % len(spellings)]
