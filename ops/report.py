"""`python3 -m ops report --month 2026-02 --out DIR`: the report of a month or quarter as PDF, workbook and JSON."""

import argparse
import re
from datetime import date
from pathlib import Path

from care import kpis, reports
from care.kpis import Period
from care.reports import Form, Report
from core.errors import Refusal
from core.i18n import _, nearest, speaking
from db import session as database
from ops import acting, data_folder, migrate


class NoPeriod(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Give a month such as 2026-02, or a quarter such as 2026-Q1."))


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    period = _quarter(options.quarter) if options.quarter else _month(options.month)
    data_folder.use(options.data)
    migrate.bring_up_to_date()
    language = nearest(options.lang) or "zh_CN"
    with speaking(language):
        report = _report(period, options.username)
        options.out.mkdir(parents=True, exist_ok=True)
        for form in Form:
            file = reports.file_of(report, form=form, language=language)
            (options.out / file.name).write_bytes(file.content)
            print(options.out / file.name)
    print(_("Version {version}, SHA-256 {checksum}").format(version=report.line.version, checksum=report.line.checksum))
    return 0


def _report(period: Period, username: str | None) -> Report:
    """The newest that was made; the first one, if none was."""
    with database.transaction() as session:
        actor = acting.actor_named(session, username)
        found = reports.report_of(session, actor, period=period)
        return found or reports.report(session, actor, reports.make(session, actor, period=period).id)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops report", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--month", metavar="YYYY-MM", help=_("the month, once it is over"))
    which.add_argument("--quarter", metavar="YYYY-QN", help=_("the quarter, for the review"))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("the folder for the three files"))
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help=_("their language; default: zh"))
    acting.add_option(parser, help_=_("make it on behalf of this user"))
    data_folder.add_option(parser)
    return parser


def _month(text: str) -> Period:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found or int(found[1]) < 1900:
        raise NoPeriod
    return kpis.month_of(date(int(found[1]), int(found[2]), 1))


def _quarter(text: str) -> Period:
    found = re.fullmatch(r"(\d{4})-?[Qq]([1-4])", text)
    if not found or int(found[1]) < 1900:
        raise NoPeriod
    return kpis.quarter_of(date(int(found[1]), int(found[2]) * 3, 1))
