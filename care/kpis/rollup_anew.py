"""Counting everything anew: from one moment's facts, while others go on writing, and put in place at one stroke."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, text
from sqlmodel import Session, select

from care.kpis import trace_texts
from care.kpis.rollup import KINDS, Differences, add, generation, way_of_counting, written
from care.kpis.tally_writing import write_tallies
from care.kpis.trace_queries import chunks
from db import bulk, dialect
from db import session as database
from db.models import KpiMark, KpiTally, KpiTrace

_TRIES = 3


@dataclass
class Count:
    """Everything as it was when the counting began."""

    way: int
    generation: int
    marks: frozenset[int]
    """Of what had changed by then: all of that is in it."""
    sums: Differences = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    traces: list[tuple[str, int, str, str]] = field(default_factory=list)


def rebuild_aside() -> int:
    """Nobody who writes waits for the counting, only for what it found to be put in place."""
    for _try in range(_TRIES):
        with database.reading() as session:
            dialect.see_one_moment(session)
            count = counted(session)
        if database.attempt(lambda session: put_in_place(session, count)):  # noqa: B023
            return len(count.traces)
    return database.attempt(rebuild)


def rebuild(session: Session) -> int:
    """In the transaction at hand."""
    dialect.lock_tallies(session)
    count = counted(session)
    put_in_place(session, count)
    return len(count.traces)


def counted(session: Session) -> Count:
    marks = frozenset(session.exec(select(KpiMark.id)))
    count = Count(way_of_counting(session), generation(session), marks)
    for kind, (table, traces) in KINDS.items():
        ids: Any = select(table.id).order_by(table.id)
        for some in chunks(session.exec(ids).all()):
            for id_, trace in traces(session, some, None):
                if not trace.is_nothing:
                    add(count.sums, trace, 1)
                    count.traces.append(trace_texts.row(kind, id_, trace))
    return count


def put_in_place(session: Session, count: Count) -> bool:
    """False: somebody has moved marks into the tallies meanwhile, and they are no longer marked."""
    dialect.lock_tallies(session)
    if generation(session) != count.generation:
        return False
    later = set(session.exec(select(KpiMark.id))) - count.marks
    gone = delete(KpiMark)
    session.execute(gone.where(text(f"NOT ({bulk.one_of('id', later)})")) if later else gone)
    for table in (KpiTrace, KpiTally):
        session.execute(delete(table))
    bulk.insert_rows(session, trace_texts.TABLE, trace_texts.COLUMNS, count.traces)
    write_tallies(session, count.sums, is_empty=True)
    written(session).formula_version = count.way
    return True
