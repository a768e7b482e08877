"""Finding the cases in which a rule was not kept, a page at a time or one by its number."""

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, literal_column, select
from sqlmodel import Session

from auth.actor import Actor
from care.handbook.check import Asked, Case, Cases, Check
from care.handbook.checks import catalogue
from care.handbook.counting import covers, is_within, may_see, met, restricted
from care.handbook.finding import current, find
from care.kpis import Stretches
from core import clock
from core.errors import NotFound

PAGE = 50


class Missed(NamedTuple):
    case_id: int
    subject_id: int | None
    who_id: int | None
    team_id: int | None
    at: datetime | None
    due_at: datetime | None
    done_at: datetime | None


def checked(session: Session, actor: Actor, rule_id: int) -> tuple[Check, Asked]:
    """What the rule in force is checked by; NotFound for one that is text alone."""
    version = current(session, find(session, actor, rule_id))
    check = catalogue().get(version.check_code) if version else None
    if version is None or check is None:
        raise NotFound
    return check, Asked(clock.now(), check.chosen(json.loads(version.parameters)))


def one_missed(session: Session, actor: Actor, check: Check, asked: Asked, case_id: int) -> Missed:
    _total, found = missed(session, actor, check, asked, case_id=case_id, most=1)
    if not found:
        raise NotFound
    return found[0]


def missed(
    session: Session, actor: Actor, check: Check, asked: Asked, *,
    days: Stretches | None = None, case_id: int | None = None, most: int = PAGE,
) -> tuple[int, list[Missed]]:  # fmt: skip
    """How many there are, and the latest of them."""
    total, rows, listed = 0, list[Missed](), list[Missed]()
    for one in check.cases(session, asked):
        if isinstance(one, Cases):
            n, some = _selected(session, actor, one, days, case_id, most)
            total, rows = total + n, rows + some
        elif not one.is_met and (case_id is None or one.case_id == case_id) and _is_in(actor, one, days):
            listed.append(_as_missed(one))
    rows = sorted([*rows, *listed], key=_latest, reverse=True)
    return total + len(listed), rows[:most]


def _selected(
    session: Session, actor: Actor, cases: Cases, days: Stretches | None, case_id: int | None, most: int
) -> tuple[int, list[Missed]]:
    where: list[Any] = [is_within(actor, cases.who_id, cases.team_id), met(cases) == 0]
    if cases.at is not None and days is not None:
        where.append(covers(cases.at, days))
    if case_id is not None:
        where.append(cases.case_id == case_id)
    total = session.execute(restricted(cases, select(func.count()), *where)).scalar_one()
    nothing: Any = literal_column("NULL")
    sides = [cases.case_id, cases.subject_id, cases.who_id, cases.team_id]
    sides += [nothing if one is None else one for one in (cases.at, cases.due_at, cases.done_at)]
    query = restricted(cases, select(*[side.label(f"m_{n}") for n, side in enumerate(sides)]), *where)
    last = cases.case_id if cases.at is None else cases.at
    rows = session.execute(query.order_by(last.desc(), cases.case_id.desc()).limit(most)) if total else ()
    return total, [Missed(*row[:4], *map(_moment, row[4:])) for row in rows]


def _moment(value: Any) -> datetime | None:
    """Of what is kept by the day, the moment at which it begins."""
    return clock.start_of(value) if isinstance(value, date) and not isinstance(value, datetime) else value


def _is_in(actor: Actor, one: Case, days: Stretches | None) -> bool:
    if not may_see(actor, one.who_id, one.team_id):
        return False
    if days is None or one.at is None:
        return True
    return clock.start_of(days.days[0]) <= one.at < clock.start_of(days.days[-1])


def _as_missed(one: Case) -> Missed:
    return Missed(one.case_id, one.subject_id, one.who_id, one.team_id, one.at, one.due_at, one.done_at)


def _latest(one: Missed) -> tuple[float, int]:
    return (one.at.timestamp() if one.at else 0.0, one.case_id)
