"""Which leads the numbers are about."""

from typing import Any

from sqlalchemy import and_, false
from sqlmodel import col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.kpis.filters import Filters
from db.models import Lead


def leads_reached(actor: Actor, filters: Filters) -> Any:
    """Leads have no tier: that filter leaves none."""
    wanted = {
        Lead.team_id: filters.team_id,
        Lead.owner_id: filters.owner_id,
        Lead.region: filters.region,
        Lead.source: filters.source,
    }
    chosen = [col(column) == value for column, value in wanted.items() if value is not None]
    if filters.tier is not None:
        chosen.append(false())
    return and_(leads_visible_to(actor, Permission.KPI_READ), *chosen)
