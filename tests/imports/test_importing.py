"""Imports end to end: what comes in, what stays out, and that nothing comes in halves."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from sqlmodel import Session, col, func, select

from auth.actor import Actor
from care import imports
from care.imports import Choices, Counts, Kind, Match, Mode, Unknown
from core import i18n
from db import session as database
from db.models import (
    AuditEntry,
    Channel,
    Customer,
    CustomerTag,
    ImportRow,
    Order,
    OrderLine,
    OrderStatus,
    Role,
    Verdict,
)  # fmt: skip
from tests.conftest import a_person

CUSTOMERS = ["客户编号", "客户姓名", "手机号", "邮箱", "地区", "会员等级"]
WANG = ["C1", "王芳", "13812345678", "wang@example.com", "浙江", "A"]
LI = ["C2", "李雷", "+86 139-1234-5678", "li@example.com", "北京", "金卡"]
ORDERS = ["订单号", "客户编号", "客户姓名", "手机号", "下单时间", "商品名称", "数量", "单价"]


def a_workbook(*rows: list[Any]) -> BytesIO:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("数据")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    content.seek(0)
    return content


def queue(actor: Actor, content: BytesIO, choices: Choices) -> int:
    upload = imports.receive(actor, "file.xlsx", content)
    with database.transaction() as session:
        return imports.begin(session, actor, upload=upload, choices=choices).id


def bring(actor: Actor, rows: Sequence[list[Any]], kind: Kind = Kind.CUSTOMERS, **chosen: Any) -> Counts:
    """Check and apply, as the worker does."""
    job_id = queue(actor, a_workbook(*rows), Choices(kind, **chosen))
    imports.work(job_id)
    with database.transaction() as session:
        progress = imports.progress(session, actor, job_id)
        if progress.counts.created or progress.counts.updated:
            imports.confirm(session, actor, job_id)
    imports.work(job_id)
    i18n.use("en")
    with database.reading() as session:
        return imports.progress(session, actor, job_id).counts


def one(session: Session, number: str) -> Customer:
    return session.exec(select(Customer).where(col(Customer.number) == number)).one()


def test_customers_come_in_with_everything_the_directory_needs(sun):
    counts = bring(sun, [CUSTOMERS, WANG, LI])

    assert (counts.created, counts.errors) == (2, 0)
    with database.reading() as session:
        wang, li = one(session, "C1"), one(session, "C2")
        assert (wang.mobile, wang.region, wang.tier.value) == ("+8613812345678", "浙江", "A")
        assert "wf" in wang.search_text.split("\n")
        assert "5678" in wang.search_text
        assert wang.completeness > 0
        assert li.mobile == "+8613912345678"
        tags = select(func.count()).select_from(CustomerTag).where(col(CustomerTag.customer_id) == li.id)
        assert session.exec(tags).one() == 1  # 金卡 is no tier of ours: it is kept as a tag


def test_the_same_file_again_changes_nothing(sun):
    bring(sun, [CUSTOMERS, WANG, LI])

    counts = bring(sun, [CUSTOMERS, WANG, LI])

    assert (counts.created, counts.updated, counts.unchanged) == (0, 0, 2)


def test_a_changed_row_updates_and_a_blank_cell_erases_nothing(sun):
    bring(sun, [CUSTOMERS, WANG, LI])

    counts = bring(sun, [CUSTOMERS, ["C1", "王芳", "13700000000", "", "上海", ""], LI])

    assert (counts.updated, counts.unchanged) == (1, 1)
    with database.reading() as session:
        wang = one(session, "C1")
        assert (wang.region, wang.mobile, wang.tier.value) == ("上海", "+8613700000000", "A")
        values = session.exec(select(col(Channel.value)).where(col(Channel.customer_id) == wang.id)).all()
        assert set(values) == {"+8613812345678", "+8613700000000", "wang@example.com"}
        old = session.exec(select(col(ImportRow.changes)).where(col(ImportRow.target_id) == wang.id)).all()[-1]
        assert "浙江" in old


def test_one_phone_with_two_names_is_looked_at_by_a_person(sun):
    bring(sun, [CUSTOMERS, WANG])

    counts = bring(sun, [["姓名", "手机号"], ["王小芳", "13812345678"], ["王芳", "13812345678"]])

    assert (counts.created, counts.review, counts.unchanged) == (0, 1, 1)


def test_a_name_that_two_colleagues_have_is_nobodys_until_the_user_name_stands_there(sun, lin):
    other = a_person("linjing2", "林静", Role.SALES, "二队")

    counts = bring(sun, [[*CUSTOMERS, "负责人"], [*WANG, "林静"], [*LI, "linjing2"]])

    assert (counts.created, counts.errors) == (1, 1)
    with database.reading() as session:
        held = session.exec(select(ImportRow.problems).where(ImportRow.verdict == Verdict.ERROR)).one()
        assert "owner_several" in held
        assert one(session, "C2").owner_id == other.id


@pytest.mark.parametrize(("mode", "created", "updated", "skipped"), [("create", 1, 0, 1), ("update", 0, 1, 1)])
def test_the_mode_decides_what_known_and_unknown_rows_do(sun, mode, created, updated, skipped):
    bring(sun, [CUSTOMERS, WANG])

    counts = bring(sun, [CUSTOMERS, [*WANG[:4], "上海", "A"], LI], mode=Mode(mode))

    assert (counts.created, counts.updated, counts.skipped) == (created, updated, skipped)


def test_lines_become_orders_and_the_customer_is_made_from_what_the_row_says(sun):
    rows: list[list[Any]] = [
        ORDERS,
        ["D1", "C1", "王芳", "13812345678", "2025-03-05 14:30", "红茶", 2, 10.5],
        ["D1", "C1", "王芳", "13812345678", "2025-03-05 14:30", "绿茶", 1, 20],
        ["D2", "C1", "王芳", "13812345678", "2025-04-01", "红茶", 1, 10.5],
    ]

    counts = bring(sun, rows, Kind.ORDERS)

    assert (counts.rows, counts.created, counts.new_customers) == (3, 2, 1)
    with database.reading() as session:
        order = session.exec(select(Order).where(col(Order.number) == "D1")).one()
        assert (order.amount_cents, order.ordered_on) == (4100, date(2025, 3, 5))
        lines = select(func.count()).select_from(OrderLine).where(col(OrderLine.order_id) == order.id)
        assert session.exec(lines).one() == 2
        wang = one(session, "C1")
        assert (wang.order_count, wang.revenue_cents, wang.first_order_on) == (2, 5150, date(2025, 3, 5))
    assert bring(sun, rows, Kind.ORDERS).unchanged == 2


def test_an_unknown_customer_is_reported_when_the_admin_says_so(sun):
    rows: list[list[Any]] = [ORDERS, ["D1", "C9", "", "", "2025-03-05", "红茶", 2, 10]]

    counts = bring(sun, rows, Kind.ORDERS, unknown=Unknown.REPORT)

    assert (counts.created, counts.errors) == (0, 1)


def test_an_order_with_one_broken_line_stays_out_whole(sun):
    rows: list[list[Any]] = [
        ORDERS,
        ["D1", "C1", "王芳", "", "2025-03-05", "红茶", 2, 10],
        ["D1", "C1", "王芳", "", "2025-03-05", "绿茶", 1, "面议"],
        ["D2", "C1", "王芳", "", "2025-03-06", "绿茶", 1, 5],
    ]

    counts = bring(sun, rows, Kind.ORDERS)

    assert (counts.created, counts.errors) == (1, 2)
    with database.reading() as session:
        assert session.exec(select(col(Order.number))).all() == ["D2"]


def test_a_credit_note_lowers_the_purchase_it_belongs_to(sun):
    rows: list[list[Any]] = [
        ORDERS,
        ["D1", "C1", "王芳", "", "2025-03-05", "红茶", 2, 10],
        ["CD1", "C1", "王芳", "", "2025-03-09", "红茶", -1, 10],
    ]

    bring(sun, rows, Kind.ORDERS)

    with database.reading() as session:
        bought = session.exec(select(Order).where(col(Order.number) == "D1")).one()
        note = session.exec(select(Order).where(col(Order.number) == "CD1")).one()
        assert (bought.refund_cents, note.status) == (1000, OrderStatus.REFUNDED)
        assert (one(session, "C1").order_count, one(session, "C1").revenue_cents) == (1, 1000)


def test_changed_orders_are_updated_and_their_lines_replaced(sun):
    bring(sun, [ORDERS, ["D1", "C1", "王芳", "", "2025-03-05", "红茶", 2, 10]], Kind.ORDERS)

    counts = bring(sun, [ORDERS, ["D1", "C1", "王芳", "", "2025-03-05", "红茶", 3, 10]], Kind.ORDERS)

    assert (counts.created, counts.updated) == (0, 1)
    with database.reading() as session:
        assert session.exec(select(col(Order.amount_cents))).one() == 3000
        assert session.exec(select(func.count()).select_from(OrderLine)).one() == 1
        assert one(session, "C1").revenue_cents == 3000


def test_matching_by_name_is_only_done_when_asked_for(sun):
    bring(sun, [CUSTOMERS, WANG])
    rows = [["姓名", "地区"], ["王芳", "上海"]]

    assert bring(sun, rows).review == 1
    assert bring(sun, rows, match=Match.NAME).updated == 1


def test_a_region_of_two_lines_comes_in_as_one(sun):
    bring(sun, [[*CUSTOMERS, "城市"], [*WANG[:4], " 浙江\n 杭州\r\n", "A", "西湖\n区"]])

    with database.reading() as session:
        assert one(session, "C1").region == "浙江 杭州西湖 区"


def test_an_import_leaves_a_trace_with_its_counts(sun):
    bring(sun, [CUSTOMERS, WANG, LI])

    with database.reading() as session:
        entry = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "import.applied")).one()
    assert entry.actor_id == sun.id
    assert '"created":2' in entry.detail


def test_sales_may_not_import(lin):
    with pytest.raises(Exception, match="role"):
        imports.receive(lin, "a.xlsx", a_workbook(CUSTOMERS))
