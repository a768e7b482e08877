"""Teams: what a manager's view of customers ends at."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth import audit
from auth.accounts import names
from auth.actor import Actor
from auth.permissions import Permission
from core.errors import Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import Team, User, UserStatus


@dataclass(frozen=True)
class TeamRow:
    id: int
    name: str
    people: int


def teams(session: Session, actor: Actor) -> list[TeamRow]:
    """Every team with how many active people it has, by name."""
    actor.require(Permission.PEOPLE_MANAGE)
    rows = session.exec(
        select(Team.id, Team.name, func.count(col(User.id)))
        .outerjoin(User, (col(User.team_id) == col(Team.id)) & (col(User.status) != UserStatus.DISABLED))
        .group_by(col(Team.id), col(Team.name))
        .order_by(col(Team.name))
    )
    return [TeamRow(*row) for row in rows]


def create_team(session: Session, actor: Actor, *, name: str) -> Team:
    actor.require(Permission.PEOPLE_MANAGE)
    team = Team(name=_free_name(session, name))
    session.add(team)
    session.flush()
    audit.record(session, actor, "team.created", team)
    return team


def rename_team(session: Session, actor: Actor, team_id: int, *, name: str) -> Team:
    actor.require(Permission.PEOPLE_MANAGE)
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound
    team.name = _free_name(session, name, but=team_id)
    session.add(team)
    audit.record(session, actor, "team.renamed", team)
    return team


def _free_name(session: Session, name: str, *, but: int = 0) -> str:
    dialect.lock_people(session)
    name = names.plain(name)
    if sentence := names.name_problem(name):
        raise Invalid({"name": sentence})
    if session.exec(select(Team.id).where(Team.name == name, Team.id != but)).first():
        raise Invalid({"name": _("There is already a team of this name.")})
    return name
