"""The rows behind a number whose provider brings them along: what each is, what it says, and where it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.periods import Period
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Question
from care.kpis.registry import PROVIDERS
from core import clock
from core.errors import NotFound

PAGE = 50


@dataclass(frozen=True)
class PlainRows:
    total: int
    page: int
    pages: int
    rows: tuple[PlainRow, ...]


def plain_rows(
    session: Session, actor: Actor, *, kpi: str, period: Period, filters: Filters | None = None, page: int = 1
) -> PlainRows:
    """Needs to see what they are about, not only numbers: the analyst is refused."""
    actor.require(Permission.KPI_READ)
    provider = next((one for one in PROVIDERS if one.brings(kpi)), None)
    if provider is None or provider.rows is None:
        actor.require(Permission.CUSTOMER_READ)
        raise NotFound
    actor.require(provider.rows_need)
    today, page = clock.today(), max(1, page)
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    asked = Question(period, filters or Filters(), now, then, 0)
    total, rows = provider.rows(session, actor, asked, kpi, (page - 1) * PAGE, PAGE)
    return PlainRows(total, page, max(1, -(-total // PAGE)), tuple(rows))
