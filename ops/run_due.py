"""`python3 -m ops run-due`: run what is due of the schedule, for machines where something else keeps the time."""

import argparse
import json

from care import jobs
from core import clock
from core.i18n import _
from ops import data_folder, migrate


def main(argv: list[str]) -> int:
    """0 when all went well, 1 when a job failed; its error is on the line."""
    options = _parser().parse_args(argv)
    data_folder.use(options.data)
    migrate.bring_up_to_date()
    ran = jobs.run_due(clock.now())
    if options.json:
        print(json.dumps([vars(each) for each in ran], ensure_ascii=False))
    elif not ran:
        print(_("Nothing was due."))
    else:
        for each in ran:
            print(f"{each.count:>8}  {_(each.label)}" + (f": {each.error}" if each.error else ""))
    return 1 if any(each.error for each in ran) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops run-due", description=__doc__)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    data_folder.add_option(parser)
    return parser
