"""Baselines: the numbers frozen on a day, and what has become of them since (R48)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.kpis.figures import Value
from care.kpis.formulas import Formula
from care.kpis.number_queries import numbers
from care.kpis.periods import Period, custom
from care.kpis.showing import NumberPolicy, told_value
from care.kpis.trace_measures import FORMULA_VERSION
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.i18n import _
from db.models import KpiSnapshot, User


@dataclass(frozen=True)
class Baseline:
    id: int
    title: str
    first_day: date
    last_day: date
    at: datetime
    by: str
    is_comparable: bool
    """Counted as numbers are counted today."""
    is_intact: bool
    """Its content is what its checksum was made of."""


@dataclass(frozen=True)
class Compared:
    formula: Formula
    then: Value
    now: Value


@dataclass(frozen=True)
class Comparison:
    baseline: Baseline
    period: Period
    rows: tuple[Compared, ...]
    """Empty when the two were not counted in the same way."""


def freeze(session: Session, actor: Actor, *, title: str, period: Period) -> KpiSnapshot:
    """Keep every number of this period as it is counted today, for ever."""
    actor.require(Permission.SETTINGS_CHANGE)
    if not title.strip() or len(title.strip()) > 120:
        raise Invalid({"title": _("Please give it a name of at most 120 characters.")})
    found = numbers(session, actor, period=period, months_shown=0, showing=NumberPolicy())
    plain = {code: _plain(one.now) for code, one in found.by_code.items()}
    content = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    row = KpiSnapshot(
        title=title.strip(),
        first_day=found.counted.start,
        last_day=found.counted.last_day,
        at=clock.now(),
        by_id=actor.id,
        formula_version=FORMULA_VERSION,
        content=content,
        checksum="",
    )
    row.checksum = _checksum(row)
    session.add(row)
    session.flush()
    audit.record(session, actor, "kpi.baseline_frozen", row, detail={"title": row.title})
    return row


def baselines(session: Session, actor: Actor) -> tuple[Baseline, ...]:
    """The newest first. They are about the whole firm: only who reaches all of it reads them."""
    _require_all(actor)
    query = select(KpiSnapshot, User.name).outerjoin(User, col(User.id) == col(KpiSnapshot.by_id))
    rows = session.exec(query.order_by(col(KpiSnapshot.id).desc()).limit(100))
    return tuple(_baseline(row, name or "") for row, name in rows)


def comparison(session: Session, actor: Actor, baseline_id: int | None, *, period: Period) -> Comparison:
    """Before and after, number by number, both as the firm has them told today."""
    _require_all(actor)
    row = session.get(KpiSnapshot, baseline_id) if baseline_id is not None else None
    if row is None:
        raise NotFound
    by = session.get(User, row.by_id) if row.by_id else None
    told = _baseline(row, by.name if by else "")
    if not (told.is_comparable and told.is_intact):
        return Comparison(told, period, ())
    then, found = json.loads(row.content), numbers(session, actor, period=period, months_shown=0)
    rows = tuple(
        Compared(one.formula, told_value(Value(*then[code]), one.formula), one.now)
        for code, one in found.by_code.items()
        if code in then
    )
    return Comparison(told, period, rows)


def of_baseline(told: Baseline) -> Period:
    return custom(told.first_day, told.last_day)


def _require_all(actor: Actor) -> None:
    if actor.scope(Permission.KPI_READ) is not Scope.ALL:
        raise NotAllowed


def _baseline(row: KpiSnapshot, by: str) -> Baseline:
    is_comparable, is_intact = row.formula_version == FORMULA_VERSION, row.checksum == _checksum(row)
    return Baseline(row.id, row.title, row.first_day, row.last_day, row.at, by, is_comparable, is_intact)


def _plain(value: Value) -> list[Any]:
    return [value.value, value.n, value.numerator, value.denominator]


def _checksum(row: KpiSnapshot) -> str:
    framed = [row.title, row.first_day.isoformat(), row.last_day.isoformat(), row.formula_version, row.content]
    return hashlib.sha256(json.dumps(framed, ensure_ascii=False).encode()).hexdigest()
