"""Mail that never arrived: whoever did not get the link was not asked, and may be asked another way."""

from datetime import timedelta

from sqlmodel import Session, col, select

from core import clock
from db.models import Answer, Invitation, Mail, MailState

_LOOKS_BACK = timedelta(days=3)


def note_undelivered(session: Session) -> int:
    """Take back what was given up of late; how many that were. What was answered all the same stays."""
    given_up = select(Mail.key).where(
        col(Mail.state) == MailState.FAILED,
        col(Mail.updated_at) > clock.now() - _LOOKS_BACK,
        col(Mail.key).startswith("survey:", autoescape=True),
    )
    ids = [int(key.split(":")[1]) for key in session.exec(given_up) if key.count(":") == 1]
    answered = select(col(Answer.invitation_id)).where(col(Answer.invitation_id).in_(ids))
    lost = select(Invitation).where(
        col(Invitation.id).in_(ids), col(Invitation.asked_at).is_not(None), col(Invitation.id).not_in(answered)
    )
    found = session.exec(lost.with_for_update()).all()
    for row in found:
        row.asked_at, row.remind_at, row.withdrawn_at = None, None, clock.now()
    session.flush()
    return len(found)
