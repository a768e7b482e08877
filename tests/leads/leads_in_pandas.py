"""The numbers of leads counted a second time, in pandas, from nothing but the rows of the tables."""

from datetime import date

import pandas as pd
from sqlmodel import Session, select

from core import clock
from db.models import Lead, LeadStageChange


class LeadsInPandas:
    def __init__(self, session: Session, *, start: date, end: date, owner_id: int | None = None) -> None:
        leads = pd.DataFrame([row.model_dump() for row in session.exec(select(Lead)).all()])
        steps = pd.DataFrame([row.model_dump() for row in session.exec(select(LeadStageChange)).all()])
        if owner_id is not None:
            leads = leads[leads.owner_id == owner_id]
        self.leads, self.steps = leads, steps[steps.lead_id.isin(leads.id)]
        self.first, self.last = pd.Timestamp(clock.start_of(start)), pd.Timestamp(clock.start_of(end))
        received = self._within(leads.received_at)
        self.cohort = leads[received & (leads.stage != "invalid")]

    def _within(self, moments: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
        when = pd.to_datetime(moments, utc=True)
        return (when >= self.first) & (when < self.last)

    def first_follow_up(self) -> tuple[int, int]:
        promised = self.cohort[~self.cohort.is_historical & self.cohort.due_at.notna()]
        in_time = (promised.verdict == "met").sum()
        past = pd.to_datetime(promised.due_at, utc=True) < pd.Timestamp(clock.now())
        late = ((promised.verdict == "missed") | (promised.verdict.isna() & past)).sum()
        return int(in_time), int(in_time + late)

    def conversion(self) -> tuple[int, int]:
        return int((self.cohort.stage == "converted").sum()), len(self.cohort)

    def period_rate(self) -> tuple[int, int]:
        ended = self.leads[self._within(self.leads.ended_at)]
        won, lost = (ended.stage == "converted").sum(), (ended.stage == "lost").sum()
        return int(won), int(won + lost)

    def cycle_days(self) -> float | None:
        won = self.leads[self._within(self.leads.ended_at) & (self.leads.stage == "converted")]
        if won.empty:
            return None
        took = pd.to_datetime(won.ended_at, utc=True) - pd.to_datetime(won.received_at, utc=True)
        return float(took.dt.floor("s").median() / pd.Timedelta(days=1))

    def entries(self) -> dict[str, int]:
        return _counted(self.steps[self._within(self.steps["at"])], "after")

    def lost(self) -> dict[str, int]:
        ended = self.leads[self._within(self.leads.ended_at) & (self.leads.stage == "lost")]
        return _counted(ended, "lost_reason")

    def median_hours(self) -> dict[str, float]:
        steps = self.steps.sort_values(["lead_id", "id"]).copy()
        steps["at"] = pd.to_datetime(steps["at"], utc=True)
        steps["since"] = steps.groupby("lead_id")["at"].shift()
        left = steps[steps.before.notna() & steps.since.notna() & self._within(steps["at"])]
        hours = ((left["at"] - left.since).dt.total_seconds() / 3600).clip(lower=0)
        return {str(stage): float(value) for stage, value in hours.groupby(left.before).median().items()}

    def by_source(self) -> dict[str, int]:
        return _counted(self.cohort, "source")


def _counted(rows: pd.DataFrame, column: str) -> dict[str, int]:
    return {str(value): int(n) for value, n in rows.groupby(column).size().items()}
