"""What the filters of the numbers offer."""

from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.filters import Choices, Filters
from care.kpis.population import is_everybody, population
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
    cuts: Any = select(KpiTally.cut, KpiTally.key).where(col(KpiTally.cut).in_(("team", "owner", "region"))).distinct()
    found: dict[str, set[str]] = {"team": set(), "owner": set(), "region": set()}
    for cut, key in session.execute(cuts):
        found[cut].add(key)
    if not any(found.values()):
        return _found(session, actor)
    marked = select(KpiMark.subject_id).where(col(KpiMark.kind) == "customer")
    teams, owners, regions = _found(session, actor, col(Customer.id).in_(marked))
    return teams | set(map(int, found["team"])), owners | set(map(int, found["owner"])), regions | found["region"]


def _found(session: Session, actor: Actor, *these: Any) -> tuple[set[int], set[int], set[str]]:
    columns: Any = (Customer.team_id, Customer.owner_id, Customer.region)
    rows = session.execute(select(*columns).where(population(actor, Filters()), *these).distinct()).all()
    teams, owners, regions = ({row[place] for row in rows} for place in range(3))
    return teams - {None}, owners - {None}, regions
