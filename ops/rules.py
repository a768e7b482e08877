"""`python3 -m ops rules`: how well each rule with a check is kept, the same as on the screen."""

import argparse
import json
from datetime import date, timedelta
from typing import Any

from care import handbook, kpis
from care.handbook import Compliance, RuleLine
from core import clock
from core.i18n import _
from db import session as database
from ops import acting, data_folder, migrate


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    today = clock.today()
    period = kpis.custom(options.first or today - timedelta(days=89), options.last or today)
    data_folder.use(options.data)
    migrate.bring_up_to_date()
    with database.transaction() as session:
        handbook.install(session)
        actor = acting.actor_named(session, options.username)
        found = handbook.measurable(session, actor, period=period)
    if options.json:
        told = {
            "from": period.start.isoformat(),
            "to": period.last_day.isoformat(),
            "rules": [as_json(line, kept) for line, kept in found],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(*[as_line(line, kept) for line, kept in found], sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops rules", description=__doc__)
    day = date.fromisoformat
    parser.add_argument(
        "--from", dest="first", type=day, metavar="D", help=_("first day; default: 90 days up to today")
    )
    parser.add_argument("--to", dest="last", type=day, metavar="D", help=_("last day, itself included"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    acting.add_option(parser, help_=_("count only what this user may see"))
    data_folder.add_option(parser)
    return parser


def as_json(line: RuleLine, kept: Compliance) -> dict[str, Any]:
    """The rate as a share of one; null: no case. Excused breaches are among the breaches."""
    rate = kept.rate
    return {
        "code": line.code,
        "title": line.title,
        "check": line.check_code,
        "rate": rate.value.value,
        "rate_without_excused": rate.without_excused.value,
        "n": rate.n,
        "met": rate.met,
        "breaches": rate.breaches,
        "excused": rate.excused,
        "interval": rate.interval,
        "as_of_now": kept.is_snapshot,
    }


def as_line(line: RuleLine, kept: Compliance) -> str:
    rate = kept.rate
    share = "—" if rate.value.value is None else f"{rate.value.value:.1%}"
    if rate.value.is_fraction:
        share = f"{rate.met}/{rate.n}"
    return f"{line.code:<6}{share:>7}  n={rate.n:<6} {rate.breaches:>5}  {line.title}"
