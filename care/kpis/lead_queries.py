"""How leads walked from stage to stage in a period: entries and how long they stood there."""

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import leads
from care.kpis.filters import Filters
from care.kpis.lead_population import leads_reached
from care.kpis.periods import Period
from care.leads import Steps
from core import clock


def lead_steps(session: Session, actor: Actor, *, period: Period, filters: Filters | None = None) -> Steps:
    actor.require(Permission.KPI_READ)
    end = period.counted_to(clock.today())
    return leads.steps(session, whose=leads_reached(actor, filters or Filters()), start=period.start, end=end)
