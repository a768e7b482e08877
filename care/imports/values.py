"""A column's cells turned into values, all at once since calls cost more than work; faults are noted, never guessed."""

from collections.abc import Callable, Sequence
from functools import partial

from care.customers import PhoneFault, clean_email, read_phones
from care.imports import day_values, words
from care.imports.headers import header_key
from care.imports.kinds import Field, Parser
from care.imports.money import read_amount, read_cents
from care.imports.problems import Fault
from care.imports.reading import Cell
from care.imports.single_cells import NOTHING, Fail, Habits, Values, broken, once, plain

_PHONE_FAULTS = {
    PhoneFault.DIGITS_LOST: Fault.DIGITS_LOST,
    PhoneFault.MASKED: Fault.PHONE_MASKED,
    PhoneFault.NO_AREA_CODE: Fault.NO_AREA_CODE,
    PhoneFault.INVALID: Fault.NOT_A_PHONE,
}
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), 0xFEFF])


def read_column(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """One value a cell: None where it is blank or wrong."""
    return _READERS.get(asked.parser, _texts)(asked, cells, habits, fail)


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
        if type(cell) is not str and (fault := broken(cell)):
            fail(index, cell, fault)
        elif len(value) > limit:
            fail(index, cell, Fault.TOO_LONG)
        elif not value.isprintable():
            values[index] = value.translate(_CONTROL).strip()
    return [value or None for value in values]


def _lines(asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    return [value and " ".join(value.split()) for value in _texts(asked, cells, habits, fail)]


def _phones(_asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    """Every number of the cell, the main one first, parted by blanks."""
    return once(partial(_phone, area_code=habits.area_code), cells, fail)


def _phone(cell: Cell, area_code: str) -> str | Fault | None:
    reading = read_phones(plain(cell), area_code=area_code)
    return _PHONE_FAULTS[reading.fault] if reading.fault else " ".join(reading.numbers) or None


def _emails(_asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    return once(_email, cells, fail)


def _email(cell: Cell) -> str | Fault | None:
    text = plain(cell).strip()
    return None if text in NOTHING else clean_email(text) or Fault.NOT_AN_EMAIL


def _cents(_asked: Field, cells: Sequence[Cell], habits: Habits, fail: Fail) -> Values:
    values: Values = []
    for index, cell in enumerate(cells):
        if type(cell) is float and -1e11 < cell < 1e11:
            cents = cell * 100
            whole = round(cents)
            if -1e-4 < cents - whole < 1e-4:
                values.append(whole)
                continue
        amount = None if cell == "" else broken(cell) or read_cents(cell, decimal_comma=habits.decimal_comma)
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
        number = broken(cell) or read_amount(cell, decimal_comma=habits.decimal_comma)
        if isinstance(number, Fault):
            fail(index, cell, number if broken(cell) else Fault.NOT_A_NUMBER)
        values.append(None if isinstance(number, Fault) else float(number))
    return values


def _chosen(known: dict[str, str], _asked: Field, cells: Sequence[Cell], _habits: Habits, fail: Fail) -> Values:
    """The code of a known word; any other word stays as it is, marked by a leading question mark."""
    values: Values = []
    for index, cell in enumerate(cells):
        if fault := broken(cell):
            fail(index, cell, fault)
        word = "" if broken(cell) else plain(cell).strip()
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
    Parser.LINE: _lines,
    Parser.PHONE: _phones,
    Parser.EMAIL: _emails,
    Parser.DATE: day_values.days,
    Parser.LUNAR: day_values.lunar_days,
    Parser.MOMENT: day_values.moments,
    Parser.MONEY: _cents,
    Parser.NUMBER: _numbers,
    Parser.TIER: partial(_chosen, words.TIERS),
    Parser.SOURCE: partial(_chosen, words.SOURCES),
    Parser.CUSTOMER_KIND: partial(_chosen, words.KINDS),
    Parser.ORDER_STATUS: _statuses,
}
