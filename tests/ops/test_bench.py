"""The bench measures what it says, on a firm small enough to be made in a moment. How fast it is, nobody asserts."""

import json
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from care import customers
from db import session as database
from db.models import Channel, Customer, Order, PurchaseBreak
from ops import bench
from ops.benchmarks import directory, import_floor, kpis, table, workbook
from ops.benchmarks.figure import Figure, Limit, at_most, percentile, times
from ops.benchmarks.world import World, build

SMALL = 60


@pytest.fixture
def firm(tmp_path: Path) -> World:
    return build(tmp_path, SMALL)


def test_the_firm_is_as_large_as_asked_and_can_be_searched(firm):
    with database.reading() as session:
        counted = [session.scalar(select(func.count()).select_from(table)) for table in (Customer, Channel)]
        someone = session.exec(select(Customer).limit(1)).one()
        found = customers.directory(session, firm.owner, search=someone.mobile[-6:])
        buyers = session.exec(select(Customer).where(Customer.order_count > 0)).all()
        orders = session.exec(select(Order)).all()

    assert counted == [SMALL, SMALL * 2]
    assert someone.id in [line.id for line in found.lines]
    assert 0 < len(buyers) < SMALL
    assert sum(buyer.order_count for buyer in buyers) == len(orders)


def test_two_firms_of_one_size_are_the_same(tmp_path, migrated):
    def names() -> list[str]:
        build(tmp_path, 20)
        with database.reading() as session:
            return list(session.exec(select(Customer.name).order_by(col(Customer.id))))

    first = names()
    migrated()
    assert names() == first


def test_the_firm_has_silences_of_more_than_a_year(firm):
    with database.reading() as session:
        assert session.exec(select(PurchaseBreak)).first() is not None


@pytest.mark.parametrize("measure", [directory.measure, kpis.questions], ids=["directory", "kpis"])
def test_every_figure_comes_with_its_unit_and_its_floor(firm, measure):
    figures = list(measure(firm))

    assert figures
    assert all(figure.value > 0 and figure.floor > 0 and figure.unit == "ms" for figure in figures)
    assert any(figure.limit for figure in figures)


def test_the_directory_is_asked_questions_that_find_somebody(firm):
    empty = [
        name for name, asked in directory._questions(firm).items()
        if asked.get("search") and "filters" not in asked and not directory._ask(firm.owner, asked).lines
    ]  # fmt: skip
    assert empty == ["what nobody has"]


def test_the_workbook_is_read_whole_by_the_floor(firm, tmp_path, capsys):
    path = tmp_path / "orders.xlsx"
    workbook.write(path, 53, prefix="T")
    import_floor.main(path)

    said = json.loads(capsys.readouterr().out)
    assert said["rows"] == 53
    assert said["cpu"] > 0


def test_the_workbook_names_known_customers_and_newcomers_by_phones_in_six_spellings(firm):
    lines = list(workbook.lines(200, "T"))
    numbers = {line[7] for line in lines}
    phones = {line[9] for line in lines}

    assert any(number.startswith("KH-") for number in numbers)
    assert any(number.startswith("NEW-") for number in numbers)
    assert {type(phone) for phone in phones} == {str, float}
    assert {"+86 ", "(86)"} <= {str(phone)[:4] for phone in phones}


@pytest.mark.parametrize(
    ("value", "limit", "verdict"),
    [
        (50, at_most(50), "ok"), (51, at_most(50), "over"),
        (26, times(1.3), "ok"), (27, times(1.3), "over"),
        (9, None, ""),
    ],
)  # fmt: skip
def test_a_figure_is_over_only_above_its_limit(value: float, limit: Limit | None, verdict: str):
    assert Figure("search", value, "ms", floor=20, limit=limit).verdict == verdict


def test_the_slowest_of_twenty_is_beyond_the_ninety_fifth_percentile():
    assert percentile([*[1.0] * 19, 100.0], 95) < 100
    assert percentile([7.0], 95) == 7


def test_the_table_keeps_its_columns(capsys):
    lines = [table.line(Figure("search", value, "ms", 2, times(1.3))) for value in (1, 123_456)]

    assert {len(line) for line in [*lines, table.heading().splitlines()[0]]} == {len(lines[0])}
    assert lines[0].split() == ["search,", "ms", "1.00", "2.00", "0.50", "×", "1.3", "×", "ok"]


def test_an_unknown_measurement_is_refused(capsys):
    with pytest.raises(SystemExit):
        bench.main(["--only", "everything"])
    assert "invalid choice" in capsys.readouterr().err


def test_a_firm_too_small_to_measure_is_refused(capsys):
    with pytest.raises(SystemExit):
        bench.main(["--customers", "10"])
    assert "With fewer than 1000 customers there is nothing to measure." in capsys.readouterr().err
