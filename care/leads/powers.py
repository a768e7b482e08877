"""Whose leads a permission reaches: as auth.visibility says it in SQL, asked of one lead. Pure."""

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.leads.lifecycle import Move, moves_from
from db.models import LeadStage


def reaches(actor: Actor, permission: Permission, owner_id: int | None, team_id: int | None) -> bool:
    if not actor.may(permission):
        return False
    scope = actor.scope(permission)
    if scope is Scope.ALL or (actor.id is not None and owner_id == actor.id):
        return True
    is_theirs = owner_id is None or (actor.team_id is not None and team_id == actor.team_id)
    return scope is Scope.TEAM and is_theirs


def open_moves(actor: Actor, stage: LeadStage, owner_id: int | None, team_id: int | None) -> tuple[Move, ...]:
    """The moves this actor may make now, in the order of the table."""
    return moves_from(stage) if reaches(actor, Permission.LEAD_WORK, owner_id, team_id) else ()
