"""The floor of an import, in a process of its own: read the workbook, put its rows into an indexed table, no more.

`python3 -m ops.benchmarks.import_floor WORKBOOK` prints the seconds as JSON.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine, event

from db import dialect

_COLUMNS = "order_no, sku, item, quantity, at, price, amount, number, name, phone, email, region, position"
_TABLE = (
    f"CREATE TABLE lines (id INTEGER PRIMARY KEY, {_COLUMNS})",
    "CREATE UNIQUE INDEX lines_place ON lines (order_no, position)",
    "CREATE INDEX lines_at ON lines (at)",
    "CREATE INDEX lines_number ON lines (number)",
    "CREATE INDEX lines_phone ON lines (phone)",
)


def main(workbook: Path) -> None:
    with tempfile.TemporaryDirectory(dir=workbook.parent) as folder:
        began, spent = time.perf_counter(), time.process_time()
        rows = _read(workbook)
        _write(Path(folder) / "floor.db", rows)
        print(json.dumps({"cpu": time.process_time() - spent, "wall": time.perf_counter() - began, "rows": len(rows)}))


def _read(workbook: Path) -> list[tuple[Any, ...]]:
    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).iter_rows()
    next(rows)
    return [(*row[:4], str(row[4]), *row[5:12], place) for place, row in enumerate(rows)]


def _write(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """With the settings of our own database; written and synced once."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", dialect.listeners(f"sqlite:///{path}")["connect"])
    marks = ", ".join("?" * len(rows[0]))
    with engine.begin() as connection:
        for statement in _TABLE:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"INSERT INTO lines ({_COLUMNS}) VALUES ({marks})", rows)
    engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
