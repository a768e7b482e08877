"""Cells that name a moment, a day or a lunar day."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from care.almanac import read_chinese
from care.imports.dates import DateOrder, read_date
from care.imports.kinds import Field
from care.imports.problems import Fault
from care.imports.reading import Cell
from care.imports.single_cells import NOTHING, Fail, Habits, Values, once, plain


def moments(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    order = habits.date_orders.get(asked.code, DateOrder.MONTH_FIRST)
    return once(partial(_moment, order=order), cells, fail)


def _moment(cell: Cell, order: DateOrder) -> datetime | Fault | None:
    if type(cell) is str and cell.strip() in NOTHING:
        return None
    return read_date(cell, order)


def days(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """Days, and the codes of lunar ones where a cell says 农历八月十五: the row knows which is which."""
    order = habits.date_orders.get(asked.code, DateOrder.MONTH_FIRST)
    found = once(partial(_birthday, order=order), cells, fail)
    for index, day in enumerate(found):
        if isinstance(day, date) and habits.today and day > habits.today:
            fail(index, cells[index], Fault.FUTURE_BIRTHDAY)
            found[index] = None
    return found


def _birthday(cell: Cell, order: DateOrder) -> date | str | Fault | None:
    moment = _moment(cell, order)
    if moment in (Fault.LUNAR_DATE, Fault.NOT_A_DATE) and (lunar := read_chinese(plain(cell))):
        return lunar.code
    return moment.date() if isinstance(moment, datetime) else moment


def lunar_days(_asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    return once(_lunar_day, cells, fail)


def _lunar_day(cell: Cell) -> str | Fault | None:
    text = plain(cell).strip()
    lunar = None if text in NOTHING else read_chinese(text)
    return lunar.code if lunar else None if text in NOTHING else Fault.NOT_A_LUNAR_DAY
