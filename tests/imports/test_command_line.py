"""`ops import` brings the good rows in, lists the others as JSON, and refuses with one sentence."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from sqlmodel import col, func, select

from core.errors import Refusal
from core.settings import settings
from db import session as database
from db.models import Customer, ImportJob
from ops import importing

KEYS = [
    "job",
    "sheet",
    "header_row",
    "rows",
    "created",
    "updated",
    "unchanged",
    "skipped",
    "review",
    "errors",
    "seconds",
]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "客户.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("客户")
        page.write_row(0, 0, ["客户编号", "客户姓名", "手机号"])
        page.write_row(1, 0, ["C1", "王芳", "13812345678"])
        page.write_row(2, 0, ["C2", "李雷", "1.38E+10"])
    return path


def said(capsys, *arguments: str) -> dict[str, object]:
    code = importing.main([*arguments, "--json", "--data", str(settings().data_dir)])
    assert code == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def customers() -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Customer)).one()


def test_the_answer_has_exactly_the_agreed_keys(capsys, workbook):
    answer = said(capsys, "customers", str(workbook))

    assert list(answer) == KEYS
    assert (answer["sheet"], answer["header_row"], answer["rows"], answer["created"]) == ("客户", 1, 2, 1)
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert [(e["row"], e["column"], e["value"]) for e in errors] == [(3, "手机号", "1.38E+10")]
    assert list(errors[0]) == ["row", "column", "value", "message"]
    assert customers() == 1


def test_a_dry_run_says_the_same_and_writes_nothing(capsys, workbook):
    answer = said(capsys, "customers", str(workbook), "--dry-run")

    assert (answer["created"], customers()) == (1, 0)


def test_an_import_can_be_made_in_a_persons_name(capsys, workbook, sun):
    said(capsys, "customers", str(workbook), "--as", "sun")

    with database.reading() as session:
        assert session.exec(select(col(ImportJob.by_id))).one() == sun.id


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--sheet", "Nowhere"], "no sheet of that name"),
        (["--as", "nobody"], "no active user"),
        (["--as", "lin"], "role does not allow"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(workbook, lin, more, sentence):
    with pytest.raises(Refusal, match=sentence):
        importing.main(["customers", str(workbook), *more, "--data", str(settings().data_dir)])


def test_a_file_without_the_needed_columns_names_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("手机号,邮箱\n13812345678,a@b.cn\n13912345678,c@d.cn\n", encoding="utf-8")

    with pytest.raises(Refusal, match="Customer name / Company"):
        importing.main(["customers", str(path), "--data", str(settings().data_dir)])
