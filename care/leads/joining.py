"""Somebody who tells us more about what they asked already: the same lead, not a second one."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import notices, privacy
from care.leads.agreed import consents_in, consents_text, dated, with_more
from care.leads.newcomers import LENGTHS, NewLead, beyond, checked, with_lines
from core import clock
from db import dialect
from db.models import Lead, Subject


def tell_more(session: Session, actor: Actor, *, lead: NewLead, within: timedelta) -> Lead | None:
    """The open lead of the same phone that came in no longer ago, with the new words; None: there is none.

    What it says and what was agreed to is added, nothing is taken away; the same words twice are a second click.
    """
    actor.require(Permission.LEAD_CREATE)
    now = clock.now()
    wanted = checked(lead, now)
    phone = wanted.values["phone"]
    dialect.lock_leads(session)
    open_ones = select(Lead).where(
        col(Lead.phone) == phone, col(Lead.ended_at).is_(None), col(Lead.received_at) >= now - within
    )
    row = (
        session.exec(open_ones.order_by(col(Lead.id).desc()).with_for_update(key_share=True)).first() if phone else None
    )
    if row is None:
        return None
    _agree(session, row, lead, now)
    row.note = with_lines(row.note, beyond(wanted.reaches))[: LENGTHS["note"]]
    if lead.need and lead.need not in (row.need, row.note) and lead.need not in row.note:
        row.note = f"{row.note}\n{clock.local(now):%Y-%m-%d %H:%M} {lead.need}".strip()[: LENGTHS["note"]]
        _tell(session, row)
    audit.record(session, actor, "lead.told_more", row)
    return row


def _agree(session: Session, row: Lead, lead: NewLead, now: datetime) -> None:
    """Said today, after the notice of today: also what was said before, since it may have been withdrawn meanwhile."""
    if not lead.consents:
        return
    notice = privacy.version_in_force(session)
    known = dated(consents_in(row.consents), row.received_at, row.notice_version)
    row.consents = consents_text(with_more(known, dated(lead.consents, now, notice)))
    row.notice_version = row.notice_version or notice


def _tell(session: Session, row: Lead) -> None:
    """Whoever has it; while it waits in the queue nobody has."""
    if row.owner_id is not None:
        notices.tell(
            session,
            [row.owner_id],
            notices.NoticeKind.LEAD_TOLD_MORE,
            key=f"lead-more:{row.id}:{clock.now().isoformat(timespec='seconds')}",
            subject=Subject.LEAD,
            subject_id=row.id,
            detail={"number": row.number},
        )
