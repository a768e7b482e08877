"""Whose visits are looked at: one's own, a colleague's, a team's, or all that one may see."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import stewards_within
from db.models import Revisit, Team, User


@dataclass(frozen=True)
class Whose:
    """Nothing chosen: everybody's within reach."""

    user_id: int | None = None
    team_id: int | None = None


@dataclass(frozen=True)
class Named:
    id: int
    name: str


@dataclass(frozen=True)
class Choices:
    """Among whom the actor may choose."""

    teams: tuple[Named, ...]
    """None for who sees a team at most."""
    colleagues: tuple[Named, ...]
    """Nobody for who sees only what is their own."""


def calendar_choices(session: Session, actor: Actor) -> Choices:
    scope = actor.scope(Permission.REVISIT_READ)
    if scope is Scope.OWN:
        return Choices((), ())
    within = stewards_within(actor, Permission.REVISIT_READ)
    people = select(col(User.id), col(User.name)).where(within, col(User.id) != actor.id).order_by(col(User.name))
    teams = session.exec(select(col(Team.id), col(Team.name)).order_by(col(Team.name)).limit(100))
    return Choices(
        tuple(Named(*team) for team in teams) if scope is Scope.ALL else (),
        tuple(Named(*person) for person in session.exec(people.limit(500))),
    )


def chosen(whose: Whose) -> ColumnElement[bool]:
    """Beside what the actor may see, never instead of it."""
    if whose.user_id is not None:
        return col(Revisit.assignee_id) == whose.user_id
    return col(Revisit.team_id) == whose.team_id if whose.team_id is not None else true()
