"""A month that is over is frozen with its inputs: what was judged cannot change afterwards."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM
from care import rulebook
from care.kpis import first_of_month
from care.scorecards.policy import ScorePolicy
from care.scorecards.queries import ScoreCard, scoreboard
from core import clock
from db import dialect
from db.models import ScoreMonth


def freeze_last_month(session: Session) -> int:
    """The month before this one, if it is not frozen yet; how many cards."""
    return freeze(session, first_of_month(clock.today(), -1))


def freeze(session: Session, month: date) -> int:
    known = select(ScoreMonth.id).where(col(ScoreMonth.month) == month).limit(1)
    if session.exec(known).first() is not None:
        return 0
    board = scoreboard(session, SYSTEM, month=month)
    version = rulebook.version_in_force(session, ScorePolicy)
    rows = list(_rows(month, (*board.people, *board.teams), version))
    made = dialect.insert_new(session, ScoreMonth, rows) if rows else 0
    if made:
        audit.record(session, SYSTEM, "scores.frozen", count=made, detail={"month": month.isoformat()})
    return made


def _rows(month: date, cards: Iterable[ScoreCard], version: int) -> Iterable[dict[str, Any]]:
    for card in cards:
        whose = f"person:{card.user_id}" if card.user_id else f"team:{card.team_id}"
        inputs = json.dumps([asdict(line) for line in card.lines], sort_keys=True, separators=(",", ":"))
        yield {
            "key": f"{month:%Y-%m}:{whose}", "month": month, "user_id": card.user_id, "team_id": card.team_id,
            "score": card.score, "inputs": inputs, "policy_version": version, "frozen_at": clock.now(),
        }  # fmt: skip
