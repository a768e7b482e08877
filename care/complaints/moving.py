"""Moving a complaint from one state to another: the only way a state ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile
from care.complaints.asks import Ask
from care.complaints.effects import follow
from care.complaints.faces import faces
from care.complaints.finding import find, find_to_change, refuse_stale, require_reach, stake_of
from care.complaints.gates import problems, values
from care.complaints.lifecycle import By, Move, Rule, rule_of
from care.complaints.powers import DECIDERS, may_make
from care.complaints.prefilling import prefilled
from care.complaints.refusals import ForADecider, ForTheHandler, FourEyes, IllegalMove, NotReady, WrongKind
from care.complaints.standing import facts_for, has_proposed, hints, unmet
from care.complaints.steps import step_of, take_down, told
from care.countdown import ClockFace
from core import clock
from core.errors import Invalid
from db.models import Complaint, ComplaintEventKind


@dataclass(frozen=True)
class Gate:
    """What a move asks for, before it is made."""

    asks: tuple[Ask, ...]
    prefilled: Mapping[str, Any]
    unmet: tuple[str, ...]
    """What must exist first; while there is any, the move is refused."""
    hints: tuple[str, ...]
    """Worth knowing; holds nobody up."""
    version: int
    due: tuple[ClockFace, ...]


def move(
    session: Session, actor: Actor, complaint_id: int, *, move: Move, answers: Mapping[str, Any], seen: int
) -> Complaint:
    """Make this move with what its gate asks for; StaleMove when somebody saved the complaint since version `seen`."""
    actor.require(Permission.COMPLAINT_HANDLE)
    rule = rule_of(move)
    actor.require(rule.permission)
    complaint = find_to_change(session, actor, complaint_id, beside=answers.get("duplicate_of_id"))
    refuse_stale(session, complaint, seen)
    _permit(session, actor, rule, complaint)
    faults = problems(rule, answers, facts_for(session, actor, complaint, rule=rule, given=answers))
    if faults:
        raise Invalid(faults)
    missing = unmet(session, complaint, rule)
    if missing:
        raise NotReady(missing)

    step = step_of(actor, complaint, rule, values(rule, answers), clock.now())
    take_down(step)
    audit.record(session, actor, "complaint.moved", complaint, detail={"move": move.value})
    words, detail = told(step)
    casefile.note(session, actor, complaint, ComplaintEventKind.MOVED, before=step.before, words=words, detail=detail)
    follow(session, step)
    return complaint


def gate(session: Session, actor: Actor, complaint_id: int, *, move: Move) -> Gate:
    """What this move asks for, filled with what is known already; refused with its sentence when it cannot be made."""
    actor.require(Permission.COMPLAINT_HANDLE)
    rule = rule_of(move)
    actor.require(rule.permission)
    complaint = find(session, actor, complaint_id)
    _permit(session, actor, rule, complaint)
    facts = facts_for(session, actor, complaint, rule=rule, given={})
    return Gate(
        asks=rule.asks,
        prefilled=prefilled(session, actor, complaint, rule),
        unmet=unmet(session, complaint, rule),
        hints=hints(session, complaint, rule, facts),
        version=complaint.row_version,
        due=faces(session, [complaint.id], facts.now).get(complaint.id, ()),
    )


def _permit(session: Session, actor: Actor, rule: Rule, complaint: Complaint) -> None:
    """Refuse, with the sentence that fits, what the table does not allow this actor here."""
    stake = stake_of(complaint)
    if complaint.state not in rule.sources:
        raise IllegalMove(complaint.state)
    if complaint.kind not in rule.kinds:
        raise WrongKind
    require_reach(actor, rule.permission, stake)
    takes_two = rule.by is By.CLOSER and complaint.severity in DECIDERS
    if takes_two and has_proposed(session, actor, complaint):
        raise FourEyes
    if may_make(actor, rule, stake):
        return
    if takes_two:
        raise FourEyes if complaint.handler_id == actor.id else ForADecider
    raise ForTheHandler
