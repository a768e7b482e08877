"""Who says they will come, who came, and that the event was held."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.events.finding import hold, hold_line, hold_to_plan, lines_of
from care.events.following import ask_to_follow, no_longer_follow
from care.events.planning import NOTE_LENGTH
from care.events.refusals import EventOver, NotYetHeld
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import Attendee, AttendeeState, Customer, CustomerEvent, EventState

_ANSWERS = {AttendeeState.INVITED: None, AttendeeState.ACCEPTED: True, AttendeeState.DECLINED: False}
_STANDING = {said: state for state, said in _ANSWERS.items()}


def answer(session: Session, actor: Actor, attendee_id: int, *, state: AttendeeState, note: str = "") -> Attendee:
    """What the customer said to the invitation; invited again takes that back."""
    actor.require(Permission.EVENT_INVITE)
    if state not in _ANSWERS:
        raise Invalid({"state": _("Please choose one of the list.")})
    event, line = hold_line(session, actor, attendee_id)
    if event.state is not EventState.PLANNED:
        raise EventOver(event.state)
    if (line.state, line.note) != (state, note.strip()):
        line.state, line.accepted, line.note = state, _ANSWERS[state], note.strip()[:NOTE_LENGTH]
        detail = {"customer": line.customer_id, "answer": state.value}
        audit.record(session, actor, "event.answered", event, detail=detail)
    return line


def take_attendance(session: Session, actor: Actor, event_id: int, *, came: Mapping[int, bool]) -> int:
    """By line: who came and who did not. Of two at the door each says only what they saw. How many lines changed."""
    actor.require(Permission.EVENT_INVITE)
    event = _begun(session, event_id)
    lines = lines_of(session, actor, event_id, list(came))
    if len(lines) < len(came):
        raise NotFound
    changed = [line for line in lines if (line.state is AttendeeState.ATTENDED) != came[line.id]]
    for line in changed:
        line.state = AttendeeState.ATTENDED if came[line.id] else _not_there(event, line)
        if line.invited_at is None and not came[line.id] and line.interaction_id is None:
            session.delete(line)  # nobody expected them, and they did not come
    session.flush()
    if changed:
        audit.record(session, actor, "event.attendance_taken", event, count=len(changed))
    _keep_tasks(session, event, changed)
    return len(changed)


def walk_in(session: Session, actor: Actor, event_id: int, *, customer_id: int) -> Attendee:
    """Came without having been invited: they came by themselves, so nobody asks what they agreed to."""
    actor.require(Permission.EVENT_INVITE)
    _begun(session, event_id)
    reached = customers_visible_to(actor, Permission.EVENT_INVITE)
    if session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, reached)).first() is None:
        raise NotFound
    now = clock.now()
    row = {
        "event_id": event_id, "customer_id": customer_id, "state": AttendeeState.INVITED, "note": "",
        "created_at": now, "updated_at": now, "row_version": 1,
    }  # fmt: skip
    dialect.insert_new(session, Attendee, [row])
    pair = (col(Attendee.event_id) == event_id, col(Attendee.customer_id) == customer_id)
    line = session.exec(select(Attendee).where(*pair)).one()
    take_attendance(session, actor, event_id, came={line.id: True})
    return line


def mark_held(session: Session, actor: Actor, event_id: int) -> CustomerEvent:
    """It is over: who was expected and did not come was absent; for each who came somebody is asked to call.

    Twice changes nothing.
    """
    actor.require(Permission.EVENT_PLAN)
    event = hold_to_plan(session, actor, event_id)
    if event.state is EventState.HELD:
        return event
    event = _begun(session, event_id)
    lines = session.exec(select(Attendee).where(col(Attendee.event_id) == event_id).order_by(col(Attendee.id))).all()
    for line in lines:
        if line.state in (AttendeeState.INVITED, AttendeeState.ACCEPTED):
            line.state = AttendeeState.ABSENT
    event.state, event.ended_at = EventState.HELD, clock.now()
    audit.record(session, actor, "event.held", event)
    _keep_tasks(session, event, lines)
    return event


def _begun(session: Session, event_id: int) -> CustomerEvent:
    event = hold(session, event_id)
    if event.state is EventState.CANCELLED:
        raise EventOver(event.state)
    if clock.local(event.starts_at).date() > clock.today():
        raise NotYetHeld
    return event


def _not_there(event: CustomerEvent, line: Attendee) -> AttendeeState:
    """A tick taken back: before the end of the event they may still come."""
    if event.state is EventState.HELD and line.accepted is not False:
        return AttendeeState.ABSENT
    return _STANDING[line.accepted]


def _keep_tasks(session: Session, event: CustomerEvent, lines: Sequence[Attendee]) -> None:
    if event.state is not EventState.HELD:
        return
    came = [line for line in lines if line.state is AttendeeState.ATTENDED]
    ask_to_follow(session, event, [line for line in came if line.interaction_id is None])
    no_longer_follow(session, event, [line for line in lines if line.state is not AttendeeState.ATTENDED])
