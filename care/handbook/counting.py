"""The cases of a check counted by stretch of days, person and team; as far as the actor may see them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, and_, case, func, literal_column, or_, select, true
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.handbook.check import Asked, Case, Cases, Check
from care.kpis import Stretches
from core import clock
from db import dialect
from db.models import Breach, BreachState, Customer

_AT_ONCE = 500


class Group(NamedTuple):
    place: int
    """The stretch of days; 0 where a check looks at what is now."""
    who_id: int | None
    team_id: int | None
    is_met: bool
    n: int


def counted(
    session: Session, actor: Actor, check: Check, asked: Asked, days: Stretches, *, among: Sequence[int] | None = None
) -> list[Group]:
    """All cases, or those of them with these numbers."""
    found = list(check.cases(session, asked))
    listed = [one for one in found if isinstance(one, Case)]
    groups = [group for one in found if isinstance(one, Cases) for group in _summed(session, actor, one, days, among)]
    return groups + list(_listed(actor, listed, days, among, is_snapshot=check.is_snapshot))


def excused(session: Session, check: Check, *, since: datetime | None = None) -> list[int]:
    """The cases in which a breach was excused."""
    forgiven = select(col(Breach.case_id)).where(
        col(Breach.check_code) == check.code, col(Breach.state) == BreachState.EXCUSED
    )
    if since is not None:
        forgiven = forgiven.where(or_(col(Breach.at).is_(None), col(Breach.at) >= since))
    return list(session.execute(forgiven.order_by(col(Breach.id).desc()).limit(10 * _AT_ONCE)).scalars())


def is_within(actor: Actor, who_id: Any, team_id: Any) -> ColumnElement[bool]:
    """Which cases the actor's reach holds, as a WHERE clause."""
    scope = actor.scope(Permission.HANDBOOK_READ)
    if scope is Scope.ALL:
        return true()
    mine: ColumnElement[bool] = who_id == actor.id
    return or_(mine, team_id == actor.team_id) if scope is Scope.TEAM and actor.team_id else mine


def may_see(actor: Actor, who_id: int | None, team_id: int | None) -> bool:
    """The same of one case."""
    scope = actor.scope(Permission.HANDBOOK_READ)
    if scope is Scope.ALL:
        return True
    in_team = scope is Scope.TEAM and actor.team_id is not None and team_id == actor.team_id
    return in_team or (who_id is not None and who_id == actor.id)


def met(cases: Cases) -> Any:
    """1 or 0: what cannot be told is not met."""
    return case((cases.is_met, 1), else_=0)


def of_nobody_removed(customer_id: Any) -> ColumnElement[bool]:
    """Not of a customer whose file was removed: those are in no number."""
    gone = select(col(Customer.id)).where(col(Customer.deleted_at).is_not(None))
    return or_(customer_id.is_(None), customer_id.not_in(gone))


def covers(column: Any, days: Stretches) -> ColumnElement[bool]:
    """Half-open; a column of days is compared with days, one of moments with the moments at which they begin."""
    return and_(column >= _edge(column, days.days[0]), column < _edge(column, days.days[-1]))


def restricted(cases: Cases, query: Any, *where: Any) -> Any:
    query = query.select_from(cases.source).where(*cases.where, *where)
    return dialect.by_index(query, *cases.hint) if cases.hint else query


def _summed(
    session: Session, actor: Actor, cases: Cases, days: Stretches, among: Sequence[int] | None
) -> Iterator[Group]:
    # No more is told apart than must be: what is met is added up, and a look at what is now has one stretch alone.
    place = literal_column("0") if cases.at is None else _stretch(cases.at, days)
    apart = ("g_who", "g_team") if cases.at is None else ("g_place", "g_who", "g_team")
    parts = (place.label("g_place"), cases.who_id.label("g_who"), cases.team_id.label("g_team"))
    query: Any = select(*parts, func.count(), func.sum(met(cases)))
    where = [is_within(actor, cases.who_id, cases.team_id)]
    if cases.at is not None:
        where.append(covers(cases.at, days))
    query = restricted(cases, query, *where).group_by(*apart)
    for some in _portions(among):
        chosen = query if some is None else query.where(cases.case_id.in_(some))
        for place_, who, team, n, kept in session.execute(chosen):
            for is_met, these in ((True, int(kept)), (False, n - int(kept))):
                if these:
                    yield Group(int(place_), who, team, is_met, these)


def _stretch(column: Any, days: Stretches) -> Any:
    """In which stretch it lies, found by halving."""
    return _halved(column, days, 0, max(0, len(days.days) - 2))


def _halved(column: Any, days: Stretches, low: int, high: int) -> Any:
    if low == high:
        return literal_column(str(low))
    middle = (low + high) // 2
    is_before = column < _edge(column, days.days[middle + 1])
    return case((is_before, _halved(column, days, low, middle)), else_=_halved(column, days, middle + 1, high))


def _edge(column: Any, day: date) -> date | datetime:
    return day if isinstance(column.type, Date) else clock.start_of(day)


def _portions(among: Sequence[int] | None) -> Iterator[Sequence[int] | None]:
    if among is None:
        yield None
        return
    for start in range(0, len(among), _AT_ONCE):
        yield among[start : start + _AT_ONCE]


def _listed(
    actor: Actor, cases: Iterable[Case], days: Stretches, among: Sequence[int] | None, *, is_snapshot: bool
) -> Iterator[Group]:
    wanted = None if among is None else set(among)
    moments = [clock.start_of(day) for day in days.days]
    for one in cases:
        place = 0 if is_snapshot else _place(one.at, moments)
        is_asked = wanted is None or one.case_id in wanted
        if place is not None and is_asked and may_see(actor, one.who_id, one.team_id):
            yield Group(place, one.who_id, one.team_id, one.is_met, 1)


def _place(at: datetime | None, moments: Sequence[datetime]) -> int | None:
    if at is None or not moments[0] <= at < moments[-1]:
        return None
    return sum(moment <= at for moment in moments) - 1
