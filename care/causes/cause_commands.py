"""Recording why a complaint happened."""

import json

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile, rulebook
from care.causes.analysis import NewCause, problems_of
from care.causes.finding import cause_of, check_version, complaint_for
from care.causes.policy import CausePolicy
from care.causes.recurrence import propose_if_recurring
from core import clock
from core.errors import Conflict, Invalid, Refusal
from core.i18n import _
from db.models import CauseCategory, Complaint, ComplaintEventKind, RootCause


class ComplaintOver(Refusal):
    """The complaint has ended: what was found out about it stays as it was."""

    def __init__(self) -> None:
        super().__init__(_("This complaint has ended. Reopen it to change what was found out."))


def record_cause(
    session: Session, actor: Actor, complaint_id: int, *, cause: NewCause, seen_version: int | None = None
) -> RootCause:
    """Write down the root cause, or revise the one that was seen; a cause that recurs proposes an improvement."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = complaint_for(session, actor, complaint_id, Permission.COMPLAINT_HANDLE)
    if complaint.closed_at is not None:
        raise ComplaintOver
    cause = cause.tidy()
    problems = problems_of(cause, whys_needed=rulebook.in_force(session, CausePolicy).whys_needed)
    if problems or cause.category is None:
        raise Invalid(problems)

    row = _row(session, complaint, cause.category, seen_version)
    row.category, row.escape, row.words = cause.category, cause.escape, cause.words
    row.whys = json.dumps(cause.whys, ensure_ascii=False)
    row.found_at, row.by_id = clock.now(), actor.id
    session.add(row)
    audit.record(session, actor, "cause.recorded", row, detail={"complaint": complaint.id})
    _note(session, actor, complaint, cause)
    propose_if_recurring(session, actor, cause.category)
    return row


def _row(session: Session, complaint: Complaint, category: CauseCategory, seen_version: int | None) -> RootCause:
    """The one that is there, if it is the one that was seen; else a new one."""
    found = cause_of(session, complaint.id)
    if found is None:
        return RootCause(complaint_id=complaint.id, category=category, found_at=clock.now())
    if seen_version is None:
        raise Conflict(version=found.row_version, theirs=_told(found), yours={})
    check_version(found, seen_version, _told(found))
    return found


def _told(row: RootCause) -> dict[str, object]:
    return {"category": row.category.value, "words": row.words}


def _note(session: Session, actor: Actor, complaint: Complaint, cause: NewCause) -> None:
    detail = {
        "category": cause.category,
        "escape": cause.escape,
        "whys": list(cause.whys),
    }
    casefile.note(session, actor, complaint, ComplaintEventKind.CAUSE_FOUND, words=cause.words, detail=detail)
