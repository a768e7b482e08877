"""Putting amounts into the stored months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from care.kpis.trace_measures import unpacked
from care.kpis.trace_queries import Cut
from db import bulk
from db.models import KpiTally

_TABLE = "kpi_tallies"
_COLUMNS = ("cut", "key", "measure", "month", "total", "days")
_LONGEST = 31
_Months = dict[tuple[int, int], list[int]]


def write_tallies(session: Session, changes: Mapping[Cut, Mapping[int, int]], *, is_empty: bool = False) -> None:
    """Add these amounts to what is stored; `is_empty`: nothing is stored yet."""
    for (cut, key), amounts in changes.items():
        months = _by_month(amounts)
        if not months:
            continue
        if not is_empty:
            _join_stored(session, cut, key, months)
        rows = [
            (cut, key, measure, month, sum(days), ",".join(map(str, _trimmed(days))))
            for (measure, month), days in months.items()
        ]
        bulk.insert_rows(session, _TABLE, _COLUMNS, rows)


def _by_month(amounts: Mapping[int, int]) -> _Months:
    months: _Months = defaultdict(lambda: [0] * _LONGEST)
    firsts: dict[int, int] = {}
    for place, amount in amounts.items():
        if not amount:
            continue
        measure, day = unpacked(place)
        first = firsts.get(day) or firsts.setdefault(day, date.fromordinal(day).replace(day=1).toordinal())
        months[measure, first][day - first] += amount
    return months


def _join_stored(session: Session, cut: str, key: str, months: _Months) -> None:
    """What is stored of these months is taken out, to be written again with what is added."""
    of_cut = (col(KpiTally.cut) == cut, col(KpiTally.key) == key)
    wanted = _either(months)
    columns: Any = (KpiTally.measure, KpiTally.month, KpiTally.days)
    stored = session.execute(select(*columns).where(*of_cut, wanted[0], wanted[1])).all()
    for measure, month, text in stored:
        if (measure, month) in months:
            for place, amount in enumerate(text.split(",")):
                months[measure, month][place] += int(amount)
    for measure, some in _measures(months).items():
        session.execute(
            delete(KpiTally).where(*of_cut, col(KpiTally.measure) == measure, col(KpiTally.month).in_(some))
        )


def _either(months: _Months) -> tuple[Any, Any]:
    measures, firsts = {measure for measure, _month in months}, {month for _measure, month in months}
    return col(KpiTally.measure).in_(measures), col(KpiTally.month).in_(firsts)


def _measures(months: _Months) -> dict[int, list[int]]:
    by_measure: dict[int, list[int]] = defaultdict(list)
    for measure, month in months:
        by_measure[measure].append(month)
    return by_measure


def _trimmed(days: Iterable[int]) -> list[int]:
    kept = list(days)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept
