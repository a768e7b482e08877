"""What the schedule does for causes: counts whether actions helped, and reminds of late ones."""

from sqlmodel import Session, col, select

from auth.actor import SYSTEM
from care import casefile, notices, rulebook
from care.causes import duties
from care.causes.counting import counted_in
from care.causes.effect import around, has_helped
from care.causes.planning import record
from care.causes.policy import CausePolicy
from care.notices import NoticeKind
from core import clock
from db.models import (
    ActionState,
    CauseCategory,
    Complaint,
    CorrectiveAction,
    RootCause,
    Subject,
)

_AT_ONCE = 500
_STILL_TO_DO = (ActionState.PLANNED, ActionState.DOING)


def check_effects(session: Session) -> int:
    """Count for each effective action whose day has come how often its cause came before and after; how many.

    What has not helped is put before a manager, who decides; nothing changes silently. An action without a recorded
    cause waits for one.
    """
    due = (
        select(CorrectiveAction, Complaint, RootCause.category)
        .join(Complaint, col(Complaint.id) == col(CorrectiveAction.complaint_id))
        .join(RootCause, col(RootCause.complaint_id) == col(Complaint.id))
        .where(
            col(CorrectiveAction.state) == ActionState.EFFECTIVE,
            col(CorrectiveAction.effect_due_on) <= clock.today(),
            col(CorrectiveAction.effect_after).is_(None),
            col(CorrectiveAction.done_at).is_not(None),
        )
    )
    found = session.exec(due.order_by(col(CorrectiveAction.id)).limit(_AT_ONCE).with_for_update()).all()
    for action, complaint, category in found:
        _count(session, action, complaint, CauseCategory(category))
    return len(found)


def remind_late(session: Session) -> int:
    """Tell whoever answers for the complaint of each action that is late, once for each due date; how many told."""
    late = (
        select(CorrectiveAction, Complaint)
        .join(Complaint, col(Complaint.id) == col(CorrectiveAction.complaint_id))
        .where(col(CorrectiveAction.state).in_(_STILL_TO_DO), col(CorrectiveAction.due_on) < clock.today())
    )
    found = session.exec(late.order_by(col(CorrectiveAction.id)).limit(_AT_ONCE)).all()
    return sum(duties.tell_late(session, action, complaint) for action, complaint in found)


def _count(session: Session, action: CorrectiveAction, complaint: Complaint, category: CauseCategory) -> None:
    assert action.done_at is not None
    before, after = around(action.done_at, days=rulebook.in_force(session, CausePolicy).effect_days)
    counts = [len(counted_in(session, category, window)) for window in (before, after)]
    action.effect_before, action.effect_after = counts
    record(session, SYSTEM, action, complaint, "action.effect_counted")
    if not has_helped(action.effect_before, action.effect_after):
        duties.ask_decider(session, action, complaint)
    _tell(session, action, complaint)


def _tell(session: Session, action: CorrectiveAction, complaint: Complaint) -> None:
    notices.tell(
        session,
        {action.owner_id, *casefile.managers_of(session, complaint)},
        NoticeKind.ACTION_EFFECT,
        key=f"action-effect:{action.id}:{action.asked}",
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        detail={"number": complaint.number, "before": action.effect_before, "after": action.effect_after},
    )
