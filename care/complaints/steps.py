"""One move as it is made: who, what stood before, what the gate was told. Writing it onto the complaint is pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auth.actor import Actor
from care.complaints.lifecycle import Move, Rule
from db.models import Complaint, ComplaintState, Confirmation, Severity

# The free text that stands for the whole move in the timeline: the first of these that was given.
_MAIN_TEXTS = ("words", "summary", "asked", "immediate_action", "told_how", "confirmed_how")


@dataclass(frozen=True)
class Step:
    actor: Actor
    complaint: Complaint
    rule: Rule
    answers: Mapping[str, Any]
    now: datetime
    before: ComplaintState
    severity_before: Severity
    handler_before: int | None

    @property
    def contact_at(self) -> datetime:
        """When we talked with the customer; never before they came to us."""
        return max(self.answers.get("contacted_at") or self.now, self.complaint.received_at)


def step_of(actor: Actor, complaint: Complaint, rule: Rule, answers: Mapping[str, Any], now: datetime) -> Step:
    return Step(actor, complaint, rule, answers, now, complaint.state, complaint.severity, complaint.handler_id)


def take_down(step: Step) -> None:
    """Write onto the complaint what the gate was told, and where it stands now."""
    step.complaint.state = step.rule.target
    _COLUMNS.get(step.rule.move, _nothing)(step.complaint, step)


def told(step: Step) -> tuple[str, dict[str, Any]]:
    """For the timeline: the main text of the move, and everything else that the gate was told."""
    given = {code: value for code, value in step.answers.items() if value not in (None, "")}
    main = next((code for code in _MAIN_TEXTS if code in given), None)
    words = str(given.pop(main)) if main else ""
    return words, {"move": step.rule.move.value, **({"main": main} if main else {}), **given}


def _nothing(_complaint: Complaint, _step: Step) -> None:
    return


def _accept(complaint: Complaint, step: Step) -> None:
    given = step.answers
    complaint.handler_id, complaint.severity = given["handler_id"], given["severity"]
    if given.get("is_safety") is not None:
        complaint.is_safety = given["is_safety"]
    complaint.impact, complaint.complexity = given.get("impact"), given.get("complexity")
    complaint.immediate_action = given.get("immediate_action") or ""
    complaint.accepted_at = step.now


def _investigate(complaint: Complaint, step: Step) -> None:
    complaint.responded_at = complaint.responded_at or step.contact_at


def _propose(complaint: Complaint, step: Step) -> None:
    given = step.answers
    complaint.facts, complaint.decision = given["facts"], given["decision"]
    complaint.remedy, complaint.remedy_given = given["remedy"], given["remedy_given"]
    complaint.cost_cents = given.get("cost") or 0
    complaint.interim_measure = given.get("interim_measure") or ""
    complaint.confirm_by, complaint.proposed_at = given["confirm_by"], step.now


def _object(complaint: Complaint, _step: Step) -> None:
    complaint.refusal_count += 1
    complaint.confirm_by = None


def _close(complaint: Complaint, step: Step) -> None:
    given = step.answers
    complaint.confirmation, complaint.closed_at = given["confirmation"], step.now
    complaint.confirmed_by = given.get("confirmed_by") or ""
    complaint.confirmed_how = given.get("confirmed_how") or ""
    if given["confirmation"] is Confirmation.CONFIRMED:
        complaint.confirmed_at = given.get("confirmed_at") or step.now


def _answer(complaint: Complaint, step: Step) -> None:
    complaint.closed_at = step.now
    complaint.handler_id = complaint.handler_id or step.actor.id
    complaint.accepted_at = complaint.accepted_at or step.now
    complaint.responded_at = complaint.responded_at or step.contact_at


def _reject(complaint: Complaint, step: Step) -> None:
    complaint.closed_at = step.now
    complaint.responded_at = complaint.responded_at or step.contact_at


def _duplicate(complaint: Complaint, step: Step) -> None:
    complaint.closed_at, complaint.duplicate_of_id = step.now, step.answers["duplicate_of_id"]


def _withdraw(complaint: Complaint, step: Step) -> None:
    complaint.closed_at = step.now


def _reopen(complaint: Complaint, step: Step) -> None:
    complaint.cycle += 1
    complaint.reopen_count += 1
    complaint.handler_id = complaint.handler_id or step.actor.id
    complaint.closed_at = complaint.proposed_at = complaint.confirm_by = None
    complaint.confirmation = complaint.confirmed_at = None
    complaint.confirmed_by = complaint.confirmed_how = ""


_COLUMNS: dict[Move, Callable[[Complaint, Step], None]] = {
    Move.ACCEPT: _accept,
    Move.INVESTIGATE: _investigate,
    Move.PROPOSE: _propose,
    Move.OBJECT: _object,
    Move.CLOSE: _close,
    Move.ANSWER: _answer,
    Move.MARK_DUPLICATE: _duplicate,
    Move.REJECT: _reject,
    Move.WITHDRAW: _withdraw,
    Move.REOPEN: _reopen,
}
