"""Whom a move concerns: the new handler, who has to decide, who is to be alarmed, who calls the customer after."""

from sqlmodel import Session

from auth import audit
from care import casefile, revisits, rulebook
from care.complaints.duties import ask_handler, evening_of, raise_critical, tell
from care.complaints.escalating import escalate_now
from care.complaints.escalation import Cause
from care.complaints.finding import handlers
from care.complaints.steps import Step
from care.complaints.targets import ComplaintTargets
from care.countdown import Level
from care.notices import NoticeKind
from care.tasks import TaskKind
from care.worktime import calendar_in_force
from core import clock
from db.models import ComplaintEventKind, ComplaintKind, Severity

_OFTEN = 2


def tell_handler(session: Session, step: Step) -> None:
    """Somebody else put it into their hands, or took it out of them."""
    if step.complaint.handler_id != step.handler_before:
        tell(session, step.complaint, [step.complaint.handler_id], NoticeKind.COMPLAINT_ASSIGNED, by=step.actor)
        tell(session, step.complaint, [step.handler_before], NoticeKind.COMPLAINT_HANDED_ON, by=step.actor)


def find_handler(session: Session, step: Step) -> None:
    """Whoever had it may have left since: then it is in the hands of who takes it up again."""
    complaint, able = step.complaint, handlers(session)
    if complaint.handler_id in able or step.actor.id not in able:
        return
    detail = {"from": complaint.handler_id, "to": step.actor.id}
    complaint.handler_id = step.actor.id
    audit.record(session, step.actor, "complaint.assigned", complaint)
    casefile.note(session, step.actor, complaint, ComplaintEventKind.ASSIGNED, detail=detail)


def tell_end(session: Session, step: Step) -> None:
    """Whoever registered it, and whoever had it in hand, hear that it is over."""
    people = [step.complaint.opened_by_id, step.complaint.handler_id]
    tell(session, step.complaint, people, NoticeKind.COMPLAINT_ENDED, by=step.actor)


def alarm_if_critical(session: Session, step: Step) -> None:
    if step.complaint.severity is Severity.CRITICAL and step.severity_before is not Severity.CRITICAL:
        raise_critical(session, step.complaint, by=step.actor)


def ask_approval(session: Session, step: Step) -> None:
    """A serious complaint is closed by somebody else: tell them that it is about to be."""
    complaint = step.complaint
    if complaint.severity is Severity.MAJOR:
        tell(session, complaint, casefile.managers_of(session, complaint), NoticeKind.APPROVAL_ASKED, by=step.actor)
    if complaint.severity is Severity.CRITICAL:
        tell(session, complaint, casefile.owners(session), NoticeKind.APPROVAL_ASKED, by=step.actor)


def plan_visit(session: Session, step: Step) -> None:
    """Some working days after closing somebody asks whether all is well: on a visit, without a plan by a task."""
    complaint = step.complaint
    if complaint.kind is not ComplaintKind.COMPLAINT or complaint.is_historical:
        return
    days = rulebook.at_version(session, ComplaintTargets, complaint.policy_version).follow_up_days
    on = calendar_in_force(session).day_after(clock.today(), days)
    if complaint.customer_id and revisits.after_complaint(session, complaint.customer_id, complaint.id, on=on):
        return
    due = evening_of(on)
    key = f"follow-up:{complaint.id}:{complaint.cycle}"
    ask_handler(session, complaint, TaskKind.FOLLOW_UP_VISIT, due_at=due, key=key)


def tell_reopened(session: Session, step: Step) -> None:
    people = [step.complaint.handler_id, *casefile.managers_of(session, step.complaint)]
    tell(session, step.complaint, people, NoticeKind.COMPLAINT_REOPENED, by=step.actor)


def raise_refused(session: Session, step: Step) -> None:
    """Twice the customer declined what we proposed: somebody above looks at it."""
    if step.complaint.refusal_count >= _OFTEN:
        escalate_now(session, step.complaint, Cause.REFUSED, Level.DEPARTMENT, by=step.actor)


def raise_reopened(session: Session, step: Step) -> None:
    if step.complaint.reopen_count >= _OFTEN:
        escalate_now(session, step.complaint, Cause.REOPENED, Level.DEPARTMENT, by=step.actor)
