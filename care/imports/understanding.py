"""What a file is taken for: its sheet, its header, its columns, its habits; every guess is shown and can be changed."""

import json
from dataclasses import dataclass, replace
from itertools import islice

from sqlmodel import col, select

from care.imports.choices import Choices, Column, Findings
from care.imports.dates import DateOrder
from care.imports.headers import column_letters, fingerprint
from care.imports.kinds import Kind, synonyms
from care.imports.layout import Layout, choose_sheet, find_layout
from care.imports.mapping import Mapped, choose, map_columns
from care.imports.portions import Reader, habits_of
from care.imports.reading import OpenFile, SheetHead
from care.imports.refusals import FileRefused
from care.imports.single_cells import Habits, plain
from care.imports.spreadsheet.limits import Fault
from core import clock
from db import session as database
from db.models import ImportMapping

_SAMPLES = 3


@dataclass(frozen=True)
class Understood:
    """`reader` is None as long as a column is missing that no row can do without."""

    findings: Findings
    reader: Reader | None
    height: int


def understand(opened: OpenFile, choices: Choices) -> Understood:
    sheet = _sheet(opened, choices)
    layout = find_layout(sheet, synonyms(choices.kind), header_row=choices.header_row)
    mapped = _mapped(choices, layout, sheet)
    habits, order, guessed = _habits(choices, mapped, layout, sheet)
    found = replace(_findings(opened, sheet, layout, mapped, choices), date_order=order, date_order_guessed=guessed)
    reader = None if found.missing else Reader(choices.kind, layout, mapped.fields, habits)
    return Understood(found, reader, sheet.height)


def _sheet(opened: OpenFile, choices: Choices) -> SheetHead:
    if not choices.sheet:
        return choose_sheet(opened.sheets, synonyms(choices.kind))
    for sheet in opened.sheets:
        if sheet.name == choices.sheet and sheet.sample:
            return sheet
    raise FileRefused(Fault.NO_SUCH_SHEET)


def _mapped(choices: Choices, layout: Layout, sheet: SheetHead) -> Mapped:
    if choices.mapping is not None:
        return choose(choices.mapping)
    samples = [cells for number, cells in sheet.sample if number >= layout.first_data_row]
    return map_columns(choices.kind, layout.headers, samples, _remembered(choices.kind, layout))


def _remembered(kind: Kind, layout: Layout) -> dict[int, str] | None:
    with database.reading() as session:
        mark = fingerprint(kind, list(layout.headers))
        kept = session.exec(select(ImportMapping).where(col(ImportMapping.fingerprint) == mark)).first()
    if kept is None:
        return None
    by_header = json.loads(kept.mapping)
    return {column: by_header[header] for column, header in enumerate(layout.headers) if by_header.get(header)}


def _findings(opened: OpenFile, sheet: SheetHead, layout: Layout, mapped: Mapped, choices: Choices) -> Findings:
    body = [cells for number, cells in sheet.sample if number >= layout.first_data_row]

    def samples(column: int) -> tuple[str, ...]:
        filled = (plain(cells[column])[:60] for cells in body if column < len(cells) and cells[column] != "")
        return tuple(islice(filled, _SAMPLES))

    columns = tuple(
        Column(
            index,
            header.strip() or column_letters(index + layout.first_column),
            samples(index),
            mapped.fields.get(index, ""),
            mapped.grounds[index].value if index in mapped.grounds else "",
        )
        for index, header in enumerate(layout.headers)
        if header.strip() or samples(index)
    )
    return Findings(
        sheet=sheet.name,
        sheets=tuple(one.name for one in opened.sheets if one.sample),
        header_row=layout.header_row,
        columns=columns,
        missing=tuple(mapped.missing(choices.kind)),
        conflicts=mapped.conflicts,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
        encoding=sheet.encoding,
        fingerprint=fingerprint(choices.kind, list(layout.headers)),
    )


def _habits(choices: Choices, mapped: Mapped, layout: Layout, sheet: SheetHead) -> tuple[Habits, str, bool]:
    sample = [row for row in sheet.sample if row[0] >= layout.first_data_row]
    habits, guesses = habits_of(choices.kind, mapped.fields, sample)
    orders = habits.date_orders
    if choices.date_order:
        orders = dict.fromkeys(orders, DateOrder(choices.date_order))
        guesses = {}
    kept = Habits(orders, habits.decimal_comma, today=clock.today())
    return kept, next(iter(orders.values()), DateOrder.MONTH_FIRST).value if orders else "", any(guesses.values())
