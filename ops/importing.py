"""`python3 -m ops import KIND FILE`: the good rows of a workbook come in, the others are listed."""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auth.actor import Actor
from care import imports
from care.imports import Choices, Counts, Kind, Match, Mode, Progress, Unknown
from core.errors import Refusal
from core.i18n import _, language
from db import session as database
from db import version
from db.models import ImportState
from ops import acting, data_folder

_SHOWN = 20


class NotDone(Refusal):
    """The import ended without being applied; its own sentence says why."""


@dataclass(frozen=True)
class Outcome:
    progress: Progress
    errors: list[dict[str, Any]]
    seconds: float

    def plain(self) -> dict[str, Any]:
        counts: Counts = self.progress.counts
        return {
            "job": self.progress.id,
            "sheet": self.progress.findings.sheet,
            "header_row": self.progress.findings.header_row,
            "rows": counts.rows,
            "created": counts.created,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "skipped": counts.skipped,
            "review": counts.review,
            "errors": self.errors,
            "seconds": round(self.seconds, 3),
        }


def main(argv: list[str]) -> int:
    """0 when the good rows are in, 2 with one sentence when nothing is."""
    asked = _parser().parse_args(argv)
    data_folder.use(asked.data)
    if not version.is_current():
        from ops import migrate  # seldom needed, and slower to load than all the rest

        migrate.bring_up_to_date()
    outcome = run(asked)
    if asked.json:
        print(json.dumps(outcome.plain(), ensure_ascii=False))
    else:
        _tell(outcome, asked.dry_run)
    return 0


def run(asked: argparse.Namespace) -> Outcome:
    started = time.perf_counter()
    with database.reading() as session:
        actor = acting.actor_named(session, asked.username)
    try:
        with asked.file.open("rb") as file:
            upload = imports.receive(actor, asked.file.name, file)
    except OSError as error:
        raise NotDone(_("The file {file} cannot be read.").format(file=asked.file)) from error
    with database.transaction() as session:
        job_id = imports.begin(session, actor, upload=upload, choices=_choices(asked)).id
    with imports.turn(wait=True):
        imports.clear_up()
        progress = _work(actor, job_id, apply=not asked.dry_run)
    with database.reading() as session:
        found = imports.errors(session, actor, job_id)
    if asked.dry_run:
        with database.transaction() as session:
            imports.cancel(session, actor, job_id)
    listed = [{"row": p.row, "column": p.column, "value": p.value, "message": f"{p.message} {p.hint}"} for p in found]
    return Outcome(progress, listed, time.perf_counter() - started)


def _work(actor: Actor, job_id: int, *, apply: bool) -> Progress:
    imports.work(job_id)
    progress = _progress(actor, job_id)
    if progress.state is ImportState.READY and progress.findings.missing:
        raise NotDone(_missing(progress))
    if progress.state is ImportState.READY and apply and not _is_all_known(progress.counts):
        with database.transaction() as session:
            imports.confirm(session, actor, job_id)
        imports.work(job_id)
        progress = _progress(actor, job_id)
    if progress.state in {ImportState.REFUSED, ImportState.FAILED}:
        raise NotDone(progress.message)
    return progress


def _is_all_known(counts: Counts) -> bool:
    """Nothing to write: an answer in itself, and no refusal."""
    return counts.created == counts.updated == 0


def _missing(progress: Progress) -> str:
    group = progress.findings.missing[0]
    labels = [_(imports.field_of(progress.kind, code).label) for code in group]
    if progress.findings.header_row is None:
        return _("No header row was found. Name it with --header-row.")
    return _("No column was found for: {fields}.").format(fields=" / ".join(labels))


def _progress(actor: Actor, job_id: int) -> Progress:
    with database.reading() as session:
        return imports.progress(session, actor, job_id)


def _choices(asked: argparse.Namespace) -> Choices:
    return Choices(
        kind=Kind(asked.kind),
        sheet=asked.sheet,
        header_row=asked.header_row,
        mode=Mode(asked.mode),
        match=Match(asked.match),
        unknown=Unknown(asked.unknown_customers),
        language=language(),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops import", description=__doc__)
    parser.add_argument("kind", choices=[kind.value for kind in Kind])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.UPSERT.value)
    parser.add_argument("--match", choices=[match.value for match in Match], default=Match.AUTO.value)
    parser.add_argument("--sheet", metavar="S", help=_("name of the sheet; default: the one that looks like data"))
    parser.add_argument("--header-row", type=int, metavar="N", help=_("row of the header; 0: there is none"))
    parser.add_argument("--unknown-customers", choices=[each.value for each in Unknown], default=Unknown.CREATE.value)
    parser.add_argument("--dry-run", action="store_true", help=_("check every row and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    acting.add_option(parser, help_=_("import in this person's name"))
    data_folder.add_option(parser)
    return parser


def _tell(outcome: Outcome, dry_run: bool) -> None:
    counts = outcome.progress.counts
    heading = _("Checked, nothing written") if dry_run else _("Imported")
    print(f"{heading}: {outcome.progress.file_name} · {outcome.progress.findings.sheet} · {counts.rows}")
    for label, number in (
        (_("created"), counts.created),
        (_("updated"), counts.updated),
        (_("unchanged"), counts.unchanged),
        (_("skipped"), counts.skipped),
        (_("to be looked at"), counts.review),
        (_("rows with errors, not imported"), counts.errors),
    ):
        print(f"  {number:>8}  {label}")
    for error in outcome.errors[:_SHOWN]:
        print(f"  {error['row']}  {error['column']}  {error['value']}: {error['message']}", file=sys.stderr)
    if len(outcome.errors) > _SHOWN:
        print(_("… and {count} more; --json lists all.").format(count=len(outcome.errors) - _SHOWN), file=sys.stderr)
