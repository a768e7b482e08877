"""The colleagues whom an actor's numbers are about, where a number is of people and not of customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.kpis.filters import Filters
from care.kpis.population import is_everybody
from db.models import User, UserStatus


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    is_here: bool
    """Can sign in."""


NOBODY = Person(0, "", is_here=False)


def people(session: Session, actor: Actor, filters: Filters) -> dict[int | None, Person]:
    """By id; of everybody also None, for what is nobody's. Those who left stay: what was theirs does."""
    if filters.tier or filters.region or filters.source:
        return {}
    query = select(User.id, User.name, User.status)
    for column, wanted in ((User.team_id, filters.team_id), (User.id, filters.owner_id)):
        query = query if wanted is None else query.where(col(column) == wanted)
    rows: Any = session.exec(query.where(_reached(actor)).order_by(col(User.name), col(User.id)))
    found = {id_: Person(id_, name, is_here=status is UserStatus.ACTIVE) for id_, name, status in rows}
    return {**found, None: NOBODY} if is_everybody(actor, filters) else found


def _reached(actor: Actor) -> Any:
    scope, me = actor.scope(Permission.KPI_READ), col(User.id) == actor.id
    if scope is Scope.ALL:
        return col(User.id).is_not(None)
    return me | (col(User.team_id) == actor.team_id) if scope is Scope.TEAM and actor.team_id else me
