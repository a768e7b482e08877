"""Complaints that were taken up again: when they were over, and for how long. Read from their events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, text
from sqlmodel import Session, col, select

from care.complaints import ENDED
from care.kpis.complaint_measures import REOPEN_DAYS
from care.kpis.complaint_population import ENDS
from care.kpis.figures import Bounds
from core import clock
from db import dialect
from db.models import Complaint, ComplaintEvent, ComplaintEventKind, ComplaintState

_REOPENED = text("complaints.cycle > 1")
"""In figures, not bound: only so does SQLite know the partial index that holds these few."""


class Turn(NamedTuple):
    """A complaint ends, or goes on after an end."""

    at: datetime
    before: ComplaintState
    after: ComplaintState

    @property
    def is_end(self) -> bool:
        return self.after in ENDED


@dataclass(frozen=True)
class Lives:
    """Of every complaint that was ever reopened: its turns since a day, in their order."""

    turns: dict[int, list[Turn]]

    def over_at(self, day: date) -> set[int]:
        """Those that had ended when this day began, and went on later."""
        moment = clock.start_of(day)
        return {id_ for id_, turns in self.turns.items() if _goes_on_next(turns, moment)}

    def closed_in(self, bounds: Bounds) -> set[int]:
        """Closed in these days, for good or not."""
        return {id_ for id_, turns in self.turns.items() if any(_is_closing(turn, bounds) for turn in turns)}

    def reopened_after(self, bounds: Bounds) -> set[int]:
        """Closed in these days, and taken up again soon after one of these closings."""
        return {
            id_
            for id_, turns in self.turns.items()
            if any(
                _is_closing(turn, bounds) and not next_.is_end and next_.at - turn.at <= timedelta(days=REOPEN_DAYS)
                for turn, next_ in pairwise(turns)
            )
        }


def lives(session: Session, who: ColumnElement[bool], since: date) -> Lives:
    event = ComplaintEvent
    turns: Any = select(event.complaint_id, event.at, event.before, event.after)
    query = turns.join(Complaint, col(Complaint.id) == col(event.complaint_id)).where(
        who,
        _REOPENED,
        col(event.kind) == ComplaintEventKind.MOVED,
        col(event.at) >= clock.start_of(since),
        or_(col(event.after).in_(ENDED), col(event.before).in_(ENDED)),
    )
    query = query.order_by(col(event.complaint_id), col(event.at), col(event.id))
    return of_rows(session.execute(dialect.by_index(query, Complaint, "ix_complaints_reopened")))


def of_rows(rows: Iterable[tuple[int, datetime, ComplaintState, ComplaintState]]) -> Lives:
    turns: dict[int, list[Turn]] = defaultdict(list)
    for id_, at, before, after in rows:
        turns[id_].append(Turn(at, before, after))
    return Lives(dict(turns))


def _goes_on_next(turns: list[Turn], moment: datetime) -> bool:
    """Whether what comes next, seen from this moment, is a reopening: then it was over."""
    return next((not turn.is_end for turn in turns if turn.at >= moment), False)


def _is_closing(turn: Turn, bounds: Bounds) -> bool:
    return turn.after in ENDS and clock.start_of(bounds.start) <= turn.at < clock.start_of(bounds.end)
