"""What a lead adds to which day: when it came, whether it was called in time, and when it was won or lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlmodel import Session

from care.kpis.trace_measures import Amounts, Measure, day_of, seconds_of, slot
from care.kpis.trace_queries import FIRM, Cut, Trace, hand
from db import bulk
from db.models import ClockVerdict, Lead, LeadStage

_M = Measure
NOBODY = 0
"""Whose hand a lead is in that waits in the queue."""


@dataclass(frozen=True)
class Course:
    """A lead as the numbers see it."""

    is_promised: bool
    """A time was set until when to call: none is for imported history."""
    stage: LeadStage
    received_at: datetime
    ended_at: datetime | None
    verdict: ClockVerdict | None


def of_course(lead: Course) -> Amounts:
    amounts: Amounts = defaultdict(int)
    if lead.stage is not LeadStage.INVALID:
        came = day_of(lead.received_at)
        amounts[slot(_M.LEADS, came)] += 1
        amounts[slot(_M.LEADS_CONVERTED, came)] += lead.stage is LeadStage.CONVERTED
        if lead.is_promised and lead.verdict is not None:
            amounts[slot(_M.LEADS_JUDGED, came)] += 1
            amounts[slot(_M.LEADS_IN_TIME, came)] += lead.verdict is ClockVerdict.MET
    if lead.ended_at is not None:
        ended = day_of(lead.ended_at)
        amounts[slot(_M.LEADS_LOST, ended)] += lead.stage is LeadStage.LOST
        if lead.stage is LeadStage.CONVERTED:
            amounts[slot(_M.LEADS_WON, ended)] += 1
            amounts[slot(_M.SECONDS_TO_WIN, ended)] += seconds_of(lead.ended_at) - seconds_of(lead.received_at)
    return {place: amount for place, amount in amounts.items() if amount}


def lead_traces(
    session: Session, ids: Sequence[int], _measures: Collection[int] | None = None
) -> Iterator[tuple[int, Trace]]:
    columns: Any = (
        Lead.id, Lead.owner_id, Lead.team_id, Lead.region, Lead.source,
        Lead.is_historical, Lead.due_at, Lead.stage, Lead.received_at, Lead.ended_at, Lead.verdict,
    )  # fmt: skip
    query: Any = select(*columns).where(text(bulk.one_of("leads.id", ids)))
    for id_, owner, team, region, source, is_historical, due, *course in session.execute(query):
        lead = Course(due is not None and not is_historical, *course)
        yield id_, Trace(_cuts(owner, team, region, source), of_course(lead))


def _cuts(owner_id: int | None, team_id: int | None, region: str, source: str) -> tuple[Cut, ...]:
    """A lead has no tier, and one that waits is in nobody's hand."""
    return (
        FIRM,
        ("source", str(source)),
        *([("region", region)] if region else []),
        *([("team", str(team_id))] if team_id else []),
        *([("owner", str(owner_id))] if owner_id else []),
        ("hand", hand(owner_id or NOBODY, team_id)),
    )
