"""What sorts of task there are, in words; a task that a person gave has words of its own."""

from enum import StrEnum

from core.i18n import N_, _


class TaskKind(StrEnum):
    """Alphabetical."""

    CALLBACK = "callback"
    CHASE_CUSTOMER = "chase_customer"
    CHASE_THIRD = "chase_third"
    CORRECTIVE_ACTION = "corrective_action"
    EFFECT_CHECK = "effect_check"
    EVENT_FOLLOW_UP = "event_follow_up"
    FEEDBACK = "feedback"
    FOLLOW_UP_VISIT = "follow_up_visit"
    IMPROVEMENT = "improvement"
    MANAGER_REVIEW = "manager_review"
    OTHER = "other"
    RULES_TO_READ = "rules_to_read"
    RULE_FOLLOW_UP = "rule_follow_up"
    RULE_REVIEW = "rule_review"
    SUBTASK = "subtask"
    SURVEY_LINK = "survey_link"
    VERIFICATION = "verification"


WORDS = {
    TaskKind.CALLBACK: N_("Call the customer back"),
    TaskKind.CHASE_CUSTOMER: N_("Ask the customer for an answer"),
    TaskKind.CHASE_THIRD: N_("See to it that a third party does what it promised"),
    TaskKind.CORRECTIVE_ACTION: N_("Carry out a corrective action"),
    TaskKind.EFFECT_CHECK: N_("Check whether a corrective action has helped"),
    TaskKind.EVENT_FOLLOW_UP: N_("Talk with the customer about the event they came to"),
    TaskKind.FEEDBACK: N_("Look into what a customer answered in a survey"),
    TaskKind.FOLLOW_UP_VISIT: N_("Ask whether the customer is satisfied with the outcome"),
    TaskKind.IMPROVEMENT: N_("Carry out an improvement"),
    TaskKind.MANAGER_REVIEW: N_("Look into a complaint as its manager"),
    TaskKind.OTHER: N_("Something to do"),
    TaskKind.RULES_TO_READ: N_("Read the rules that are new and confirm them"),
    TaskKind.RULE_FOLLOW_UP: N_("Put right what was found about a rule"),
    TaskKind.RULE_REVIEW: N_("Review a rule: keep, revise or retire it"),
    TaskKind.SUBTASK: N_("Help with a complaint"),
    TaskKind.SURVEY_LINK: N_("Send the customer the link to the survey"),
    TaskKind.VERIFICATION: N_("Verify a corrective action"),
}

ELSEWHERE = {
    TaskKind.IMPROVEMENT: N_("Report the improvement done on its own page: this task is then done as well."),
    TaskKind.RULES_TO_READ: N_("Confirm the rules on their pages: this task is done with the last of them."),
    TaskKind.RULE_REVIEW: N_("Hold the review on the rule's page: this task is then done as well."),
}
"""Where the deed has a place of its own, the task alone would say what is not so."""
NOBODY_ELSES = (TaskKind.RULES_TO_READ, TaskKind.RULE_REVIEW)
"""Nobody reads for another; and who reviews a rule is whoever answers for it."""


def elsewhere(kind: str) -> str:
    """Where it is done; empty: here."""
    return _(ELSEWHERE[TaskKind(kind)]) if kind in set(ELSEWHERE) else ""


def msgid(kind: str) -> str:
    """The English words, to be translated where they are read; also for a kind that a newer version stored."""
    return WORDS[TaskKind(kind)] if kind in set(TaskKind) else WORDS[TaskKind.OTHER]


def words(kind: str, title: str = "") -> str:
    """What is to be done: a person's own words, else those of the kind."""
    return title or _(msgid(kind))
