"""Lunar birthdays from a spreadsheet: in a column of their own, or where a birthday cell names one."""

from sqlmodel import col, select

from care import imports
from care.imports import Choices, Kind
from core import i18n
from db import session as database
from db.models import Customer
from tests.imports.test_importing import a_workbook, queue

HEAD = ["客户编号", "客户姓名", "手机号", "生日", "农历生日"]
ROWS = [
    ["C1", "王芳", "13812345601", "1988-03-12", "八月十五"],
    ["C2", "李雷", "13812345602", "农历八月十五", ""],
    ["C3", "赵云", "13812345603", "闰四月初三", ""],
    ["C4", "孙权", "13812345604", "1990-01-02", ""],
]


def brought(actor, *rows):
    """How many came in and how many rows were wrong; what the files hold afterwards."""
    job_id = queue(actor, a_workbook(HEAD, *rows), Choices(Kind.CUSTOMERS))
    imports.work(job_id)
    with database.transaction() as session:
        counts = imports.progress(session, actor, job_id).counts
        if counts.created or counts.updated:
            imports.confirm(session, actor, job_id)
    imports.work(job_id)
    i18n.use("en")
    return counts


def birthdays():
    with database.reading() as session:
        rows = session.exec(select(Customer).order_by(col(Customer.number))).all()
        return [(row.birthday and row.birthday.isoformat(), row.birthday_lunar) for row in rows]


def test_lunar_birthdays_come_in_from_either_column(sun):
    counts = brought(sun, *ROWS)

    assert (counts.created, counts.errors) == (4, 0)
    assert birthdays() == [("1988-03-12", "08-15"), (None, "08-15"), (None, "04L-03"), ("1990-01-02", "")]


def test_the_same_file_again_changes_nothing_and_another_day_updates(sun):
    brought(sun, *ROWS)

    assert brought(sun, *ROWS).unchanged == 4
    counts = brought(sun, ["C4", "孙权", "13812345604", "", "腊月廿九"])

    assert counts.updated == 1
    assert birthdays()[3] == ("1990-01-02", "12-29")


def test_a_day_that_no_lunar_year_has_is_an_error_of_its_row(sun):
    counts = brought(
        sun, ["C1", "王芳", "13812345601", "", "八月三十一"], ["C2", "李雷", "13812345602", "", "闰正月初一"]
    )

    assert (counts.created, counts.errors) == (0, 2)
