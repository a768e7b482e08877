"""`python3 -m ops complaints --open`: what is open, whose it is and when it is due, the first due in front."""

import argparse
import json
from datetime import datetime, timedelta
from typing import Any

from care import complaints
from care.complaints import ClockFace, Outstanding, Standing
from core import clock
from core.i18n import N_, _, ngettext
from db import session as database
from ops import acting, data_folder, migrate

_MINUTE = timedelta(minutes=1)
_BLANK = "—"
_STANDINGS = {
    Standing.ON_TIME: N_("On time"),
    Standing.AT_RISK: N_("At risk"),
    Standing.OVERDUE: N_("Overdue"),
    Standing.PAUSED: N_("Paused"),
}


def main(argv: list[str]) -> int:
    asked = _parser().parse_args(argv)
    data_folder.use(asked.data)
    migrate.bring_up_to_date()
    with database.reading() as session:
        actor = acting.actor_named(session, asked.username)
        found = complaints.outstanding(session, actor, overdue=asked.overdue)
    if asked.json:
        print(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_lines(found, overdue=asked.overdue)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops complaints", description=__doc__)
    parser.add_argument("--open", action="store_true", required=True, help=_("those that have not ended"))
    parser.add_argument("--overdue", action="store_true", help=_("of these, only what is overdue"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    acting.add_option(parser, help_=_("list only what this user may see"))
    data_folder.add_option(parser)
    return parser


def as_json(one: Outstanding) -> dict[str, Any]:
    """Moments on the firm's clock; null: nothing is counted. `left_minutes` is below zero when it is late."""
    line, face = one.line, one.line.urgent
    return {
        "number": line.number,
        "kind": line.kind.value,
        "state": line.state.value,
        "severity": line.severity.value,
        "category": line.category.value,
        "customer": line.customer,
        "handler": line.handler,
        "received": _iso(line.received_at),
        "clock": face.kind.value if face else None,
        "due": _iso(_due(face)),
        "original_due": _iso(face.due_at if face else None),
        "standing": face.standing.value if face else None,
        "left_minutes": None if face is None or face.left is None else face.left // _MINUTE,
        "escalation_level": one.escalation,
        "summary": line.summary,
    }


def as_lines(found: tuple[Outstanding, ...], *, overdue: bool) -> list[str]:
    if not found:
        return [_("Nothing is overdue.") if overdue else _("No complaint is open.")]
    counted = ngettext("{n} open complaint", "{n} open complaints", len(found))
    if overdue:
        counted = ngettext("{n} overdue complaint", "{n} overdue complaints", len(found))
    return [counted.format(n=len(found)), *map(_line, found)]


def _line(one: Outstanding) -> str:
    line, face = one.line, one.line.urgent
    due = _due(face)
    level = _("told up to level {n}").format(n=one.escalation) if one.escalation is not None else ""
    parts = (
        line.number,
        complaints.state_word(line.state),
        complaints.severity_word(line.severity),
        complaints.category_word(line.category),
        line.handler or _("nobody"),
        f"{_standing(face)} {clock.local(due):%Y-%m-%d %H:%M}" if face and due else _standing(face),
        level,
        line.summary[:40],
    )
    return "  ".join(part for part in parts if part)


def _standing(face: ClockFace | None) -> str:
    return _(_STANDINGS[face.standing]) if face and face.standing in _STANDINGS else _BLANK


def _due(face: ClockFace | None) -> datetime | None:
    """By the extension, where one was approved."""
    return (face.extended_due_at or face.due_at) if face else None


def _iso(at: datetime | None) -> str | None:
    return clock.local(at).isoformat(timespec="seconds") if at else None
