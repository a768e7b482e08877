"""Customers who let us wait: asked again on the agreed days, and a manager hears of it when it takes too long."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from care import tasks
from care.complaints.duties import ask_handler, morning_of
from care.complaints.escalating import escalate_now
from care.complaints.escalation import Cause
from care.complaints.standing import policy_of
from care.complaints.targets import ComplaintTargets
from care.countdown import Level
from care.tasks import TaskKind
from core import clock
from db.models import Complaint, ComplaintState, Pause, Subject

_AT_ONCE = 1000


def chase_due(session: Session) -> int:
    """A job: how many customers somebody is to ask again, and how many managers were told, since it last ran."""
    now, count = clock.now(), 0
    waiting = (
        select(Pause, Complaint)
        .join(Complaint, col(Complaint.id) == col(Pause.complaint_id))
        .where(col(Pause.ended_at).is_(None), col(Complaint.state) == ComplaintState.WAITING_CUSTOMER)
        .order_by(col(Pause.id))
        .limit(_AT_ONCE)
    )
    for pause, complaint in session.exec(waiting.with_for_update(of=Pause, skip_locked=True)).all():
        policy = policy_of(session, complaint)
        count += _ask_again(session, complaint, pause, policy, now)
        if _waited(session, complaint, now) > timedelta(days=policy.max_pause_days):
            count += escalate_now(session, complaint, Cause.PAUSED, Level.MANAGER)
    return count


def days_of(pause: Pause, policy: ComplaintTargets) -> tuple[date, ...]:
    """On which days the customer is asked again: the first was agreed on, the others follow as the policy has them."""
    offsets = sorted(policy.chase_days) or [0]
    return tuple(pause.chase_on + timedelta(days=offset - offsets[0]) for offset in offsets)


def _ask_again(session: Session, complaint: Complaint, pause: Pause, policy: ComplaintTargets, now: datetime) -> int:
    """After a time without this job one reminder stands for all that were missed."""
    due = sum(morning_of(day) <= now for day in days_of(pause, policy))
    if due <= pause.chased:
        return 0
    is_first, pause.chased = due == 1, due
    if not is_first:  # the first was asked for when the waiting began
        tasks.drop_open(session, Subject.COMPLAINT, complaint.id, (TaskKind.CHASE_CUSTOMER,))
        key = f"chase:{pause.id}:{due - 1}"
        ask_handler(session, complaint, TaskKind.CHASE_CUSTOMER, due_at=morning_of(clock.today()), key=key)
    session.flush()
    return int(not is_first)


def _waited(session: Session, complaint: Complaint, now: datetime) -> timedelta:
    """All pauses of this cycle together."""
    theirs = (col(Pause.complaint_id) == complaint.id, col(Pause.cycle) == complaint.cycle)
    rows = session.exec(select(Pause.started_at, Pause.ended_at).where(*theirs)).all()
    return sum(((end or now) - start for start, end in rows), timedelta())
