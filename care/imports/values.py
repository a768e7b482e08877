"""A column's cells turned into values, all at once since calls cost more than work; faults are noted, never guessed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from care.almanac import read_chinese
from care.customers import PhoneFault, clean_email, read_phones
from care.imports import words
from care.imports.dates import DateOrder, read_date
from care.imports.headers import header_key
from care.imports.kinds import Field, Parser
from care.imports.money import read_amount, read_cents
from care.imports.problems import Fault
from care.imports.reading import Cell

Fail = Callable[[int, Cell, Fault], None]
Values = list[Any]

_PHONE_FAULTS = {
    PhoneFault.DIGITS_LOST: Fault.DIGITS_LOST,
    PhoneFault.MASKED: Fault.PHONE_MASKED,
    PhoneFault.NO_AREA_CODE: Fault.NO_AREA_CODE,
    PhoneFault.INVALID: Fault.NOT_A_PHONE,
}
_CELL_FAULTS = {"error": Fault.ERROR_CELL, "formula": Fault.FORMULA_WITHOUT_VALUE}
_NOTHING = frozenset({"", "-", "--", "/", "无", "0"})
_UNREAD = object()
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), 0xFEFF])


@dataclass(frozen=True)
class Habits:
    """How this file writes what can be written in several ways; each is shown and can be changed."""

    date_orders: dict[str, DateOrder] = field(default_factory=dict)
    decimal_comma: bool = False
    area_code: str = ""
    today: date | None = None


def plain(cell: Cell) -> str:
    """A cell as its reader sees it: 536365, not 536365.0; dates without an empty time."""
    if type(cell) is str:
        return cell
    if isinstance(cell, tuple):
        return str(cell[1]).removesuffix("T00:00:00").replace("T", " ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    return str(cell)


def read_column(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """One value a cell: None where it is blank or wrong."""
    return _READERS.get(asked.parser, _texts)(asked, cells, habits, fail)


def _broken(cell: Cell) -> Fault | None:
    return _CELL_FAULTS.get(cell[0]) if isinstance(cell, tuple) else None


def _texts(asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    limit = asked.length
    if not set(map(type, cells)) - {str}:
        values: Values = [cell.strip() or None for cell in cells]
        texts = list(filter(None, values))
        # One look at the whole column spares a look at each cell.
        if not texts or (len(max(texts, key=len)) <= limit and "".join(texts).isprintable()):
            return values
    values = [cell.strip() if type(cell) is str else plain(cell).strip() for cell in cells]
    for index, (value, cell) in enumerate(zip(values, cells, strict=True)):
        if type(cell) is not str and (fault := _broken(cell)):
            fail(index, cell, fault)
        elif len(value) > limit:
            fail(index, cell, Fault.TOO_LONG)
        elif not value.isprintable():
            values[index] = value.translate(_CONTROL).strip()
    return [value or None for value in values]


def _once(read: Callable[[Cell], Any], cells: Sequence[Cell], fail: Fail) -> Values:
    """Read each distinct cell once: the lines of an order repeat its customer and its date."""
    known: dict[Cell, Any] = {"": None}
    values: Values = []
    for index, cell in enumerate(cells):
        value = known.get(cell, _UNREAD)
        if value is _UNREAD:
            value = known[cell] = _broken(cell) or read(cell)
        if isinstance(value, Fault):
            fail(index, cell, value)
            value = None
        values.append(value)
    return values


def _phones(_asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """Every number of the cell, the main one first, parted by blanks."""
    return _once(partial(_phone, area_code=habits.area_code), cells, fail)


def _phone(cell: Cell, area_code: str) -> str | Fault | None:
    reading = read_phones(plain(cell), area_code=area_code)
    return _PHONE_FAULTS[reading.fault] if reading.fault else " ".join(reading.numbers) or None


def _emails(_asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    return _once(_email, cells, fail)


def _email(cell: Cell) -> str | Fault | None:
    text = plain(cell).strip()
    return None if text in _NOTHING else clean_email(text) or Fault.NOT_AN_EMAIL


def _moments(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    order = habits.date_orders.get(asked.code, DateOrder.MONTH_FIRST)
    return _once(partial(_moment, order=order), cells, fail)


def _moment(cell: Cell, order: DateOrder) -> datetime | Fault | None:
    if type(cell) is str and cell.strip() in _NOTHING:
        return None
    return read_date(cell, order)


def _days(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """Days, and the codes of lunar ones where a cell says 农历八月十五: the row knows which is which."""
    order = habits.date_orders.get(asked.code, DateOrder.MONTH_FIRST)
    found = _once(partial(_birthday, order=order), cells, fail)
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


def _lunar_days(_asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    return _once(_lunar_day, cells, fail)


def _lunar_day(cell: Cell) -> str | Fault | None:
    text = plain(cell).strip()
    lunar = None if text in _NOTHING else read_chinese(text)
    return lunar.code if lunar else None if text in _NOTHING else Fault.NOT_A_LUNAR_DAY


def _cents(_asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    values: Values = []
    for index, cell in enumerate(cells):
        if type(cell) is float and -1e11 < cell < 1e11:
            cents = cell * 100
            whole = round(cents)
            if -1e-4 < cents - whole < 1e-4:
                values.append(whole)
                continue
        amount = None if cell == "" else _broken(cell) or read_cents(cell, decimal_comma=habits.decimal_comma)
        if isinstance(amount, Fault):
            fail(index, cell, amount)
            amount = None
        values.append(amount)
    return values


def _numbers(_asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    values: Values = []
    for index, cell in enumerate(cells):
        if type(cell) is float or cell == "":
            values.append(None if cell == "" else cell)
            continue
        number = _broken(cell) or read_amount(cell, decimal_comma=habits.decimal_comma)
        if isinstance(number, Fault):
            fail(index, cell, number if _broken(cell) else Fault.NOT_A_NUMBER)
        values.append(None if isinstance(number, Fault) else float(number))
    return values


def _chosen(known: dict[str, str], _asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    """The code of a known word; any other word stays as it is, marked by a leading question mark."""
    values: Values = []
    for index, cell in enumerate(cells):
        if fault := _broken(cell):
            fail(index, cell, fault)
        word = "" if _broken(cell) else plain(cell).strip()
        values.append(known.get(header_key(word), "?" + word) if word else None)
    return values


def _statuses(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    values = _chosen(words.STATUSES, asked, cells, habits, fail)
    for index, value in enumerate(values):
        if value and value.startswith("?"):
            fail(index, cells[index], Fault.UNKNOWN_WORD)
    return values


_READERS: dict[Parser, Callable[[Field, Sequence[Cell], Habits, Fail], Values]] = {
    Parser.TEXT: _texts,
    Parser.IDENTIFIER: _texts,
    Parser.PHONE: _phones,
    Parser.EMAIL: _emails,
    Parser.DATE: _days,
    Parser.LUNAR: _lunar_days,
    Parser.MOMENT: _moments,
    Parser.MONEY: _cents,
    Parser.NUMBER: _numbers,
    Parser.TIER: partial(_chosen, words.TIERS),
    Parser.SOURCE: partial(_chosen, words.SOURCES),
    Parser.CUSTOMER_KIND: partial(_chosen, words.KINDS),
    Parser.ORDER_STATUS: _statuses,
}
