"""Why complaints happen, what is done about it, whether that helped, and which rule should change."""

from care.causes.action_commands import overturn_action, report_done, start_action, verify_action
from care.causes.action_queries import ActionPage, ActionRow, action, actions
from care.causes.analysis import MOST_WHYS, CauseStanding, NewCause
from care.causes.behind_queries import ComplaintRow, ComplaintRows, complaints_behind
from care.causes.cause_commands import ComplaintOver, record_cause
from care.causes.effect_commands import check_effects, remind_late
from care.causes.improvement_commands import AlreadyDecided, decide_improvement
from care.causes.improvement_commands import concerning as improvements_to_decide
from care.causes.improvement_commands import concerns as may_decide_improvement
from care.causes.improvement_queries import ImprovementRow, improvement_states, improvements
from care.causes.lifecycle import ActionMove, ActionRefused
from care.causes.owners import PossibleOwner, possible_owners
from care.causes.pareto import Cut, Pareto, ParetoBar
from care.causes.pareto_queries import pareto
from care.causes.planning import NewAction, change_action, plan_action
from care.causes.policy import CausePolicy
from care.causes.queries import Analysis, CauseView, analysis
from care.causes.recurrence import propose_improvements
from care.causes.standing import standing
from care.causes.words import CAUSES

__all__ = [
    "CAUSES",
    "MOST_WHYS",
    "ActionMove",
    "ActionPage",
    "ActionRefused",
    "ActionRow",
    "AlreadyDecided",
    "Analysis",
    "CausePolicy",
    "CauseStanding",
    "CauseView",
    "ComplaintOver",
    "ComplaintRow",
    "ComplaintRows",
    "Cut",
    "ImprovementRow",
    "NewAction",
    "NewCause",
    "Pareto",
    "ParetoBar",
    "PossibleOwner",
    "action",
    "actions",
    "analysis",
    "change_action",
    "check_effects",
    "complaints_behind",
    "decide_improvement",
    "improvement_states",
    "improvements",
    "improvements_to_decide",
    "may_decide_improvement",
    "overturn_action",
    "pareto",
    "plan_action",
    "possible_owners",
    "propose_improvements",
    "record_cause",
    "remind_late",
    "report_done",
    "standing",
    "start_action",
    "verify_action",
]
