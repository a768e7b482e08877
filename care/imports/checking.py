"""The first half of an import: the file is read, understood and staged; nothing of it is in force yet."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col

from auth.permissions import Permission, scope_of
from care.imports import complaint_rows, customer_rows, known_records, lead_rows, order_rows, record_rows
from care.imports.answer_values import AnswerReader
from care.imports.choices import Choices, Findings
from care.imports.colleagues import Colleagues, at_work
from care.imports.complaint_values import CaseReader
from care.imports.files import files
from care.imports.kinds import CASES, Kind
from care.imports.known import Known
from care.imports.lead_values import LeadReader
from care.imports.order_owners import Owners
from care.imports.portions import Portion, Reader
from care.imports.reading import Row, open_file
from care.imports.refusals import FileRefused
from care.imports.rows import Skipped, data_rows
from care.imports.said import FirmClock
from care.imports.settling import count, settle_orders
from care.imports.spreadsheet.limits import MAX_ROWS, Fault
from care.imports.understanding import understand
from care.imports.visit_values import VisitReader
from core import clock
from core.settings import settings
from db import bulk
from db import session as database
from db.models import ImportJob, ImportRow, ImportState, Role

_AT_ONCE = 8_000
_SAMPLES = 3


def check(job_id: int, path: Path, choices: Choices) -> None:
    """Stage every row with its verdict, in small transactions that keep nobody waiting."""
    _forget_rows(job_id)
    with open_file(path, sheet=choices.sheet or "") as opened:
        understood = understand(opened, choices)
        skipped = Skipped()
        if understood.reader is not None:
            layout = understood.reader.layout
            portions = data_rows(opened.rows(layout.sheet), layout.first_data_row, layout.headers, skipped)
            _stage(job_id, choices, understood.reader, _larger(portions), understood.height)
    _finish(job_id, choices, understood.findings.without(skipped))


def _larger(portions: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """Fewer, larger transactions; still short ones."""
    held: list[Row] = []
    for portion in portions:
        held += portion
        if len(held) >= _AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def _stage(job_id: int, choices: Choices, reader: Reader, portions: Iterable[list[Row]], height: int) -> None:
    check_rows = _STAGERS[choices.kind](job_id, choices)
    done = 0
    for rows in portions:
        done += len(rows)
        if done > MAX_ROWS:
            raise FileRefused(Fault.TOO_MANY_ROWS)
        columns, staged = check_rows(reader.read(rows))
        with database.transaction() as session:
            bulk.load_in_bulk(session)
            bulk.insert_rows(session, "import_rows", columns, staged)
            progress = {"rows_done": done, "rows_total": max(done, height)}
            session.execute(update(ImportJob).where(col(ImportJob.id) == job_id).values(**progress))


def _order_stager(job_id: int, choices: Choices) -> Any:
    with database.reading() as session:
        written = bulk.moments(session)
    checker = order_rows.OrderCheck(job_id, choices, settings().time_zone, written, Owners(choices))

    def stage(portion: Portion) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        with database.reading() as session:
            columns = checker.check(session, portion)
        return tuple(columns), list(zip(*columns.values(), strict=True))

    return stage


def _customer_stager(job_id: int, choices: Choices) -> Any:
    checker = customer_rows.CustomerCheck(job_id, choices, Known(), _colleagues(set(Role)))

    def stage(portion: Portion) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        rows = checker.read(portion)
        with database.reading() as session:
            checker.learn(session, rows)
            there = files(session, checker.find(rows))
        return customer_rows.COLUMNS, list(checker.staged(portion, rows, there))

    return stage


def _case_stager(job_id: int, choices: Choices) -> Any:
    able = {role for role in Role if scope_of(role, Permission.COMPLAINT_HANDLE)}
    reader = CaseReader(choices.kind, settings().time_zone, clock.local(clock.now()).replace(tzinfo=None))
    checker = complaint_rows.CaseCheck(job_id, choices, reader, Owners(choices), _colleagues(able))

    def stage(portion: Portion) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        with database.reading() as session:
            return complaint_rows.COLUMNS, checker.check(session, portion)

    return stage


def _lead_stager(job_id: int, choices: Choices) -> Any:
    able = {role for role in Role if scope_of(role, Permission.LEAD_WORK)}
    checker = lead_rows.LeadCheck(job_id, choices, LeadReader(_firm_clock()), Owners(choices), _colleagues(able))

    def stage(portion: Portion) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        with database.reading() as session:
            return lead_rows.COLUMNS, checker.check(session, portion)

    return stage


def _record_stager(job_id: int, choices: Choices) -> Any:
    """Visits and answers: what was said once."""
    is_visit = choices.kind is Kind.REVISITS
    reader = VisitReader(_firm_clock()) if is_visit else AnswerReader(_firm_clock())
    there = known_records.known_visits if is_visit else known_records.known_answers
    checker = record_rows.RecordCheck(job_id, choices, reader, there, Owners(choices), _colleagues(set(Role)))

    def stage(portion: Portion) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        with database.reading() as session:
            return record_rows.COLUMNS, checker.check(session, portion)

    return stage


def _firm_clock() -> FirmClock:
    return FirmClock(settings().time_zone, clock.local(clock.now()).replace(tzinfo=None))


_STAGERS = dict.fromkeys(CASES, _case_stager) | {
    Kind.CUSTOMERS: _customer_stager,
    Kind.ORDERS: _order_stager,
    Kind.LEADS: _lead_stager,
    Kind.REVISITS: _record_stager,
    Kind.SURVEYS: _record_stager,
}


def _colleagues(roles: set[Role]) -> Colleagues:
    with database.reading() as session:
        return at_work(session, roles)


def _forget_rows(job_id: int) -> None:
    with database.transaction() as session:
        session.execute(delete(ImportRow).where(col(ImportRow.job_id) == job_id))


def _finish(job_id: int, choices: Choices, findings: Findings) -> None:
    with database.transaction() as session:
        if choices.kind is Kind.ORDERS:
            settle_orders(session, job_id)
        counts = count(session, job_id, choices.kind)
        values = {"state": ImportState.READY, "findings": findings.dump(), "counts": json.dumps(counts.plain())}
        session.execute(update(ImportJob).where(col(ImportJob.id) == job_id).values(**values, rows_done=counts.rows))
