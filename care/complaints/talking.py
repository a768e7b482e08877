"""Contacts with the customer that a move brings along: written down once, whoever asks for them again."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from care import interactions
from care.complaints.steps import Step
from care.interactions import NewInteraction
from db.models import Complaint, Direction, Interaction, Outcome


def log_contact(session: Session, step: Step) -> None:
    """We spoke with the customer: by this channel, at that moment, saying this."""
    write_contact(session, step)


def write_contact(session: Session, step: Step) -> Interaction:
    """The same contact typed twice, into the log and into a gate, is one contact."""
    given = step.answers
    said = given.get("summary") or given.get("asked") or ""
    known = _known(session, step, said)
    return known or interactions.write(
        session,
        step.actor,
        complaint_id=step.complaint.id,
        contact=NewInteraction(given["medium"], Direction.OUTBOUND, Outcome.CONNECTED, said, at=step.contact_at),
    )


def newest_contact(session: Session, complaint: Complaint, since: datetime) -> Interaction | None:
    """The last time that somebody spoke with the customer about it."""
    query = select(Interaction).where(
        col(Interaction.complaint_id) == complaint.id,
        col(Interaction.outcome) == Outcome.CONNECTED,
        col(Interaction.at) >= since,
    )
    return session.exec(query.order_by(col(Interaction.at).desc()).limit(1)).first()


def _known(session: Session, step: Step, said: str) -> Interaction | None:
    if step.answers.get("contacted_at") is None:
        return None
    # Forms know no seconds.
    same_minute = (step.contact_at - timedelta(minutes=1), step.contact_at + timedelta(minutes=1))
    query = select(Interaction).where(
        col(Interaction.complaint_id) == step.complaint.id,
        col(Interaction.medium) == step.answers["medium"],
        col(Interaction.at).between(*same_minute),
        col(Interaction.summary) == said,
    )
    return session.exec(query).first()
