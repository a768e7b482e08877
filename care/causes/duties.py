"""What each state of a corrective action asks of whom: the tasks follow the state, and one duty is open at a time."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from care import casefile, notices, rulebook, tasks
from care.causes.policy import CausePolicy
from care.notices import NoticeKind
from care.tasks import TaskKind
from core import clock
from db.models import Complaint, CorrectiveAction, Subject


def ask_owner(session: Session, action: CorrectiveAction, *, by_id: int | None) -> None:
    """To carry it out. The task is about the complaint, so that the owner may see it."""
    _make(session, action, TaskKind.CORRECTIVE_ACTION, action.owner_id, end_of(action.due_on), by_id=by_id)


def ask_owner_again(session: Session, action: CorrectiveAction, *, by_id: int | None) -> None:
    """To take up once more what has not helped; until when it is to help is said on starting it."""
    action.asked += 1
    _make(session, action, TaskKind.CORRECTIVE_ACTION, action.owner_id, _soon(session), by_id=by_id)


def ask_anew(session: Session, action: CorrectiveAction, *, by_id: int | None) -> None:
    """Somebody else, or until another day: the earlier task goes."""
    tasks.drop_one(session, _key(action, TaskKind.CORRECTIVE_ACTION))
    action.asked += 1
    ask_owner(session, action, by_id=by_id)


def ask_verifier(session: Session, action: CorrectiveAction, complaint: Complaint, *, by_id: int | None) -> None:
    """The complaint's handler, else a manager: never who carried it out or reported it."""
    person = _verifier(session, action, complaint)
    _make(session, action, TaskKind.VERIFICATION, person, _soon(session), by_id=by_id)


def ask_decider(session: Session, action: CorrectiveAction, complaint: Complaint) -> None:
    """A manager, whether what has not helped is to be taken up again."""
    others = [id_ for id_ in casefile.managers_of(session, complaint) if id_ != action.owner_id]
    person = next(iter(others or casefile.owners(session)), None)
    _make(session, action, TaskKind.EFFECT_CHECK, person, _soon(session), by_id=None)


def settle(session: Session, action: CorrectiveAction, *, by_id: int | None, outcome: str) -> None:
    """What was asked for has been done: by moving the action itself."""
    for kind in (TaskKind.CORRECTIVE_ACTION, TaskKind.VERIFICATION, TaskKind.EFFECT_CHECK):
        tasks.settle_one(session, _key(action, kind), by_id=by_id, outcome=outcome)


def tell_late(session: Session, action: CorrectiveAction, complaint: Complaint) -> int:
    """The owner is reminded by the task; whoever answers for the complaint hears of it once for each due date."""
    told = {complaint.handler_id, *casefile.managers_of(session, complaint)} - {None}
    return notices.tell(
        session,
        [id_ for id_ in told if id_ is not None],
        NoticeKind.ACTION_LATE,
        key=f"action-late:{action.id}:{action.due_on}",
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        detail={"number": complaint.number},
    )


def end_of(day: date) -> datetime:
    """The last minute of a day of the company's."""
    return clock.start_of(day + timedelta(days=1)) - timedelta(minutes=1)


def _soon(session: Session) -> datetime:
    return clock.now() + timedelta(days=rulebook.in_force(session, CausePolicy).verify_days)


def _verifier(session: Session, action: CorrectiveAction, complaint: Complaint) -> int | None:
    involved = {action.owner_id, action.done_by_id}
    candidates = (complaint.handler_id, *casefile.managers_of(session, complaint), *casefile.owners(session))
    return next((id_ for id_ in candidates if id_ is not None and id_ not in involved), None)


def _make(
    session: Session,
    action: CorrectiveAction,
    kind: TaskKind,
    assignee_id: int | None,
    due_at: datetime,
    *,
    by_id: int | None,
) -> None:
    tasks.make(
        session,
        kind=kind,
        assignee_id=assignee_id,
        due_at=due_at,
        subject=Subject.COMPLAINT,
        subject_id=action.complaint_id,
        key=_key(action, kind),
        title=action.deed if kind is TaskKind.CORRECTIVE_ACTION else "",  # who verifies it does not carry it out
        by_id=by_id,
    )


def _key(action: CorrectiveAction, kind: TaskKind) -> str:
    return f"action:{action.id}:{kind.value}:{action.asked}"
