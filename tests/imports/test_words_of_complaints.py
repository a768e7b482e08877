"""The template for complaints speaks the words that are read back; real files are read as their manifest says."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import col, func, select

from care import imports
from care.imports import Choices, Kind, Unknown
from care.imports.complaint_choices import LISTS, WORDS
from care.imports.complaint_words import meaning
from care.imports.kinds import Parser
from core import i18n
from core.i18n import _
from db import session as database
from db.models import Complaint

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_word_of_the_template_is_read_back(language):
    i18n.use(language)
    for parser, words in WORDS.items():
        assert {meaning(parser, _(word)) for word in words.values()} == {code.value for code in words}
    assert [meaning(Parser.CASE_SOLVED, _(word)) for word in LISTS[Parser.CASE_SOLVED]] == ["yes", "no"]


@pytest.mark.parametrize("kind", [Kind.COMPLAINTS, Kind.INQUIRIES])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_template_recognises_its_own_headers(sun, kind, language):
    i18n.use(language)
    with database.reading() as session:
        book = load_workbook(BytesIO(imports.template(session, sun, kind)))
    headers = [str(cell.value) for cell in book.worksheets[0][1]]

    assert imports.recognised(kind, headers) == [field.code for field in imports.FIELDS[kind]]


@pytest.mark.skipif(not CORPUS.exists(), reason=f"The corpus is not there: {CORPUS} does not exist.")
def test_complaints_of_the_corpus_find_their_customers_as_its_manifest_says(sun):
    listed = json.loads((CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))
    expected = next(entry["expect"] for entry in listed if entry["file"] == "g38_linked_four_sheets.xlsx")
    for choices in (
        Choices(Kind.CUSTOMERS, sheet="客户"),
        Choices(Kind.COMPLAINTS, unknown=Unknown.REPORT, language="en"),
    ):
        with (CORPUS / "g38_linked_four_sheets.xlsx").open("rb") as file:
            upload = imports.receive(sun, "g38.xlsx", file)
        with database.transaction() as session:
            job_id = imports.begin(session, sun, upload=upload, choices=choices).id
        imports.work(job_id)
        with database.transaction() as session:
            imports.confirm(session, sun, job_id)
        imports.work(job_id)

    with database.reading() as session:
        counts, wrong = imports.progress(session, sun, job_id).counts, imports.errors(session, sun, job_id)
        nobodys = session.exec(select(func.count()).where(col(Complaint.customer_id).is_(None))).one()
    assert counts.rows == expected["sheets"]["投诉"]
    assert [problem.row for problem in wrong] == expected["unresolved"]["投诉"]
    assert (counts.created, nobodys) == (counts.rows - len(wrong), 0)
