"""A file that is broken, mislabelled or meant to do harm gets one sentence, in seconds, and harms nobody."""

import io
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from care.imports.reading import open_file
from care.imports.refusals import FileRefused
from care.imports.spreadsheet.limits import Fault

CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def sheet(data: str, before: str = "") -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{namespace}"><sheetData>{data}</sheetData></worksheet>'


def package(path: Path, data: str, **more: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": data, **more}.items():
            archive.writestr(name, content)
    return path


def refused(path: Path) -> Fault:
    began = time.monotonic()
    with pytest.raises(FileRefused) as refusal, open_file(path) as opened:
        list(opened.rows(opened.sheets[0].name))
    assert time.monotonic() - began < 10
    assert refusal.value.sentence
    return refusal.value.fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"%PDF-1.7 ...", Fault.NOT_A_SPREADSHEET),
        (b"\x89PNG\r\n\x1a\n....", Fault.NOT_A_SPREADSHEET),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", Fault.TOO_OLD),
        (b"PK\x03\x04 but nothing behind it", Fault.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Fault.PASSWORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 some letter", Fault.NOT_A_SPREADSHEET),
        (b"   \n\n  ", Fault.EMPTY),
        (b"\x00\x01\x02\x03" * 50, Fault.NOT_A_SPREADSHEET),
    ],
)
def test_what_is_no_readable_spreadsheet_is_named(tmp_path, content, fault):
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)

    assert refused(path) is fault


def test_a_bomb_is_refused_before_it_unpacks(tmp_path):
    path = package(tmp_path / "bomb.xlsx", sheet(CELL + " " * 210_000_000))

    assert path.stat().st_size < 1_000_000
    assert refused(path) is Fault.UNPACKS_TOO_LARGE


def test_a_bomb_with_a_lying_header_is_counted_by_its_real_bytes(tmp_path):
    path = package(tmp_path / "bomb.xlsx", sheet(CELL + " " * 210_000_000))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    path.write_bytes(bytes(data.replace(size, (1_000).to_bytes(4, "little"))))

    assert refused(path) in {Fault.UNPACKS_TOO_LARGE, Fault.DAMAGED}


@pytest.mark.parametrize("declaration", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', "<!DOCTYPE x>"])
def test_entities_are_never_expanded(tmp_path, declaration):
    assert refused(package(tmp_path / "x.xlsx", sheet(CELL, declaration))) is Fault.DANGEROUS


def test_a_part_outside_the_package_is_refused(tmp_path):
    path = package(tmp_path / "x.xlsx", sheet(CELL), **{"../../evil.xml": "<a/>"})

    assert refused(path) is Fault.DANGEROUS


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = package(tmp_path / "x.xlsx", sheet(CELL))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet(CELL))

    assert refused(path) is Fault.DANGEROUS


def test_ten_thousand_parts_are_refused(tmp_path):
    path = package(tmp_path / "x.xlsx", sheet(CELL), **{f"xl/media/{n}.bin": "" for n in range(600)})

    assert refused(path) is Fault.UNPACKS_TOO_LARGE


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "ZZ900000"])
def test_a_stray_cell_in_the_far_corner_does_not_take_the_process_along(tmp_path, far):
    stray = f'<row r="{far.lstrip("XFDAZ")}"><c r="{far}"><v></v></c></row>'
    path = package(tmp_path / "far.xlsx", sheet(CELL + stray))

    with open_file(path) as opened:
        rows = [row for portion in opened.rows("客户") for row in portion]

    assert rows[0] == (1, ["姓名"])


def test_more_than_two_hundred_columns_are_refused(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(300)) + "\n", encoding="utf-8")

    assert refused(path) is Fault.TOO_MANY_COLUMNS


def test_every_cut_of_a_good_file_is_refused_or_read(tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write_row(0, 0, ["姓名", "手机号"])
    whole, path = content.getvalue(), tmp_path / "cut.xlsx"
    for length in range(40, len(whole), len(whole) // 12):
        path.write_bytes(whole[:length])
        assert refused(path) in {Fault.DAMAGED, Fault.NOT_A_SPREADSHEET}


def test_errors_and_formulas_without_a_result_are_seen(tmp_path):
    data = (
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f><v></v></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c><c r="D1"><v>7</v></c></row>'
    )
    with open_file(package(tmp_path / "f.xlsx", sheet(data))) as opened:
        rows = [row for portion in opened.rows("客户") for row in portion]

    assert rows == [(1, [("error", "#N/A"), ("formula", ""), "a", 7.0])]
