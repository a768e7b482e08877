"""Writing down what was said with the customer, and what colleagues know: the clocks hear of the first."""

from datetime import timedelta

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile, interactions, tasks
from care.complaints import clocks
from care.complaints.duties import tell
from care.complaints.finding import find_to_change
from care.complaints.lifecycle import ENDED, Move, rule_of
from care.complaints.runs import open_pause
from care.interactions import NewInteraction, is_response
from care.notices import NoticeKind
from care.tasks import TaskKind
from core.errors import Invalid
from core.i18n import _
from db.models import (
    ClockKind,
    Complaint,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintState,
    Direction,
    Interaction,
    Subject,
)

LONGEST_NOTE = 4000
_SAME_MINUTE = timedelta(minutes=1)


def log_contact(session: Session, actor: Actor, complaint_id: int, *, contact: NewInteraction) -> Interaction:
    """Whoever may read a complaint writes down what its customer said. The first real contact is the first response,
    and whatever the customer lets us hear ends the wait for them."""
    actor.require(Permission.COMPLAINT_OPEN)
    complaint = find_to_change(session, actor, complaint_id)
    written = interactions.write(session, actor, contact=contact, complaint_id=complaint.id)
    casefile.note(
        session,
        actor,
        complaint,
        ComplaintEventKind.CONTACTED,
        words=written.summary,
        detail={
            "interaction": written.id,
            "at": written.at,
            "medium": written.medium.value,
            "direction": written.direction.value,
            "outcome": written.outcome.value,
        },
    )
    if complaint.state not in ENDED:
        _count_as_response(session, complaint, written)
        _end_wait(session, actor, complaint, written)
    if written.direction is Direction.INBOUND:
        tell(session, complaint, [complaint.handler_id], NoticeKind.COMPLAINT_ANSWERED, by=actor, about=written.id)
    return written


def add_note(session: Session, actor: Actor, complaint_id: int, *, words: str) -> ComplaintEvent:
    """For colleagues; no customer reads it and no clock hears of it."""
    actor.require(Permission.COMPLAINT_OPEN)
    complaint = find_to_change(session, actor, complaint_id)
    if not words.strip():
        raise Invalid({"words": _("Please write the note first.")})
    if len(words.strip()) > LONGEST_NOTE:
        raise Invalid({"words": _("Please keep this below {n} characters.").format(n=LONGEST_NOTE)})
    audit.record(session, actor, "complaint.noted", complaint)
    return casefile.note(session, actor, complaint, ComplaintEventKind.NOTED, words=words.strip())


def _count_as_response(session: Session, complaint: Complaint, contact: Interaction) -> None:
    """Somebody spoke with them; a voice that reached nobody is no answer."""
    if complaint.responded_at is not None or not is_response(contact):
        return
    complaint.responded_at = max(contact.at, complaint.received_at)
    clocks.stop(session, complaint, ClockKind.RESPONSE, at=complaint.responded_at)


def _end_wait(session: Session, actor: Actor, complaint: Complaint, contact: Interaction) -> None:
    """The customer has come back to us: the resolution goes on from that moment."""
    if complaint.state is not ComplaintState.WAITING_CUSTOMER or contact.direction is not Direction.INBOUND:
        return
    pause = open_pause(session, complaint)
    if pause is not None and contact.at <= pause.started_at - _SAME_MINUTE:
        return  # they said it before we asked
    before, complaint.state = complaint.state, rule_of(Move.RESUME).target
    detail = {"move": Move.RESUME.value, "interaction": contact.id}
    audit.record(session, actor, "complaint.moved", complaint, detail={"move": Move.RESUME.value})
    casefile.note(session, actor, complaint, ComplaintEventKind.MOVED, before=before, detail=detail)
    clocks.resume(session, complaint, at=contact.at)
    about = (Subject.COMPLAINT, complaint.id)
    tasks.settle(session, *about, (TaskKind.CHASE_CUSTOMER,), by_id=actor.id, outcome=contact.summary)
