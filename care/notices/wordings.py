"""How each kind of notice reads: put into words in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from care.notices.kinds import NoticeKind
from core.i18n import N_, _


class Tone(StrEnum):
    CALM = "calm"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Wording:
    """How a kind reads. The fields of the sentence come from the notice's detail."""

    sentence: str
    icon: str
    tone: Tone = Tone.CALM
    digest: NoticeKind | None = None
    """What more than a handful of it at once become."""
    translated: tuple[str, ...] = ()
    """Fields of the detail that hold a sentence of ours, to be translated as well."""


_COMPLAINT, _LEAD, _TASK = ":material/support_agent:", ":material/person_raised_hand:", ":material/task_alt:"
_RULE = ":material/menu_book:"
_WORDINGS = {
    NoticeKind.ACTION_EFFECT: Wording(
        N_("The effect of a corrective action for complaint {number} was counted: {before} before, {after} after."),
        ":material/build:",
    ),
    NoticeKind.ACTION_LATE: Wording(
        N_("A corrective action for complaint {number} is overdue."), ":material/build:", Tone.OVERDUE
    ),
    NoticeKind.APPROVAL_ASKED: Wording(N_("Complaint {number} waits for your decision."), ":material/approval:"),
    NoticeKind.AWARD_DECIDED: Wording(N_("A reward or a penalty concerns you."), ":material/military_tech:"),
    NoticeKind.AWARD_REPLIED: Wording(N_("Somebody has replied to your decision."), ":material/military_tech:"),
    NoticeKind.BREACH_DECIDED: Wording(
        N_("It was decided on your explanation about rule {code}."), ":material/gavel:"
    ),
    NoticeKind.BREACH_EXPLAINED: Wording(
        N_("An explanation about rule {code} waits for your decision."), ":material/gavel:", Tone.AT_RISK
    ),
    NoticeKind.COMPLAINTS_DUE_SOON: Wording(N_("{n} complaints are due soon."), _COMPLAINT, Tone.AT_RISK),
    NoticeKind.COMPLAINTS_ESCALATED: Wording(N_("{n} complaints need you: they are late."), _COMPLAINT, Tone.OVERDUE),
    NoticeKind.COMPLAINT_ANSWERED: Wording(N_("The customer of complaint {number} has answered."), _COMPLAINT),
    NoticeKind.COMPLAINT_ASSIGNED: Wording(N_("Complaint {number} is now yours to handle."), _COMPLAINT),
    NoticeKind.COMPLAINT_DUE_SOON: Wording(
        N_("Complaint {number} is due soon: {clock}."),
        _COMPLAINT, Tone.AT_RISK, NoticeKind.COMPLAINTS_DUE_SOON, ("clock",),
    ),
    NoticeKind.COMPLAINT_ESCALATED: Wording(
        N_("Complaint {number} has been escalated to you: {reason}."),
        _COMPLAINT, Tone.OVERDUE, NoticeKind.COMPLAINTS_ESCALATED, ("reason",),
    ),
    NoticeKind.COMPLAINT_CRITICAL: Wording(
        N_("Complaint {number} is critical: safety, press, law or a whole batch is at stake."), _COMPLAINT, Tone.OVERDUE
    ),
    NoticeKind.COMPLAINT_ENDED: Wording(N_("Complaint {number} has ended."), _COMPLAINT),
    NoticeKind.COMPLAINT_HANDED_ON: Wording(N_("Complaint {number} is now in the hands of somebody else."), _COMPLAINT),
    NoticeKind.COMPLAINT_LINKED: Wording(N_("Another complaint about the same was added to {number}."), _COMPLAINT),
    NoticeKind.COMPLAINT_OVERDUE: Wording(
        N_("Complaint {number} is overdue: {clock}."),
        _COMPLAINT, Tone.OVERDUE, NoticeKind.COMPLAINTS_ESCALATED, ("clock",),
    ),
    NoticeKind.COMPLAINT_REGISTERED: Wording(N_("Complaint {number} waits to be accepted."), _COMPLAINT),
    NoticeKind.COMPLAINT_REOPENED: Wording(N_("Complaint {number} was reopened."), _COMPLAINT, Tone.AT_RISK),
    NoticeKind.CUSTOMER_DISSATISFIED: Wording(
        N_("The customer is not satisfied with how complaint {number} was handled."), _COMPLAINT, Tone.OVERDUE
    ),
    NoticeKind.EVENT_CANCELLED: Wording(
        N_("An event to which you invited customers was called off: tell them."),
        ":material/event_busy:", Tone.OVERDUE,
    ),
    NoticeKind.EXTENSION_DECIDED: Wording(
        N_("Complaint {number}: {decision}."), ":material/more_time:", translated=("decision",)
    ),
    NoticeKind.GIFT_APPROVED: Wording(N_("The gift you asked for was approved."), ":material/redeem:"),
    NoticeKind.GIFT_ASKED: Wording(N_("A gift to a customer waits for your decision."), ":material/redeem:"),
    NoticeKind.GIFT_REFUSED: Wording(
        N_("The gift you asked for was not approved."), ":material/redeem:", Tone.AT_RISK
    ),
    NoticeKind.IMPROVEMENT_PROPOSED: Wording(N_("An improvement was proposed: {cause}."), ":material/lightbulb:",
                                             translated=("cause",)),
    NoticeKind.IMPROVEMENT_MEASURED: Wording(
        N_("The effect of an improvement was counted: {before} before, {after} after."), ":material/lightbulb:"
    ),
    NoticeKind.JOB_FAILED: Wording(
        N_("What runs by itself has failed: {job}."), ":material/schedule:", Tone.OVERDUE, translated=("job",)
    ),
    NoticeKind.LEAD_TOLD_MORE: Wording(N_("Lead {number} has written to us again."), _LEAD),
    NoticeKind.LEADS_DUE_SOON: Wording(N_("{n} leads have to be called soon."), _LEAD, Tone.AT_RISK),
    NoticeKind.LEADS_ESCALATED: Wording(N_("{n} leads were not called in time."), _LEAD, Tone.OVERDUE),
    NoticeKind.LEADS_WAITING: Wording(N_("{n} leads wait for somebody to take them."), _LEAD, Tone.AT_RISK),
    NoticeKind.LEAD_ASSIGNED: Wording(N_("Lead {number} is yours: call them soon."), _LEAD),
    NoticeKind.LEAD_DUE_SOON: Wording(
        N_("Lead {number} has to be called soon."), _LEAD, Tone.AT_RISK, NoticeKind.LEADS_DUE_SOON
    ),
    NoticeKind.LEAD_ESCALATED: Wording(
        N_("Lead {number} was not called in time."), _LEAD, Tone.OVERDUE, NoticeKind.LEADS_ESCALATED
    ),
    NoticeKind.LEAD_OVERDUE: Wording(
        N_("Your lead {number} was not called in time: call now."), _LEAD, Tone.OVERDUE, NoticeKind.LEADS_ESCALATED
    ),
    NoticeKind.LEAD_WAITING: Wording(
        N_("Lead {number} waits for somebody to take it."), _LEAD, Tone.AT_RISK, NoticeKind.LEADS_WAITING
    ),
    NoticeKind.MAIL_FAILED: Wording(
        N_("An e-mail could not be delivered after {attempts} attempts."), ":material/mail:", Tone.AT_RISK
    ),
    NoticeKind.REPORT_MADE: Wording(N_("The report of {period} is there."), ":material/summarize:"),
    NoticeKind.RULES_IN_FORCE: Wording(N_("{n} rules are new: please read and confirm them."), _RULE),
    NoticeKind.RULE_IN_FORCE: Wording(
        N_("Rule {code} has a version {n}: please read and confirm it."), _RULE, digest=NoticeKind.RULES_IN_FORCE
    ),
    NoticeKind.RULE_NUMBER_CHANGED: Wording(
        N_("A number of rule {code} has changed. {number}: {value}"), _RULE, translated=("number",)
    ),
    NoticeKind.SURVEY_LOW: Wording(
        N_("A customer of yours is not satisfied: survey answer {number}."), ":material/rate_review:", Tone.OVERDUE
    ),
    NoticeKind.SURVEY_READY: Wording(
        N_("The survey of {period} is ready: look at it and launch it."), ":material/rate_review:"
    ),
    NoticeKind.TASKS_DUE: Wording(N_("{n} of your tasks are due."), _TASK, Tone.OVERDUE),
    NoticeKind.TASK_CANCELLED: Wording(N_("No longer to be done: {task}"), _TASK, translated=("task",)),
    NoticeKind.TASK_DONE: Wording(N_("Done: {task}"), _TASK, translated=("task",)),
    NoticeKind.TASK_DUE: Wording(
        N_("Due: {task}"), _TASK, Tone.OVERDUE, NoticeKind.TASKS_DUE, translated=("task",)
    ),
    NoticeKind.TASK_GIVEN: Wording(N_("For you to do: {task}"), _TASK, translated=("task",)),
}  # fmt: skip
_UNKNOWN = Wording(N_("Something happened that this version has no words for."), ":material/notifications:")


def wording(kind: str) -> Wording:
    """Also for a kind that a newer version stored."""
    return _WORDINGS.get(NoticeKind(kind), _UNKNOWN) if kind in set(NoticeKind) else _UNKNOWN


def sentence(kind: str, detail: Mapping[str, Any]) -> str:
    """In the language of the reader; a field that the detail lacks stays a dash."""
    chosen = wording(kind)
    filling = {name: _(str(value)) if name in chosen.translated and value else value for name, value in detail.items()}
    return _(chosen.sentence).format_map(_Filled(filling))


class _Filled(dict[str, Any]):
    def __missing__(self, _key: str) -> str:
        return "—"
