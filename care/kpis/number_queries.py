"""All numbers of a period: what the page, the command line, the report and a baseline print alike."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.customers import LifecyclePolicy
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.formulas import Formula
from care.kpis.numbers import AMOUNTS, Number, Numbers, Reading, Target
from care.kpis.periods import Period
from care.kpis.population import is_everybody
from care.kpis.providing import Question
from care.kpis.queries import MONTHS_SHOWN
from care.kpis.registry import ALL_FORMULAS, PROVIDERS
from care.kpis.rollup import KINDS, generation
from care.kpis.showing import NumberPolicy, all_told, told_reading, told_target
from care.kpis.tally_queries import tallies
from care.kpis.target_queries import targets_for
from core import clock
from core.settings import settings
from db.models import KpiMark, KpiTarget, PolicyVersion


def numbers(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    months_shown: int = MONTHS_SHOWN,
    wanted: Collection[str] = ALL_FORMULAS,
    showing: NumberPolicy | None = None,
) -> Numbers:
    """With the period before, the months that led here and targets; told as `showing` says, else as the settings do."""
    actor.require(Permission.KPI_READ)
    today, filters = clock.today(), filters or Filters()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    asked = Question(period, filters, now, then, months_shown)
    targets = _targets(session, period, is_whole=is_everybody(actor, filters))
    stages = rulebook.in_force(session, LifecyclePolicy)
    formulas = all_told(ALL_FORMULAS, showing or rulebook.in_force(session, NumberPolicy), stages)
    readings = _read(session, actor, asked, wanted)
    return Numbers(
        period=period,
        counted=now,
        compared=then,
        unfinished=period.is_unfinished(today),
        currency=settings().currency,
        by_code={code: _number(formulas[code], one, targets.get(code), period) for code, one in readings},
    )


def _read(session: Session, actor: Actor, asked: Question, wanted: Collection[str]) -> Iterator[tuple[str, Reading]]:
    """Who brings none of these is not asked."""
    providers = [provider for provider in PROVIDERS if any(map(provider.brings, wanted))]
    for kind in KINDS:
        measures = {measure for provider in providers for measure in provider.read_off.get(kind, ())}
        if measures:
            tallies(session, actor, asked.filters, kind, sorted(measures), asked.kept)
    for provider in providers:
        yield from ((code, one) for code, one in provider.read(session, actor, asked).items() if code in wanted)


def _targets(session: Session, period: Period, *, is_whole: bool) -> dict[str, Target]:
    found = targets_for(session, period)
    amounts = {code for code, formula in ALL_FORMULAS.items() if formula.unit in AMOUNTS}
    return found if is_whole else {code: target for code, target in found.items() if code not in amounts}


def _number(formula: Formula, reading: Reading, target: Target | None, period: Period) -> Number:
    shown, aim = told_reading(reading, formula), told_target(target, formula)
    return Number(formula, shown, aim, period.kind, period.is_unfinished(clock.today()))


def stamp(session: Session, actor: Actor) -> tuple[int, ...]:
    """Another one after every change that the numbers know of: what was kept for a screen is then old."""
    actor.require(Permission.KPI_READ)
    newest = (select(func.max(col(table.id))).scalar_subquery() for table in (KpiMark, PolicyVersion, KpiTarget))
    last: Any = session.execute(select(*newest)).one()
    return generation(session), *(id_ or 0 for id_ in last)
