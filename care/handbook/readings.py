"""What looks at the present is read off once a month and kept: it cannot be counted afterwards."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import SYSTEM, Actor
from auth.permissions import Permission, Scope
from care.handbook.check import Asked, Check
from care.handbook.counting import counted
from care.handbook.finding import in_practice
from care.handbook.rate import Rate
from care.kpis import Bounds, Stretches
from core import clock
from db import dialect
from db.models import RuleReading


def measured(check: Check, parameters: Mapping[str, Any]) -> str:
    chosen = json.dumps(check.chosen(parameters), sort_keys=True) if check.parameters else ""
    return f"{check.code}{chosen}"[:120]


def past(session: Session, actor: Actor, what: str, *, since: date) -> dict[date, Rate]:
    """Month by month, of the whole firm: nothing for who sees a part of it."""
    if actor.scope(Permission.HANDBOOK_READ) is not Scope.ALL:
        return {}
    found = select(RuleReading).where(col(RuleReading.measured) == what, col(RuleReading.month) >= since)
    return {one.month: Rate(one.met, one.n) for one in session.exec(found)}


def read_off(session: Session) -> int:
    """Keep how things stand this month; the last look of a month remains."""
    today, now = clock.today(), clock.now()
    days = Stretches.of([Bounds(today, today)])
    month, looked = today.replace(day=1), {}
    for check, parameters in in_practice(session):
        if not check.is_snapshot:
            continue
        groups = counted(session, SYSTEM, check, Asked(now, check.chosen(parameters)), days)
        kept, n = sum(one.n for one in groups if one.is_met), sum(one.n for one in groups)
        looked[measured(check, parameters)] = (kept, n)
    for what, (kept, n) in looked.items():
        _keep(session, what, month, kept, n)
    return len(looked)


def _keep(session: Session, what: str, month: date, kept: int, n: int) -> None:
    row = {"measured": what, "month": month, "met": kept, "n": n, "at": clock.now()}
    if dialect.insert_new(session, RuleReading, [row]):
        return
    there = select(RuleReading).where(col(RuleReading.measured) == what, col(RuleReading.month) == month)
    found = session.exec(there.with_for_update()).one()
    found.met, found.n, found.at = kept, n, clock.now()
    session.flush()
