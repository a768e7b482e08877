"""Escalation as it happens, every minute by the clocks of leads: each level fires once, on however many servers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.leads.clocks import timed
from care.leads.policy import LeadPolicy
from care.leads.telling import Fired, announce
from care.leads.timing import alarms, run_of
from care.worktime import calendar_in_force
from core import clock
from db import bulk, dialect, once
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
    calendar, told = calendar_in_force(session), _fired(session, [lead.id for lead in due])
    policies = {
        version: rulebook.at_version(session, LeadPolicy, version) for version in {lead.policy_version for lead in due}
    }
    found = []
    for lead in due:
        planned = alarms(
            run_of(timed(lead)), policies[lead.policy_version], calendar, is_unassigned=lead.owner_id is None
        )
        said = told[lead.id]
        reached = countdown.due_levels(planned, said, now=now)
        said |= {alarm.key for alarm in reached}
        lead.alarm_at = countdown.next_at(planned, said)
        found += [Fired(lead, alarm.cause, alarm.level) for alarm in reached]
    return found


def _fired(session: Session, lead_ids: Sequence[int]) -> dict[int, set[tuple[str, int]]]:
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    rows = select(LeadEscalation.lead_id, LeadEscalation.cause, LeadEscalation.level).where(
        text(bulk.one_of("lead_escalations.lead_id", lead_ids))
    )
    for id_, cause, level in session.exec(rows):
        found[id_].add((cause, level))
    return found


def _record(session: Session, reached: Sequence[Fired], now: datetime) -> list[Fired]:
    """Those that we wrote down ourselves: of two scans at the same moment only one tells."""
    rows = {(one.lead.id, one.cause.value, int(one.level)): one for one in reached}
    columns = ("lead_id", "cause", "level")
    new = [dict(zip(columns, key, strict=True), fired_at=now) for key in rows]
    written = once.written(session, LeadEscalation, new, *(getattr(LeadEscalation, name) for name in columns))
    return [rows[key] for key in sorted(written)]
