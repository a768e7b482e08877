"""Whom and what one chooses among with leads: colleagues, teams."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import workers, workers_within
from db.models import Team, User


@dataclass(frozen=True)
class Colleague:
    id: int
    name: str


@dataclass(frozen=True)
class RuleChoices:
    """To whom a rule may give leads."""

    people: tuple[Colleague, ...]
    teams: tuple[Colleague, ...]


def possible_owners(session: Session, actor: Actor) -> tuple[Colleague, ...]:
    """Those to whom the actor may give leads, by name; oneself among them."""
    actor.require(Permission.LEAD_READ)
    query = select(User.id, User.name).where(workers_within(actor)).order_by(col(User.name)).limit(500)
    return tuple(Colleague(id_, name) for id_, name in session.exec(query))


def rule_choices(session: Session, actor: Actor) -> RuleChoices:
    actor.require(Permission.LEAD_RULES)
    people = select(User.id, User.name).where(workers()).order_by(col(User.name)).limit(500)
    teams = select(Team.id, Team.name).order_by(col(Team.name)).limit(200)
    return RuleChoices(
        tuple(Colleague(id_, name) for id_, name in session.exec(people)),
        tuple(Colleague(id_, name) for id_, name in session.exec(teams)),
    )
