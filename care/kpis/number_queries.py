"""All numbers of a period: what the page, the command line, the report and a baseline print alike."""

from collections.abc import Collection, Iterator

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.numbers import AMOUNTS, Number, Numbers, Reading
from care.kpis.periods import Period
from care.kpis.population import is_everybody
from care.kpis.providing import Question
from care.kpis.queries import MONTHS_SHOWN
from care.kpis.registry import ALL_FORMULAS, PROVIDERS
from care.kpis.tally_queries import generation
from care.kpis.target_queries import targets_for
from core import clock
from core.settings import settings
from db.models import KpiMark


def numbers(
    session: Session,
    actor: Actor,
    *,
    period: Period,
    filters: Filters | None = None,
    months_shown: int = MONTHS_SHOWN,
    wanted: Collection[str] = ALL_FORMULAS,
) -> Numbers:
    """Numbers of the registry, as of now, with the period before, the months that led here and their targets."""
    actor.require(Permission.KPI_READ)
    today, filters = clock.today(), filters or Filters()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    asked = Question(period, filters, now, then, months_shown)
    targets, whole = targets_for(session, period), is_everybody(actor, filters)
    is_unfinished = period.is_unfinished(today)

    def number(code: str, reading: Reading) -> Number:
        target = targets.get(code) if whole or ALL_FORMULAS[code].unit not in AMOUNTS else None
        return Number(ALL_FORMULAS[code], reading, target, period.kind, is_unfinished)

    return Numbers(
        period=period,
        counted=now,
        compared=then,
        unfinished=is_unfinished,
        currency=settings().currency,
        by_code={code: number(code, one) for code, one in _read(session, actor, asked, wanted)},
    )


def _read(session: Session, actor: Actor, asked: Question, wanted: Collection[str]) -> Iterator[tuple[str, Reading]]:
    """Who brings none of these is not asked."""
    for provider in PROVIDERS:
        if any(map(provider.brings, wanted)):
            yield from ((code, one) for code, one in provider.read(session, actor, asked).items() if code in wanted)


def stamp(session: Session, actor: Actor) -> tuple[int, int]:
    """Another one after every change that the numbers know of: what was kept for a screen is then old."""
    actor.require(Permission.KPI_READ)
    last = session.exec(select(func.max(col(KpiMark.id)))).one()
    return generation(session), last or 0
