"""Logging a contact with a lead: the first that reaches them stops the clock and makes them contacted."""

from datetime import date

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import interactions
from care.interactions import NewInteraction, is_response
from care.leads.clocks import decide
from care.leads.finding import find_open
from care.leads.stages import enter
from care.leads.telling import settle_notices
from db.models import Interaction, Lead, LeadStage


def log_contact(session: Session, actor: Actor, lead_id: int, *, contact: NewInteraction) -> Interaction:
    """Write it down. An attempt that reached nobody is kept, and the clock runs on: a promise is kept by speaking."""
    actor.require(Permission.LEAD_WORK)
    lead = find_open(session, actor, lead_id, Permission.LEAD_WORK)
    row = interactions.write(session, actor, contact=contact, lead_id=lead.id)
    lead.next_on = planned_on(session, lead)
    if is_response(contact):
        _reached(session, actor, lead, row)
    audit.record(session, actor, "lead.contacted", lead, detail={"outcome": row.outcome.value})
    return row


def _reached(session: Session, actor: Actor, lead: Lead, row: Interaction) -> None:
    decide(session, lead, at=row.at)
    settle_notices(session, lead)
    if lead.stage is LeadStage.NEW:
        enter(session, actor, lead, LeadStage.CONTACTED, at=row.at)


def planned_on(session: Session, lead: Lead) -> date | None:
    """The day of its open next step."""
    planned = select(col(Interaction.next_on)).where(col(Interaction.lead_id) == lead.id, col(Interaction.is_open_step))
    return session.exec(planned).first()
