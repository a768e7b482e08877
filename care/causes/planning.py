"""Planning corrective actions, and writing down what becomes of them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile
from care.causes import duties
from care.causes.finding import action_for, complaint_for
from care.causes.lifecycle import ActionRefused
from care.causes.owners import is_possible_owner
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import ActionState, Complaint, ComplaintEventKind, ComplaintState, CorrectiveAction

_LONGEST = 1000
_NOT_OURS = (ComplaintState.DUPLICATE, ComplaintState.WITHDRAWN)


@dataclass(frozen=True)
class NewAction:
    deed: str
    owner_id: int
    due_on: date


def plan_action(session: Session, actor: Actor, complaint_id: int, *, action: NewAction) -> CorrectiveAction:
    """Somebody is to do something against the cause until a day; it becomes their task."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = complaint_for(session, actor, complaint_id, Permission.COMPLAINT_HANDLE)
    if complaint.state in _NOT_OURS:
        raise ActionRefused(_("A complaint that is a duplicate or was withdrawn has no corrective actions."))
    _check(session, action)
    row = CorrectiveAction(
        complaint_id=complaint.id, deed=action.deed.strip(), owner_id=action.owner_id, due_on=action.due_on
    )
    session.add(row)
    session.flush()
    record(session, actor, row, complaint, "action.planned", words=row.deed)
    duties.ask_owner(session, row, by_id=actor.id)
    return row


def change_action(
    session: Session, actor: Actor, action_id: int, *, action: NewAction, seen_version: int
) -> CorrectiveAction:
    """Another deed, another person, another day, while it is not done yet."""
    actor.require(Permission.COMPLAINT_HANDLE)
    row, complaint = action_for(session, actor, action_id, seen_version=seen_version)
    complaint_for(session, actor, complaint.id, Permission.COMPLAINT_HANDLE)
    if row.state not in (ActionState.PLANNED, ActionState.DOING):
        raise ActionRefused(_("Only an action that is not done yet can be changed."))
    _check(session, action)
    row.deed, row.owner_id, row.due_on = action.deed.strip(), action.owner_id, action.due_on
    record(session, actor, row, complaint, "action.changed", words=row.deed)
    duties.ask_anew(session, row, by_id=actor.id)
    return row


def record(
    session: Session, actor: Actor, row: CorrectiveAction, complaint: Complaint, deed: str, *, words: str = ""
) -> None:
    """In the log and in the complaint's file."""
    audit.record(session, actor, deed, row, detail={"complaint": complaint.id})
    detail = {
        "action": row.id,
        "deed": deed,
        "state": row.state.value,
        "owner": row.owner_id,
        "due_on": row.due_on.isoformat(),
    }
    casefile.note(session, actor, complaint, ComplaintEventKind.ACTION_CHANGED, words=words, detail=detail)


def _check(session: Session, action: NewAction) -> None:
    problems: dict[str, str] = {}
    if not action.deed.strip():
        problems["deed"] = _("Please say what is to be done.")
    if len(action.deed) > _LONGEST:
        problems["deed"] = _("Please use at most {limit} characters.").format(limit=_LONGEST)
    if action.due_on < clock.today():
        problems["due_on"] = _("Please choose today or a later day.")
    if not is_possible_owner(session, action.owner_id):
        problems["owner"] = _("Please choose a colleague who works with complaints.")
    if problems:
        raise Invalid(problems)
