"""The report of a month: its numbers, the screen's blocks, the PDF and the workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median

import typst
from openpyxl import Workbook

from care import kpis, reports
from care.reports import Form, Report
from core import clock
from core.i18n import DEFAULT_LANGUAGE
from db import session as database
from ops.benchmarks import casebook
from ops.benchmarks.figure import Figure, at_most
from ops.benchmarks.stopwatch import milliseconds, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 5


def measure(world: World) -> Iterator[Figure]:
    casebook.fill(world)
    made, counted = milliseconds(lambda: _made(world)), milliseconds(lambda: _counted(world))
    yield Figure("a month's report counted and frozen", made, "ms", counted, at_most(2_000))
    report = _newest(world)
    text = json.dumps(report.content)
    yield _figure("a report read and laid out", lambda: _laid_out(world), lambda: json.loads(text), 50)
    yield _figure("a report as PDF", lambda: _file(report, Form.PDF), lambda: typst.compile(b"."), 1_000)
    yield _figure("a report as a workbook", lambda: _file(report, Form.WORKBOOK), _bare_workbook, 1_000)


def _figure(name: str, work: Callable[[], object], bare: Callable[[], object], most: int) -> Figure:
    ours, floor = side_by_side(work, bare, _ROUNDS)
    return Figure(name, median(ours), "ms", median(floor), at_most(most))


def _last_month() -> kpis.Period:
    this = kpis.month_of(clock.today())
    return kpis.month_of(this.previous(this.end).start)


def _made(world: World) -> None:
    with database.transaction() as session:
        reports.make(session, world.owner, period=_last_month())


def _counted(world: World) -> None:
    with database.reading() as session:
        kpis.numbers(session, world.owner, period=_last_month())


def _newest(world: World) -> Report:
    with database.reading() as session:
        return reports.report(session, world.owner, reports.reports(session, world.owner)[0].id)


def _laid_out(world: World) -> None:
    reports.document(_newest(world), DEFAULT_LANGUAGE)


def _file(report: Report, form: Form) -> None:
    reports.file_of(report, form=form, language=DEFAULT_LANGUAGE)


def _bare_workbook() -> None:
    Workbook().save(BytesIO())
