"""Who may make which move on which complaint: the table's `permission` and `by`, asked of one actor. Pure."""

from dataclasses import dataclass

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.complaints.lifecycle import By, Move, Rule, rules_from
from db.models import ComplaintKind, ComplaintState, Severity

# Closing these takes a second pair of eyes: see complaints.md 5.3.
DECIDERS = {
    Severity.MAJOR: Permission.COMPLAINT_APPROVE,
    Severity.CRITICAL: Permission.COMPLAINT_APPROVE_CRITICAL,
}


@dataclass(frozen=True)
class Stake:
    """What of a complaint decides who may do what with it."""

    state: ComplaintState
    kind: ComplaintKind
    severity: Severity
    handler_id: int | None
    team_id: int | None


def reaches(actor: Actor, permission: Permission, stake: Stake) -> bool:
    """Whether the actor has the permission, and it reaches this complaint: as auth.visibility says it in SQL."""
    if not actor.may(permission):
        return False
    scope = actor.scope(permission)
    if scope is Scope.ALL or (actor.id is not None and stake.handler_id == actor.id):
        return True
    return scope is Scope.TEAM and actor.team_id is not None and stake.team_id == actor.team_id


def may_make(actor: Actor, rule: Rule, stake: Stake) -> bool:
    """Whether this actor may make the move of `rule`, the gate aside."""
    if not reaches(actor, rule.permission, stake):
        return False
    is_handler = actor.id is not None and stake.handler_id == actor.id
    match rule.by:
        case By.ANYBODY:
            return True
        case By.HANDLER:
            return is_handler or reaches(actor, Permission.COMPLAINT_APPROVE, stake)
        case By.CLOSER:
            decider = DECIDERS.get(stake.severity)
            if decider is None:
                return is_handler or reaches(actor, Permission.COMPLAINT_APPROVE, stake)
            return not is_handler and reaches(actor, decider, stake)


def open_moves(actor: Actor, stake: Stake) -> tuple[Move, ...]:
    """The moves this actor may make now, in the order of the table."""
    return tuple(rule.move for rule in rules_from(stake.state, stake.kind) if may_make(actor, rule, stake))
