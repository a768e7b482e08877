"""`python3 -m ops clock --start ISO --minutes N --mode working`: when is it due, and how long did it take."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, make_url
from sqlalchemy.exc import DBAPIError

from care import worktime
from care.worktime import WorkCalendar
from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import session as database
from db.models import ClockMode, WorkFrame
from ops import data_folder
from ops.clock_questions import BadQuestion, Question, from_json, question


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    data_folder.use(options.data)
    calendar = installed()
    if options.cases:
        return _answer_all(options.cases, calendar)
    told = answer(question(vars(options), calendar.zone), calendar)
    print(*([json.dumps(told, ensure_ascii=False, indent=2)] if options.json else _lines(told)), sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops clock", description=__doc__)
    parser.add_argument("--start", metavar="ISO", help=_("when the clock starts, as in 2026-03-09T10:00"))
    parser.add_argument("--minutes", metavar="N", help=_("minutes until it is due"))
    parser.add_argument("--mode", metavar="|".join(ClockMode), help=_("all time counts, or open hours alone"))
    parser.add_argument(
        "--pause", dest="pauses", action="append", default=[], metavar="ISO/ISO",
        help=_("from/until, does not count; may be given several times"),
    )  # fmt: skip
    parser.add_argument("--end", metavar="ISO", help=_("count the minutes until then, not until it is due"))
    parser.add_argument(
        "--cases", type=Path, metavar="FILE", help=_("a file with one question a line, each a JSON object")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    data_folder.add_option(parser)
    return parser


def installed() -> WorkCalendar:
    """The calendar of this installation; the default one where there is no database yet: a question makes none."""
    default = WorkCalendar(zone=settings().time_zone)
    file = make_url(settings().database_url).database
    if settings().on_sqlite and not (file and Path(file).exists()):
        return default
    try:
        with database.reading() as session:
            if not inspect(session.connection()).has_table(str(WorkFrame.__tablename__)):
                return default
            return worktime.calendar_in_force(session)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise BadQuestion(_("The database cannot be used: {reason}").format(reason=reason)) from error


def answer(asked: Question, calendar: WorkCalendar) -> dict[str, Any]:
    """Both answers; moments on the company's clock."""
    mode, pauses = asked.mode, asked.pauses
    due = None
    if asked.minutes is not None:
        due = calendar.after(asked.start, timedelta(minutes=asked.minutes), mode=mode, pauses=pauses)
    end = asked.end or due
    assert end is not None  # one of the two was asked
    counted = calendar.between(asked.start, end, mode=mode, pauses=pauses) / timedelta(minutes=1)
    crossed = max(end, due or end)
    return {
        "start": _told(asked.start, calendar.zone),
        "mode": mode.value,
        "minutes": asked.minutes,
        "pauses": [f"{_told(pause.start, calendar.zone)}/{_told(pause.end, calendar.zone)}" for pause in pauses],
        "due": _told(due, calendar.zone) if due else None,
        "end": _told(end, calendar.zone),
        "counted_minutes": int(counted) if counted.is_integer() else counted,
        "warning": worktime.warning(calendar, asked.start, crossed) if mode is ClockMode.WORKING else "",
    }


def _answer_all(file: Path, calendar: WorkCalendar) -> int:
    """One answer a line, or the sentence that refuses it; exit code 2 when any was refused."""
    refused = False
    for line in _read(file):
        try:
            told = answer(question(from_json(line), calendar.zone), calendar)
        except Refusal as refusal:
            told, refused = {"error": refusal.sentence}, True
        print(json.dumps(told, ensure_ascii=False))
    return 2 if refused else 0


def _read(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise BadQuestion(_("The file {file} cannot be read.").format(file=file)) from error
    return filter(str.strip, lines)


def _told(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat()


def _lines(told: Mapping[str, Any]) -> list[str]:
    lines = [_("Due: {moment}").format(moment=told["due"])] if told["due"] else []
    lines.append(_("Counted until {moment}: {n} min").format(moment=told["end"], n=f"{told['counted_minutes']:g}"))
    return lines + ([told["warning"]] if told["warning"] else [])
