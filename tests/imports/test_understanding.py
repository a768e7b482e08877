"""Sheet, header, columns, dates and amounts are found as a careful clerk would find them."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from care.imports.dates import DateOrder, read_date, vote
from care.imports.headers import column_letters, fingerprint, header_key
from care.imports.kinds import Kind, synonyms
from care.imports.layout import Layout, choose_sheet, find_layout
from care.imports.mapping import map_columns
from care.imports.money import read_amount, to_cents
from care.imports.problems import Fault
from care.imports.reading import open_file
from care.imports.rows import Skipped, data_rows

HEADER = ["客户编号", "客户姓名", "手机号"]
DATA = [["C1", "王芳", "13812345678"], ["C2", "李雷", "13912345678"], ["C3", "韩梅", "13712345678"]]


def understood(
    path: Path, sheets: dict[str, list[list[Any]]], merges: tuple[str, ...] = ()
) -> tuple[Layout, list[Any], Skipped]:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            for merge in merges:
                first = rows[int(merge[1]) - 1][ord(merge[0]) - 65]
                page.merge_range(merge, first)
    path.write_bytes(content.getvalue())
    known, skipped = synonyms(Kind.CUSTOMERS), Skipped()
    with open_file(path) as opened:
        sheet = choose_sheet(opened.sheets, known)
        layout = find_layout(sheet, known)
        portions = data_rows(opened.rows(sheet.name), layout.first_data_row, layout.headers, skipped)
        return layout, [row for portion in portions for row in portion], skipped


def test_the_sheet_with_the_data_is_taken_and_not_the_instructions(tmp_path):
    notes: list[list[Any]] = [["请勿修改表头"]] * 30
    sheets = {"说明": notes, "数据": [HEADER, *DATA]}

    layout, rows, _skipped = understood(tmp_path / "a.xlsx", sheets)

    assert (layout.sheet, layout.header_row, len(rows)) == ("数据", 1, 3)


def test_title_and_two_level_header_are_joined_and_totals_left_out(tmp_path):
    table: list[list[Any]] = [
        ["客户登记表", "", ""],
        ["客户姓名", "联系方式", ""],
        ["", "手机", "微信"],
        *[[name, phone, "wx"] for _number, name, phone in DATA],
        ["合计", "", 3],
        ["制表人：张", "", ""],
    ]

    layout, rows, skipped = understood(tmp_path / "a.xlsx", {"a": table}, ("A1:C1", "A2:A3", "B2:C2"))

    assert layout.headers == ("客户姓名", "联系方式/手机", "联系方式/微信")
    assert (layout.header_rows, len(rows)) == ((2, 3), 3)
    assert (skipped.totals, skipped.signatures) == ([7], [8])


def test_without_a_header_the_first_row_is_not_eaten(tmp_path):
    layout, rows, _skipped = understood(tmp_path / "a.xlsx", {"a": DATA})

    assert layout.header_row is None
    assert len(rows) == 3


def test_an_example_row_is_left_out(tmp_path):
    _layout, rows, skipped = understood(tmp_path / "a.xlsx", {"a": [HEADER, ["", "示例：张三", "13800138000"], *DATA]})

    assert (len(rows), skipped.examples) == (3, [2])


def test_headers_are_known_whatever_their_stars_units_and_spelling():
    headers = ["*客户名称\n(必填)", "ｅ－ｍａｉｌ", "联系电话（手机）", "客户编码 ", "Mobile  Phone", "备 注"]

    mapped = map_columns(Kind.CUSTOMERS, headers, [])

    assert [mapped.fields.get(column) for column in (0, 1, 3, 5)] == ["name", "email", "number", "note"]
    assert "phone" in mapped.fields.values()


def test_two_columns_for_one_field_wait_for_a_person():
    mapped = map_columns(Kind.CUSTOMERS, ["姓名", "电话", "电话"], [])

    assert mapped.conflicts == {"phone": (1, 2)}


def test_a_contact_beside_the_customer_is_the_contact():
    mapped = map_columns(Kind.CUSTOMERS, ["客户名称", "联系人"], [])

    assert mapped.fields == {0: "name", 1: "contact"}


def test_a_column_without_a_known_header_is_known_by_its_values():
    mapped = map_columns(Kind.CUSTOMERS, ["姓名", "栏1", "栏2"], [["a", "13812345678", "a@b.cn"]] * 4)

    assert mapped.fields == {0: "name", 1: "phone", 2: "email"}


def test_the_columns_of_an_online_shop_are_known():
    headers = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]

    mapped = map_columns(Kind.ORDERS, headers, [])

    assert list(mapped.fields.values()) == ["order_no", "sku", "item", "quantity", "at", "price", "number", "region"]


def test_a_fingerprint_does_not_depend_on_the_order_of_the_columns():
    assert fingerprint("customers", ["姓名", "电话*"]) == fingerprint("customers", ["电 话", "姓名"])
    assert header_key("手机号码*\n(必填)") == "手机号码"
    assert [column_letters(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/5/2025", "13/5/2025"], DateOrder.DAY_FIRST),
        (["3/5/25", "5/13/25"], DateOrder.MONTH_FIRST),
        (["19.05.2021", "03.05.2021"], DateOrder.DAY_FIRST),
    ],
)
def test_one_clear_date_decides_for_its_column(cells, order):
    assert vote(cells) == (order, False)


def test_a_column_that_nothing_decides_is_a_guess_to_be_shown():
    assert vote(["3/5/25", "4/6/25"]) == (DateOrder.MONTH_FIRST, True)


@pytest.mark.parametrize(
    "raw", ["2025年3月5日", "2025.3.5", "20250305", 45721.0, "二〇二五年三月五日", "5-Mar-2025", "民国114年3月5日"]
)
def test_every_spelling_of_a_day_is_that_day(raw):
    assert read_date(raw) == datetime(2025, 3, 5)  # noqa: DTZ001


@pytest.mark.parametrize("raw", ["2025-02-29", "0000-00-00", "昨天", "0", 60.0, "农历八月十五", "3月5日"])
def test_what_is_no_day_is_reported(raw):
    assert isinstance(read_date(raw), Fault)


@pytest.mark.parametrize(
    ("raw", "cents"),
    [
        ("￥1,234.50", 123450),
        ("1.2万", 1200000),
        ("(1,234.50)", -123450),
        ("壹仟贰佰元整", 120000),
        (0.285, 29),
        ("1 234,50 €", 123450),
    ],
)
def test_amounts_are_exact_to_the_cent(raw, cents):
    amount = read_amount(raw)

    assert isinstance(amount, Decimal)
    assert to_cents(amount) == cents


@pytest.mark.parametrize("raw", ["约500", "面议", "1,23.4", "100-200", "免费"])
def test_what_is_no_amount_is_reported(raw):
    assert read_amount(raw) is Fault.NOT_AN_AMOUNT
