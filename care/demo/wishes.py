"""What the demo firm wants its numbers to be, and how they stood before it began to count."""

from datetime import date, timedelta

from sqlmodel import Session

from auth.actor import Actor
from care import kpis
from care.kpis import Kind, Target

_WISHES = {
    "handling_satisfaction": Target(0.9, 0.8),
    "complaint_rate": Target(3, 4),
    "growth": Target(0.02, 0),
    "retention": Target(0.97, 0.95),
    "churn": Target(0.03, 0.05),
    "repurchase": Target(0.6, 0.5),
    "resolution_in_time": Target(0.95, 0.9),
    "response_in_time": Target(0.95, 0.9),
    "stale_files": Target(0.05, 0.15),
    "completeness": Target(0.85, 0.75),
}


def wish(session: Session, actor: Actor, today: date) -> None:
    """Monthly targets for over a year back, and the quarter of a year ago as the baseline."""
    since = kpis.month_of(today - timedelta(days=400)).start
    for kpi, target in _WISHES.items():
        kpis.set_target(session, actor, kpi=kpi, span=Kind.MONTH, holds_from=since, target=target)
    year_ago = kpis.quarter_of(today - timedelta(days=365))
    kpis.freeze(session, actor, title="上线前", period=year_ago)
