"""Visits by day, read through the one index that holds them in that order for whoever is looked at."""

from typing import Any

from sqlalchemy import text
from sqlmodel import col

from auth.actor import Actor
from auth.visibility import open_revisits_visible_to, revisits_counted_for, revisits_visible_to
from care.revisits.whose import Whose, chosen
from db import dialect
from db.models import Revisit, VisitState

OPEN_DAY, OVER_DAY = col(Revisit.planned_on), col(Revisit.done_on)
_IS_OVER = text("revisits.done_on IS NOT NULL")
_SHOWN_WHEN_OVER = (VisitState.DONE, VisitState.SKIPPED)


def open_ones(query: Any, actor: Actor, whose: Whose) -> Any:
    """Of this query on visits, the open ones that the actor may see and looks at."""
    hinted: Any = dialect.by_index(query, Revisit, f"ix_revisits_open_{_by(whose)}")
    return hinted.where(open_revisits_visible_to(actor), chosen(whose))


def over_ones(query: Any, actor: Actor, whose: Whose) -> Any:
    """The same of those that were made or left out."""
    return _over(query, whose).where(revisits_visible_to(actor))


def over_counted(query: Any, actor: Actor, whose: Whose) -> Any:
    """The same for numbers alone."""
    return _over(query, whose).where(revisits_counted_for(actor))


def _over(query: Any, whose: Whose) -> Any:
    hinted: Any = dialect.by_index(query, Revisit, f"ix_revisits_over_{_by(whose)}")
    return hinted.where(_IS_OVER, chosen(whose), col(Revisit.state).in_(_SHOWN_WHEN_OVER))


def _by(whose: Whose) -> str:
    if whose.user_id is not None:
        return "mine"
    return "team" if whose.team_id is not None else "day"
