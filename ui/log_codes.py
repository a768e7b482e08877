"""The codes of the log as words, by field."""

from care import complaints, customers, interactions, leads, revisits, tasks
from care.causes import CAUSES
from core.i18n import N_
from ui import (
    cause_labels,
    complaint_labels,
    escalation_labels,
    event_labels,
    labels,
    lead_labels,
    survey_parts,
    worktime_labels,
)
from ui.log_deeds import ACTIONS

# Alphabetical; of the rest, the fields of a customer have the words they have on the file.

# By field: the same code means another thing elsewhere.
CODES: dict[str, dict[str, str]] = {
    "answer": {code.value: word for code, word in event_labels.ATTENDEES.items()},
    "kind": {code.value: word for code, word in event_labels.KINDS.items()}
    | {code.value: word for code, word in tasks.WORDS.items()}
    | {code.value: word for code, word in labels.KINDS.items()}
    | {code.value: word for code, word in complaint_labels.KINDS.items()}
    | {"customers": N_("Customers"), "orders": N_("Orders")},
    "day_kind": {code.value: word for code, word in worktime_labels.DAY_KINDS.items()},
    "category": {code.value: word for code, word in complaints.CATEGORIES.items()},
    "cause": {code.value: word for code, word in CAUSES.items()},
    "channel": {code.value: word for code, word in interactions.MEDIA.items()},
    "complexity": {code.value: word for code, word in complaint_labels.GRADES.items()},
    "confirmation": {code.value: word for code, word in complaint_labels.CONFIRMATIONS.items()},
    "decision": {code.value: word for code, word in complaint_labels.DECISIONS.items()},
    "impact": {code.value: word for code, word in complaint_labels.GRADES.items()},
    "level": {str(int(level)): word for level, word in escalation_labels.LEVELS.items()},
    "lifecycle": {code.value: word for code, word in labels.LIFECYCLES.items()},
    "mode": {code.value: word for code, word in survey_parts.MODES.items()},
    "invalid_reason": {code.value: word for code, word in leads.INVALID_REASONS.items()},
    "lost_reason": {code.value: word for code, word in leads.LOST_REASONS.items()},
    "move": {code.value: word for code, word in complaint_labels.MOVES.items()}
    | {code.value: word for code, word in lead_labels.MOVES.items()},
    "origin": {code.value: word for code, word in lead_labels.ORIGINS.items()},
    "of": ACTIONS,
    "purpose": {code.value: word for code, word in labels.PURPOSES.items()}
    | {code.value: word for code, word in survey_parts.PURPOSES.items()},
    "remedy": {code.value: word for code, word in complaint_labels.REMEDIES.items()},
    "role": {code.value: word for code, word in labels.ROLES.items()},
    "severity": {code.value: word for code, word in complaints.SEVERITIES.items()},
    "source": {code.value: word for code, word in customers.SOURCES.items()},
    "stage": {code.value: word for code, word in leads.STAGES.items()},
    # An improvement is proposed too, and it is no solution then.
    "state": {code.value: word for code, word in event_labels.STATES.items()}
    | {code.value: word for code, word in revisits.STATES.items()}
    | {code.value: word for code, (_shape, word, _tone) in cause_labels.ACTION_STATES.items()}
    | {code.value: word for code, word in complaints.STATES.items()}
    | {"proposed": N_("Proposed")},
    "status": {code.value: word for code, word in labels.USER_STATUSES.items()}
    | {code.value: word for code, word in labels.CONSENTS.items()}
    | {code.value: word for code, word in labels.ORDER_STATUSES.items()},
}
