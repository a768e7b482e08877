"""Who has a complaint in hand, how severe it is, and what colleagues are asked to do for it."""

from dataclasses import replace

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile, tasks
from care.complaints import clocks
from care.complaints.duties import raise_critical, tell
from care.complaints.finding import find_open_to_work, find_to_change, handlers, require_reach, stake_of
from care.complaints.lifecycle import ENDED
from care.complaints.powers import DECIDERS, reaches
from care.complaints.refusals import Ended
from care.notices import NoticeKind
from care.tasks import NewTask, TaskKind
from core.errors import Invalid
from core.i18n import _
from db.models import Complaint, ComplaintEventKind, Severity, Subject, Task, User

LONGEST_REASON = 1000
_MOVES_ALONG = (TaskKind.CHASE_CUSTOMER, TaskKind.CHASE_THIRD)


def assign(session: Session, actor: Actor, complaint_id: int, *, handler_id: int, words: str = "") -> Complaint:
    """Put it into these hands, never silently. One that nobody has may be taken by whoever may handle it."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = find_to_change(session, actor, complaint_id)
    before = complaint.handler_id
    takes_it = before is None and handler_id == actor.id
    needed = Permission.COMPLAINT_HANDLE if takes_it else Permission.COMPLAINT_APPROVE
    require_reach(actor, needed, stake_of(complaint))
    if complaint.state in ENDED:
        raise Ended
    problems = {}
    if handler_id == before or handler_id not in handlers(session):
        problems["handler_id"] = _("Please choose somebody else who may handle complaints.")
    if before is not None and not words.strip():
        problems["words"] = _("Please say why it changes hands.")
    _refuse(problems, words)

    complaint.handler_id = handler_id
    audit.record(session, actor, "complaint.assigned", complaint)
    detail = {"from": before, "to": handler_id, "names": [_name(session, id_) for id_ in (before, handler_id)]}
    casefile.note(session, actor, complaint, ComplaintEventKind.ASSIGNED, words=words.strip(), detail=detail)
    clocks.recount(session, complaint)
    _hand_tasks_on(session, complaint)
    tell(session, complaint, [handler_id], NoticeKind.COMPLAINT_ASSIGNED, by=actor)
    tell(session, complaint, [before], NoticeKind.COMPLAINT_HANDED_ON, by=actor)
    return complaint


def regrade(session: Session, actor: Actor, complaint_id: int, *, severity: Severity, words: str) -> Complaint:
    """Another severity, with its reason; what still runs is measured by it. Only who decides may lower it."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = find_open_to_work(session, actor, complaint_id)
    before = complaint.severity
    problems = {}
    if not words.strip():
        problems["words"] = _("Please say why, for whoever reads the file later.")
    if severity is before:
        problems["severity"] = _("This is its severity already.")
    elif is_lower(severity, before):
        problems |= _lowered(actor, complaint)
    _refuse(problems, words)

    complaint.severity = severity
    complaint.is_safety = complaint.is_safety and severity is Severity.CRITICAL
    audit.record(session, actor, "complaint.regraded", complaint)
    detail = {"from": before.value, "to": severity.value}
    casefile.note(session, actor, complaint, ComplaintEventKind.REGRADED, words=words.strip(), detail=detail)
    clocks.retarget(session, complaint)
    if severity is Severity.CRITICAL:
        raise_critical(session, complaint, by=actor)
    return complaint


def give_subtask(session: Session, actor: Actor, complaint_id: int, *, task: NewTask) -> Task:
    """Ask a colleague, of whatever department, to do something for it until a moment. They may then read it."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = find_open_to_work(session, actor, complaint_id)
    about = replace(task, subject=Subject.COMPLAINT, subject_id=complaint.id, kind=TaskKind.SUBTASK)
    given = tasks.give(session, actor, task=about)
    detail = {"task": given.id, "to": given.assignee_id, "due": given.due_at, "name": _name(session, given.assignee_id)}
    casefile.note(session, actor, complaint, ComplaintEventKind.TASKED, words=given.title, detail=detail)
    return given


def is_lower(severity: Severity, than: Severity) -> bool:
    order = list(Severity)
    return order.index(severity) > order.index(than)


def _lowered(actor: Actor, complaint: Complaint) -> dict[str, str]:
    """Else whoever handles a serious complaint closes it alone, by calling it an ordinary one first."""
    if not reaches(actor, Permission.COMPLAINT_APPROVE, stake_of(complaint)):
        return {"severity": _("Only somebody who decides on complaints may lower the severity.")}
    if complaint.severity in DECIDERS and actor.id is not None and complaint.handler_id == actor.id:
        return {"severity": _("You handle this serious complaint, so somebody else who decides lowers its severity.")}
    return {}


def _refuse(problems: dict[str, str], words: str) -> None:
    if len(words.strip()) > LONGEST_REASON:
        problems["words"] = _("Please keep this below {n} characters.").format(n=LONGEST_REASON)
    if problems:
        raise Invalid(problems)


def _hand_tasks_on(session: Session, complaint: Complaint) -> None:
    """What the product asked the former handler to do falls to the new one."""
    still = select(Task).where(
        col(Task.subject) == Subject.COMPLAINT,
        col(Task.subject_id) == complaint.id,
        col(Task.kind).in_(_MOVES_ALONG),
        col(Task.done_at).is_(None),
        col(Task.cancelled_at).is_(None),
    )
    for task in session.exec(still.with_for_update()):
        task.assignee_id = complaint.handler_id
    session.flush()


def _name(session: Session, user_id: int | None) -> str:
    person = session.get(User, user_id) if user_id else None
    return person.name if person else ""
