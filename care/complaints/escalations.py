"""Answering an escalation, and asking for one because the customer does."""

from sqlalchemy import select
from sqlmodel import Session, col

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile
from care.complaints.escalating import escalate_now
from care.complaints.escalation import ANSWERED_BY, CLOCK_OF, Cause
from care.complaints.finding import find_to_change, require_reach, stake_of
from care.complaints.lifecycle import ENDED
from care.complaints.refusals import Ended
from care.countdown import Level
from core import clock
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from db.models import Complaint, ComplaintEventKind, Escalation, User

_MOST_WORDS = 300


class AlreadyAcknowledged(Refusal):
    def __init__(self, name: str, note: str) -> None:
        sentence = _("{name} has acknowledged this already: {note}")
        super().__init__(sentence.format(name=name or _("A colleague"), note=note))


class AlreadyEscalated(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The owner has been told already that the customer asks for them."))


def acknowledge(session: Session, actor: Actor, escalation_id: int, *, note: str) -> Escalation:
    """Say what is being done about it; the lower levels of the same clock are answered with it."""
    actor.require(Permission.COMPLAINT_HANDLE)
    words = _checked("note", note)
    seen = session.get(Escalation, escalation_id)
    if seen is None:
        raise NotFound
    complaint = find_to_change(session, actor, seen.complaint_id)
    require_reach(actor, ANSWERED_BY[Level(seen.level)], stake_of(complaint))
    session.refresh(seen)
    if seen.acknowledged_at is not None:
        by = session.get(User, seen.acknowledged_by_id) if seen.acknowledged_by_id else None
        raise AlreadyAcknowledged(by.name if by else "", seen.note)

    for row in _with_it(session, seen):
        row.acknowledged_at, row.acknowledged_by_id, row.note = clock.now(), actor.id, words
    detail = {"cause": seen.cause, "level": seen.level}
    casefile.note(session, actor, complaint, ComplaintEventKind.ACKNOWLEDGED, words=words, detail=detail)
    audit.record(session, actor, "complaint.escalation_acknowledged", complaint, detail={"level": seen.level})
    return seen


def escalate(session: Session, actor: Actor, complaint_id: int, *, words: str) -> Complaint:
    """The customer asks for somebody above: the owner is told at once, whoever heard it."""
    actor.require(Permission.COMPLAINT_OPEN)
    said = _checked("words", words)
    complaint = find_to_change(session, actor, complaint_id)
    if complaint.state in ENDED:
        raise Ended
    if not escalate_now(session, complaint, Cause.CUSTOMER, Level.OWNER, by=actor, words=said):
        raise AlreadyEscalated
    audit.record(session, actor, "complaint.escalated", complaint, detail={"level": int(Level.OWNER)})
    return complaint


def _with_it(session: Session, seen: Escalation) -> list[Escalation]:
    """Itself, and what was said before at lower levels about the same clock."""
    lower = select(Escalation).where(
        col(Escalation.complaint_id) == seen.complaint_id,
        col(Escalation.cycle) == seen.cycle,
        col(Escalation.level) <= seen.level,
        col(Escalation.acknowledged_at).is_(None),
    )
    same = CLOCK_OF.get(Cause(seen.cause), seen.cause)
    return [row for row in session.scalars(lower) if CLOCK_OF.get(Cause(row.cause), row.cause) == same]


def _checked(field: str, words: str) -> str:
    text = words.strip()
    if not text:
        raise Invalid({field: _("Please say it in a few words.")})
    if len(text) > _MOST_WORDS:
        raise Invalid({field: _("At most {n} characters.").format(n=_MOST_WORDS)})
    return text
