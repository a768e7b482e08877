"""Moves of a corrective action: started, reported done, verified by somebody else, taken back if it did not help."""

from datetime import date, timedelta

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.causes import duties
from care.causes.effect import has_helped
from care.causes.finding import action_for, hand_of
from care.causes.lifecycle import ActionFacts, ActionMove, check
from care.causes.planning import record
from care.causes.policy import CausePolicy
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import ActionState, CorrectiveAction

_LONGEST = 1000


def start_action(
    session: Session, actor: Actor, action_id: int, *, seen_version: int, due_on: date | None = None
) -> CorrectiveAction:
    """It is being carried out; what did not help the first time needs another day until when."""
    actor.require(Permission.COMPLAINT_OPEN)
    row, complaint = action_for(session, actor, action_id, seen_version=seen_version)
    target = _target(session, actor, row, ActionMove.START)
    is_again = row.state is ActionState.INEFFECTIVE
    if is_again:
        _start_over(row, due_on)
    row.state = target
    record(session, actor, row, complaint, "action.started")
    if is_again:
        duties.ask_anew(session, row, by_id=actor.id)
    return row


def report_done(session: Session, actor: Actor, action_id: int, *, words: str, seen_version: int) -> CorrectiveAction:
    """What was done; a colleague is asked to verify it."""
    actor.require(Permission.COMPLAINT_OPEN)
    row, complaint = action_for(session, actor, action_id, seen_version=seen_version)
    row.state = _target(session, actor, row, ActionMove.REPORT)
    row.done_words = _said(words, _("Please say what was done."))
    row.done_at, row.done_by_id = clock.now(), actor.id
    record(session, actor, row, complaint, "action.reported", words=row.done_words)
    duties.settle(session, row, by_id=actor.id, outcome=row.done_words)
    duties.ask_verifier(session, row, complaint, by_id=actor.id)
    return row


def verify_action(
    session: Session, actor: Actor, action_id: int, *, effective: bool, words: str, seen_version: int
) -> CorrectiveAction:
    """Whether it was done as said and works: asked of somebody who neither carried it out nor reported it."""
    actor.require(Permission.COMPLAINT_HANDLE)
    row, complaint = action_for(session, actor, action_id, seen_version=seen_version)
    effect_days = rulebook.in_force(session, CausePolicy).effect_days
    row.state = _target(session, actor, row, ActionMove.CONFIRM if effective else ActionMove.REFUTE)
    row.verified_words = _said(words, _("Please say how you verified it."))
    row.verified_at, row.verified_by_id = clock.now(), actor.id
    if effective:
        row.effect_due_on = clock.today() + timedelta(days=effect_days)
    record(session, actor, row, complaint, "action.verified", words=row.verified_words)
    duties.settle(session, row, by_id=actor.id, outcome=row.verified_words)
    if not effective:
        duties.ask_owner_again(session, row, by_id=actor.id)
    return row


def overturn_action(
    session: Session, actor: Actor, action_id: int, *, words: str, seen_version: int
) -> CorrectiveAction:
    """It was found effective, and as many complaints of its cause came afterwards: it is to be taken up again."""
    actor.require(Permission.COMPLAINT_APPROVE)
    row, complaint = action_for(session, actor, action_id, seen_version=seen_version)
    row.state = _target(session, actor, row, ActionMove.OVERTURN)
    said = _said(words, _("Please say why it has not helped."))
    record(session, actor, row, complaint, "action.overturned", words=said)
    duties.settle(session, row, by_id=actor.id, outcome=said)
    duties.ask_owner_again(session, row, by_id=actor.id)
    return row


def has_missed(action: CorrectiveAction) -> bool:
    """Its effect was counted, and has not come."""
    before, after = action.effect_before, action.effect_after
    return before is not None and after is not None and not has_helped(before, after)


def _target(session: Session, actor: Actor, row: CorrectiveAction, move: ActionMove) -> ActionState:
    return check(move, ActionFacts(row.state, has_missed(row)), hand_of(session, actor, row))


def _start_over(row: CorrectiveAction, due_on: date | None) -> None:
    """The events keep what the first attempt came to."""
    if due_on is None or due_on < clock.today():
        raise Invalid({"due_on": _("Please choose a new day, today or later.")})
    row.due_on = due_on
    row.done_at = row.verified_at = None
    row.done_by_id = row.verified_by_id = None
    row.done_words = row.verified_words = ""
    row.effect_due_on = row.effect_before = row.effect_after = None


def _said(words: str, problem: str) -> str:
    if not words.strip():
        raise Invalid({"words": problem})
    if len(words) > _LONGEST:
        raise Invalid({"words": _("Please use at most {limit} characters.").format(limit=_LONGEST)})
    return words.strip()
