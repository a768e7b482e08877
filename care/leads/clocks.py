"""Starting, deciding and recounting the clock of a lead. Whoever calls holds the lead.

Its row keeps what was promised and what was decided; what is due is counted from the rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.countdown import Alarm
from care.leads.policy import LeadPolicy
from care.leads.timing import LeadCause, Timed, alarms, run_of, verdict_at
from care.worktime import calendar_in_force
from db import bulk
from db.models import ClockMode, ClockVerdict, Lead, LeadEscalation

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
Planned = tuple[Alarm[LeadCause], ...]


def timed(lead: Lead) -> Timed:
    return Timed(
        lead.received_at, lead.target_minutes, lead.mode, lead.due_at, lead.first_contact_at, lead.ended_at,
        lead.verdict,
    )  # fmt: skip


def start(session: Session, lead: Lead) -> None:
    """Put the lead under the policy in force. Imported history is promised nothing."""
    if lead.is_historical:
        return
    policy = rulebook.in_force(session, LeadPolicy)
    lead.policy_version = rulebook.version_in_force(session, LeadPolicy)
    lead.mode, lead.target_minutes = policy.mode, policy.target_hours * _HOUR // _MINUTE
    lead.due_at = countdown.due_at(run_of(timed(lead)), calendar_in_force(session))
    recount(session, lead)


def recount(session: Session, lead: Lead) -> None:
    """When somebody is told next: after it changed hands, or came back."""
    recount_all(session, [lead])


def recount_all(session: Session, leads: Sequence[Lead]) -> None:
    """The same of many: rules and calendar are read once."""
    session.flush()
    running = [one for one in leads if one.due_at is not None and one.verdict is None and one.ended_at is None]
    next_at = {lead.id: countdown.next_at(planned, told) for lead, planned, told in planned_of(session, running)}
    for lead in leads:
        lead.alarm_at = next_at.get(lead.id)
    session.flush()


def planned_of(session: Session, leads: Sequence[Lead]) -> Iterator[tuple[Lead, Planned, set[tuple[str, int]]]]:
    """Of each lead whatever its clock has to say, and what of that was said."""
    if not leads:
        return
    calendar, told = calendar_in_force(session), _fired(session, [lead.id for lead in leads])
    policies = {
        version: rulebook.at_version(session, LeadPolicy, version)
        for version in {lead.policy_version for lead in leads}
    }
    for lead in leads:
        policy, is_unassigned = policies[lead.policy_version], lead.owner_id is None
        yield lead, alarms(run_of(timed(lead)), policy, calendar, is_unassigned=is_unassigned), told[lead.id]


def decide(session: Session, lead: Lead, *, at: datetime) -> None:
    """Somebody spoke with them: in time or not, once and for all."""
    lead.first_contact_at = lead.first_contact_at or at
    lead.alarm_at = None
    if lead.due_at is not None and lead.verdict is None:
        lead.verdict = verdict_at(run_of(timed(lead)), at, calendar_in_force(session))


def give_up(lead: Lead, verdict: ClockVerdict) -> None:
    """It ended before anybody spoke with them: missed, or not counted where it never was a lead."""
    lead.alarm_at = None
    if lead.due_at is not None and lead.verdict is None:
        lead.verdict = verdict


def recount_running(session: Session) -> int:
    """What is due when, anew by the work calendar: only where working time is counted; how many have moved."""
    running = select(Lead).where(
        col(Lead.alarm_at).is_not(None), col(Lead.mode) == ClockMode.WORKING, col(Lead.ended_at).is_(None)
    )
    calendar, moved = calendar_in_force(session), 0
    for lead in session.exec(running.order_by(col(Lead.id)).with_for_update(key_share=True)).all():
        due = countdown.due_at(run_of(timed(lead)), calendar)
        if due != lead.due_at:
            lead.due_at = due
            recount(session, lead)
            moved += 1
    return moved


def _fired(session: Session, lead_ids: Sequence[int]) -> dict[int, set[tuple[str, int]]]:
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    rows = select(LeadEscalation.lead_id, LeadEscalation.cause, LeadEscalation.level)
    for id_, cause, level in session.exec(rows.where(bulk.among(col(LeadEscalation.lead_id), lead_ids))):
        found[id_].add((cause, level))
    return found
