"""Escalation as it happens, every minute by the clocks of leads: each level fires once, on however many servers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from care import countdown
from care.leads.clocks import planned_of
from care.leads.telling import Fired, announce
from core import clock
from db import dialect, once
from db.models import Lead, LeadEscalation

_AT_ONCE = 2000
"""Leads that one scan goes through; the next one takes the rest."""


def escalate_due(session: Session) -> int:
    """Whatever the clocks of leads have to say by now; how many levels fired."""
    now = clock.now()
    due = _due(session, now)
    if not due:
        return 0
    reached = _reached(session, due, now)
    session.flush()
    ours = _record(session, reached, now)
    announce(session, ours)
    return len(ours)


def _due(session: Session, now: datetime) -> Sequence[Lead]:
    """Held, so that of two servers each takes its own; read through the index of what rings next, and nothing else."""
    ringing = (
        select(Lead)
        .where(col(Lead.alarm_at).is_not(None), col(Lead.alarm_at) <= now)
        .order_by(col(Lead.alarm_at))
        .limit(_AT_ONCE)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return session.exec(dialect.by_index(ringing, Lead, "ix_leads_alarm")).all()  # type: ignore[call-overload, no-any-return]


def _reached(session: Session, due: Sequence[Lead], now: datetime) -> list[Fired]:
    """Each rings on at its next moment. No person changed it: its version stays, and so does whatever form is open."""
    found, next_at = list[Fired](), list[dict[str, object]]()
    for lead, planned, said in planned_of(session, due):
        reached = countdown.due_levels(planned, said, now=now)
        said |= {alarm.key for alarm in reached}
        next_at.append({"of": lead.id, "next": countdown.next_at(planned, said)})
        found += [Fired(lead, alarm.cause, alarm.level) for alarm in reached]
    table = Lead.__table__  # type: ignore[attr-defined]
    rings = {"alarm_at": bindparam("next"), "updated_at": table.c.updated_at}
    session.connection().execute(update(table).where(table.c.id == bindparam("of")).values(**rings), next_at)
    for lead in due:
        session.expire(lead, ["alarm_at"])
    return found


def _record(session: Session, reached: Sequence[Fired], now: datetime) -> list[Fired]:
    """Those that we wrote down ourselves: of two scans at the same moment only one tells."""
    rows = {(one.lead.id, one.cause.value, int(one.level)): one for one in reached}
    columns = ("lead_id", "cause", "level")
    new = [dict(zip(columns, key, strict=True), fired_at=now) for key in rows]
    written = once.written(session, LeadEscalation, new, *(getattr(LeadEscalation, name) for name in columns))
    return [rows[key] for key in sorted(written)]
