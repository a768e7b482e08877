"""What the filters of the numbers offer."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, text, union
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.customer_ways import ways_to_customers
from auth.permissions import Permission
from care.kpis.filters import Choices, Filters
from care.kpis.population import is_everybody
from db import bulk
from db.models import Customer, KpiMark, KpiTally, Team, User


def choices(session: Session, actor: Actor) -> Choices:
    """The teams, owners and regions of customers within the actor's reach."""
    actor.require(Permission.KPI_READ)
    teams, owners, regions = (_kept if is_everybody(actor, Filters()) else _found)(session, actor)
    named = select(Team.id, Team.name).where(col(Team.id).in_(teams)).order_by(col(Team.name))
    people = select(User.id, User.name).where(col(User.id).in_(owners)).order_by(col(User.name))
    return Choices(
        teams=tuple((row[0], row[1]) for row in session.exec(named)),
        owners=tuple((row[0], row[1]) for row in session.exec(people)),
        regions=tuple(sorted(regions - {""})),
    )


def _kept(session: Session, actor: Actor) -> tuple[set[int], set[int], set[str]]:
    """Of everybody: what the tallies know, and whatever changed since."""
    kept = [set(_keys(session, cut)) for cut in ("team", "owner", "region")]
    if not any(kept):
        return _found(session, actor)
    marked = session.exec(select(KpiMark.subject_id).where(col(KpiMark.kind) == "customer").distinct()).all()
    changed = _found(session, actor, text(bulk.one_of("customers.id", marked))) if marked else (set(), set(), set())
    return changed[0] | set(map(int, kept[0])), changed[1] | set(map(int, kept[1])), changed[2] | kept[2]


def _keys(session: Session, cut: str) -> Iterator[str]:
    return (key for key in session.execute(_each_key(), {"of": cut}).scalars() if key is not None)


@cache
def _each_key() -> Any:
    """From each to the next one, by the primary key: there are few, and thousands of months of each."""
    smallest = select(func.min(col(KpiTally.key)).label("key")).where(col(KpiTally.cut) == bindparam("of"))
    known: Any = smallest.cte("known", recursive=True)
    following = smallest.where(col(KpiTally.key) > known.c.key).scalar_subquery()
    known = known.union_all(sa_select(following).where(known.c.key.is_not(None)))
    return sa_select(known.c.key)


def _found(session: Session, actor: Actor, *these: Any) -> tuple[set[int], set[int], set[str]]:
    columns: Any = (Customer.team_id, Customer.owner_id, Customer.region)
    ways = ways_to_customers(actor, Permission.KPI_READ)
    rows = session.execute(union(*(select(*columns).where(way, *these).distinct() for way in ways))).all()
    teams, owners, regions = ({row[place] for row in rows} for place in range(3))
    return teams - {None}, owners - {None}, regions
