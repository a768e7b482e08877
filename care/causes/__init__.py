"""Why complaints happen, what is done about it, whether that helped, and which rule should change."""

from care.causes.action_commands import overturn_action, report_done, start_action, verify_action
from care.causes.analysis import MOST_WHYS, CauseStanding, NewCause, satisfies_gate
from care.causes.cause_commands import ComplaintOver, record_cause
from care.causes.effect_commands import check_effects, remind_late
from care.causes.improvement_commands import AlreadyDecided, decide_improvement
from care.causes.lifecycle import ActionMove, ActionRefused
from care.causes.owners import PossibleOwner, possible_owners
from care.causes.planning import NewAction, change_action, plan_action
from care.causes.policy import CausePolicy
from care.causes.recurrence import propose_improvements
from care.causes.standing import standing
from care.causes.words import CAUSES

__all__ = [
    "CAUSES",
    "MOST_WHYS",
    "ActionMove",
    "ActionRefused",
    "AlreadyDecided",
    "CausePolicy",
    "CauseStanding",
    "ComplaintOver",
    "NewAction",
    "NewCause",
    "PossibleOwner",
    "change_action",
    "check_effects",
    "decide_improvement",
    "overturn_action",
    "plan_action",
    "possible_owners",
    "propose_improvements",
    "record_cause",
    "remind_late",
    "report_done",
    "satisfies_gate",
    "standing",
    "start_action",
    "verify_action",
]
