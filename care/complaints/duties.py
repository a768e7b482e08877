"""Tasks and notices about a complaint: for its handler, or for whoever answers for it while there is none."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import casefile, notices, tasks
from care.complaints.escalating import escalate_now
from care.complaints.escalation import Cause
from care.countdown import Level
from care.notices import NoticeKind
from care.tasks import TaskKind
from core import clock
from db.models import Complaint, Subject

_MORNING, _EVENING = timedelta(hours=9), timedelta(hours=17)


def morning_of(day: date) -> datetime:
    """When people who have that day's work before them look at it."""
    return clock.start_of(day) + _MORNING


def evening_of(day: date) -> datetime:
    return clock.start_of(day) + _EVENING


def ask_handler(
    session: Session, complaint: Complaint, kind: TaskKind, *, due_at: datetime, key: str, title: str = ""
) -> None:
    """A task that follows from where the complaint stands, once for each key."""
    who = casefile.handler_of(session, complaint) or next(iter(casefile.managers_of(session, complaint)), None)
    tasks.make(
        session,
        kind=kind,
        assignee_id=who,
        due_at=due_at,
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        key=key,
        title=title,
        team_id=complaint.team_id,
    )


def tell(
    session: Session,
    complaint: Complaint,
    people: Iterable[int | None],
    kind: NoticeKind,
    *,
    by: Actor | None,
    about: int | None = None,
) -> None:
    """Each once for this version of the complaint, or for the row it is about; nobody is told of their own deeds."""
    told = sorted({id_ for id_ in people if id_ is not None} - {by.id if by else None})
    notices.tell(
        session,
        told,
        kind,
        key=f"{kind.value}:{complaint.id}:{about or complaint.row_version}",
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        detail={"number": complaint.number},
    )


def acceptors(session: Session, complaint: Complaint) -> tuple[int, ...]:
    """Who may take it: customer service, and the managers of its team."""
    service = notices.who_may(session, Permission.COMPLAINT_HANDLE)
    owners = set(casefile.owners(session))
    team = casefile.managers_of(session, complaint)
    # The owner of a firm that has people for it is not told of every single complaint.
    return tuple(sorted((set(service) - owners) | set(team))) or tuple(sorted(owners))


def alarm(session: Session, complaint: Complaint, *, by: Actor | None) -> None:
    """Critical: managers and owners hear of it at once."""
    people = {*casefile.managers_of(session, complaint), *casefile.owners(session)}
    tell(session, complaint, people, NoticeKind.COMPLAINT_CRITICAL, by=by)


def raise_critical(session: Session, complaint: Complaint, *, by: Actor) -> None:
    """It became critical on the way: the heads of department have to acknowledge it, the others are told."""
    heads = set(casefile.department_heads(session))
    escalate_now(session, complaint, Cause.CRITICAL, Level.DEPARTMENT, by=by)
    others = {*casefile.managers_of(session, complaint), *casefile.owners(session)} - heads
    tell(session, complaint, others, NoticeKind.COMPLAINT_CRITICAL, by=by)
