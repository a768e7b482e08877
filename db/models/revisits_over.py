"""Indexes of the visits that are over, by the day they ended: what a calendar counts without touching the rows."""

from sqlalchemy import Index, text

from db.models.revisits import Revisit

_visits = Revisit.__table__.c  # type: ignore[attr-defined]
_OVER = text("done_on IS NOT NULL")

OVER = tuple(
    Index(
        f"ix_revisits_over_{name}", *columns, _visits.done_on, _visits.state, _visits.customer_id,
        sqlite_where=_OVER, postgresql_where=_OVER,
    )
    for name, columns in {"mine": (_visits.assignee_id,), "team": (_visits.team_id,), "day": ()}.items()
)  # fmt: skip
