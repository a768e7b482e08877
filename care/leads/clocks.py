"""Starting, deciding and recounting the clock of a lead. Whoever calls holds the lead.

Its row keeps what was promised and what was decided; what is due is counted from the rows.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from care import countdown, rulebook
from care.leads.policy import LeadPolicy
from care.leads.timing import Timed, alarms, run_of, verdict_at
from care.worktime import calendar_in_force
from db.models import ClockMode, ClockVerdict, Lead, LeadEscalation

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


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
    session.flush()
    lead.alarm_at = None
    if lead.due_at is not None and lead.verdict is None and lead.ended_at is None:
        policy = rulebook.at_version(session, LeadPolicy, lead.policy_version)
        planned = alarms(run_of(timed(lead)), policy, calendar_in_force(session), is_unassigned=lead.owner_id is None)
        lead.alarm_at = countdown.next_at(planned, _fired(session, lead))
    session.flush()


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


def _fired(session: Session, lead: Lead) -> set[tuple[str, int]]:
    told = select(LeadEscalation.cause, LeadEscalation.level).where(col(LeadEscalation.lead_id) == lead.id)
    return {(cause, level) for cause, level in session.exec(told)}
