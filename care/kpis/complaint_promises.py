"""Who kept what was promised: the clocks of complaints by handler, by team and by severity."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.complaint_book import kept
from care.kpis.complaint_counts import STOPPED_INDEX
from care.kpis.complaint_figures import Promises, PromisesBy
from care.kpis.complaint_population import between, due, is_decided, is_overdue, of_ours, verdict
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.periods import Period
from core import clock
from db import dialect
from db.models import Clock, ClockKind, ClockVerdict, Complaint, Severity, Team, User

# Whose a clock is: its handler when it stopped; while it runs, whoever handles the complaint.
_WHOSE = case((col(Clock.stopped_at).is_(None), col(Complaint.handler_id)), else_=col(Clock.handler_id))
_Sums = dict[tuple[ClockKind, bool], list[int]]


def promises(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> PromisesBy:
    """The clocks that the figures count, and no others."""
    actor.require(Permission.KPI_READ)
    span = Bounds(period.start, period.counted_to(clock.today()))
    by: tuple[dict[str, _Sums], ...] = tuple(defaultdict(_nothing) for _cut in range(3))
    for heeded in (False, True):
        for query in _clocks(actor, filters or Filters(), span, extended=heeded):
            for *cut, kind, is_missed, count in session.exec(query):
                for sums, key in zip(by, cut, strict=True):
                    sums[str(key or "")][kind, heeded][is_missed] += count
    handlers, teams, severities = by
    return PromisesBy(
        handlers=_slices(handlers, _names(session, User, handlers)),
        teams=_slices(teams, _names(session, Team, teams)),
        severities=_slices(severities, {}, order=_seriousness),
    )


def _nothing() -> _Sums:
    return defaultdict(lambda: [0, 0])


def _clocks(actor: Actor, filters: Filters, span: Bounds, *, extended: bool) -> tuple[Any, Any]:
    """Those that stopped, and those that should have: two questions, each with an index of its own."""
    is_missed = case(
        (col(Clock.stopped_at).is_(None), True), else_=verdict(extended=extended) == ClockVerdict.MISSED
    ).label("is_missed")
    cut = (_WHOSE.label("whose"), col(Complaint.team_id), col(Complaint.severity), col(Clock.kind))
    query: Any = select(*cut, is_missed, func.count())  # type: ignore[call-overload]
    query = query.join_from(Clock, Complaint, col(Complaint.id) == col(Clock.complaint_id))
    query = query.where(of_ours(actor, filters), col(Clock.kind).in_(list(ClockKind)))
    query = query.group_by("whose", *cut[1:], "is_missed")
    stopped, late = stopped_in(span), overdue_in(span, extended=extended)
    return dialect.by_index(query.where(stopped), Clock, STOPPED_INDEX), query.where(late)


def stopped_in(span: Bounds) -> Any:
    return and_(is_decided(), between(col(Clock.stopped_at), span))


def overdue_in(span: Bounds, *, extended: bool) -> Any:
    return and_(is_overdue(clock.now(), extended=extended), between(due(extended=extended), span))


def _names(session: Session, table: Any, keys: Iterable[str]) -> dict[str, str]:
    ids = [int(key) for key in keys if key]
    return {str(id_): name for id_, name in session.exec(select(table.id, table.name).where(table.id.in_(ids)))}


def _slices(
    sums: dict[str, _Sums], names: dict[str, str], *, order: Callable[[Promises], Any] | None = None
) -> tuple[Promises, ...]:
    found = [
        Promises(
            key,
            names.get(key, ""),
            ack=kept(*of[ClockKind.ACK, False]),
            response=kept(*of[ClockKind.RESPONSE, False]),
            resolution=kept(*of[ClockKind.RESOLVE, False]),
            extended=kept(*of[ClockKind.RESOLVE, True]),
        )
        for key, of in sums.items()
    ]
    return tuple(sorted(found, key=order or _by_work))


def _by_work(one: Promises) -> tuple[int, int, str]:
    return (-one.resolution.n, -one.n, one.key)


def _seriousness(one: Promises) -> int:
    return [severity.value for severity in Severity].index(one.key)
