"""How a complaint stands, as far as its gates want to know: attempts, handlers, root cause, what the customer said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import causes, rulebook, surveys
from care.complaints.asks import Field
from care.complaints.finding import handlers, stake_of
from care.complaints.fitting import GateFacts, too_few_attempts
from care.complaints.lifecycle import Move, Rule
from care.complaints.powers import reaches
from care.complaints.targets import ComplaintTargets
from core import clock
from core.i18n import _
from db.models import (
    Complaint,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Direction,
    Interaction,
    Severity,
)

_SERIOUS = (Severity.CRITICAL, Severity.MAJOR)
_LONGEST_CHAIN = 100


def policy_of(session: Session, complaint: Complaint) -> ComplaintTargets:
    """The numbers this complaint started under."""
    return rulebook.at_version(session, ComplaintTargets, complaint.policy_version)


def facts_for(
    session: Session, actor: Actor, complaint: Complaint, *, rule: Rule, given: Mapping[str, Any]
) -> GateFacts:
    """What the gate of `rule` has to know about this complaint, and about what was chosen in the form."""
    fields = {ask.field for ask in rule.asks}
    attempts, days = _attempts(session, complaint) if rule.move is Move.CLOSE else (0, 0)
    return GateFacts(
        now=clock.now(),
        today=clock.today(),
        received_at=complaint.received_at,
        severity=complaint.severity,
        proposed_at=complaint.proposed_at,
        max_pause_days=policy_of(session, complaint).max_pause_days,
        handlers=handlers(session) if Field.HANDLER in fields else frozenset(),
        may_lower=reaches(actor, Permission.COMPLAINT_APPROVE, stake_of(complaint)),
        attempts=attempts,
        attempt_days=days,
        duplicate_fault=_duplicate_fault(session, actor, complaint, given.get("duplicate_of_id")),
    )


def unmet(session: Session, complaint: Complaint, rule: Rule) -> tuple[str, ...]:
    """Sentences of what has to exist before this move; empty: nothing is in the way."""
    match rule.move:
        case Move.PROPOSE:
            return _cause_missing(session, complaint)
        case Move.REOPEN:
            return _too_late(session, complaint)
    return ()


def hints(session: Session, complaint: Complaint, rule: Rule, facts: GateFacts) -> tuple[str, ...]:
    """What is worth knowing at this gate, and does not hold it."""
    if rule.move is not Move.CLOSE:
        return ()
    said = surveys.confirmation_of(session, complaint)
    if said is not None and said.is_solved is False:
        return (_("The customer has answered that it is not solved."),)
    return () if said else tuple(filter(None, [too_few_attempts(facts)]))


def needs_cause(complaint: Complaint) -> bool:
    """Serious or repeated: the customer is not answered before it is known why it happened (complaints.md 5.2)."""
    is_complaint = complaint.kind is ComplaintKind.COMPLAINT
    return is_complaint and (complaint.severity in _SERIOUS or complaint.repeat_of_id is not None)


def has_proposed(session: Session, actor: Actor, complaint: Complaint) -> bool:
    """Whether the solution that the customer was told last is the actor's own, whoever handles the complaint by now."""
    told = select(ComplaintEvent.by_id).where(
        col(ComplaintEvent.complaint_id) == complaint.id,
        col(ComplaintEvent.kind) == ComplaintEventKind.MOVED,
        col(ComplaintEvent.after) == ComplaintState.PROPOSED,
    )
    last = session.exec(told.order_by(col(ComplaintEvent.id).desc()).limit(1)).first()
    return actor.id is not None and last == actor.id


def reopens_until(complaint: Complaint, policy: ComplaintTargets) -> datetime | None:
    return complaint.closed_at + timedelta(days=policy.reopen_days) if complaint.closed_at else None


def _cause_missing(session: Session, complaint: Complaint) -> tuple[str, ...]:
    if not needs_cause(complaint):
        return ()
    standing = causes.standing(session, complaint.id)
    found = []
    if not standing.has_cause:
        found.append(_("A serious or repeated complaint needs its root cause before the customer is answered."))
    if not standing.has_action:
        found.append(_("It also needs a corrective action with somebody in charge and a date."))
    return tuple(found)


def _too_late(session: Session, complaint: Complaint) -> tuple[str, ...]:
    if complaint.is_historical:
        return (_("This complaint was imported as history. Please register a new one that follows it."),)
    policy = rulebook.in_force(session, ComplaintTargets)
    until = reopens_until(complaint, policy)
    if until is not None and clock.now() <= until:
        return ()
    sentence = _("This was closed more than {n} days ago. Please register a new complaint that follows it.")
    return (sentence.format(n=policy.reopen_days),)


def _attempts(session: Session, complaint: Complaint) -> tuple[int, int]:
    """Our attempts to reach the customer since the solution was communicated, and on how many of our days."""
    query = select(Interaction.at).where(
        col(Interaction.complaint_id) == complaint.id,
        col(Interaction.direction) == Direction.OUTBOUND,
        col(Interaction.at) > (complaint.proposed_at or complaint.received_at),
    )
    moments = session.exec(query).all()
    return len(moments), len({clock.local(at).date() for at in moments})


def _duplicate_fault(session: Session, actor: Actor, complaint: Complaint, chosen: Any) -> str:
    if not isinstance(chosen, int):
        return ""
    if chosen == complaint.id:
        return _("A complaint cannot be a duplicate of itself.")
    query = select(Complaint).where(col(Complaint.id) == chosen, complaints_visible_to(actor))
    target = session.exec(query).first()
    if target is None:
        return _("This complaint does not exist, or you may not see it.")
    if complaint.customer_id is None or target.customer_id != complaint.customer_id:
        return _("A duplicate is of the same customer.")
    if complaint.id in _chain(session, target):
        return _("That complaint is itself a duplicate of this one.")
    if target.state is ComplaintState.DUPLICATE:
        return _("That complaint is a duplicate itself. Please choose the one it repeats.")
    return ""


def _chain(session: Session, target: Complaint) -> set[int]:
    """Whatever `target` is a duplicate of, step by step."""
    found: set[int] = set()
    upper = target.duplicate_of_id
    while upper is not None and upper not in found and len(found) < _LONGEST_CHAIN:
        found.add(upper)
        query = select(Complaint.duplicate_of_id).where(col(Complaint.id) == upper)
        upper = session.exec(query).first()
    return found
