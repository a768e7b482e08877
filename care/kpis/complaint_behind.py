"""For every number about complaints, the query of what was counted: one line for each complaint, clock or answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, null, or_, select, text
from sqlmodel import Session, col

from auth.actor import Actor
from care.kpis import complaint_population as population
from care.kpis.complaint_lives import Lives, lives
from care.kpis.complaint_measures import PROMISED_HOURS, ComplaintKpi
from care.kpis.complaint_population import between, closed, counted, of_ours, received
from care.kpis.complaint_promises import overdue_in, stopped_in
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from db import bulk
from db.models import Answer, Clock, ClockKind, ClockVerdict, Complaint, Invitation

_K = ComplaintKpi
_TIMES = {
    _K.GROSS_MEDIAN: False, _K.GROSS_MEAN: False, _K.GROSS_P90: False, _K.CLOSED_IN_TIME: False,
    _K.NET_MEDIAN: True, _K.NET_MEAN: True, _K.NET_P90: True,
}  # fmt: skip
_CLOCKS = {
    _K.ACK_SLA: (ClockKind.ACK, False),
    _K.RESPONSE_SLA: (ClockKind.RESPONSE, False),
    _K.RESOLUTION_SLA: (ClockKind.RESOLVE, False),
    _K.EXTENDED_SLA: (ClockKind.RESOLVE, True),
}


@dataclass(frozen=True)
class Asked:
    actor: Actor
    filters: Filters
    span: Bounds
    now: datetime

    @property
    def who(self) -> ColumnElement[bool]:
        return counted(self.actor, self.filters)


def behind(session: Session, asked: Asked, kpi: ComplaintKpi) -> Any:
    """Columns complaint_id, at, is_hit, minutes and score; complaints are joined, to be limited further."""
    if kpi in _CLOCKS:
        kind, extended = _CLOCKS[kpi]
        return _clocks(asked, kind, extended=extended)
    if kpi in _TIMES:
        return _timed(asked, net=_TIMES[kpi], kpi=kpi)
    if kpi in (_K.BACKLOG, _K.REOPENED):
        return _LIVED[kpi](asked, lives(session, asked.who, asked.span.start))
    return _PLAIN[kpi](asked)


def _line(at: Any, *, is_hit: Any = None, minutes: Any = None, score: Any = None) -> Any:
    hit = null() if is_hit is None else case((is_hit, 1), else_=0)
    return select(
        col(Complaint.id).label("complaint_id"),
        at.label("at"),
        cast(hit, Integer).label("is_hit"),
        cast(null() if minutes is None else minutes, Integer).label("minutes"),
        cast(null() if score is None else score, Integer).label("score"),
    )


def _received(asked: Asked) -> Any:
    return _line(col(Complaint.received_at)).where(asked.who, received(asked.span))


def _of_customers(asked: Asked) -> Any:
    return _received(asked).where(col(Complaint.customer_id).is_not(None))


def _of_orders(asked: Asked) -> Any:
    return _received(asked).where(col(Complaint.order_id).is_not(None))


def _repeated(asked: Asked) -> Any:
    found = population.repeats(asked.who, asked.span).subquery()
    is_repeat = col(Complaint.id).in_(select(found.c.id))
    return _line(col(Complaint.received_at), is_hit=is_repeat).where(asked.who, received(asked.span))


def _upheld(asked: Asked) -> Any:
    return _line(col(Complaint.closed_at), is_hit=population.is_upheld()).where(asked.who, closed(asked.span))


def _timed(asked: Asked, *, net: bool, kpi: ComplaintKpi) -> Any:
    seconds = population.gross_seconds()
    minutes = population.net_minutes() if net else seconds // 60
    is_hit = seconds <= PROMISED_HOURS * 3600 if kpi is _K.CLOSED_IN_TIME else None
    line = _line(col(Complaint.closed_at), is_hit=is_hit, minutes=minutes).where(asked.who, closed(asked.span))
    return line.where(minutes.is_not(None)) if net else line


def _backlog(asked: Asked, seen: Lives) -> Any:
    over = text("NOT " + bulk.one_of("complaints.id", seen.over_at(asked.span.end)))
    line = _line(col(Complaint.received_at)).where(asked.who, or_(*population.open_or_reopened(asked.span.end)))
    return line.where(over) if seen.over_at(asked.span.end) else line


def _reopened(asked: Asked, seen: Lives) -> Any:
    again = text(bulk.one_of("complaints.id", seen.reopened_after(asked.span)))
    for_a_while = text(bulk.one_of("complaints.id", seen.closed_in(asked.span)))
    line = _line(func.coalesce(col(Complaint.closed_at), col(Complaint.received_at)), is_hit=again)
    return line.where(asked.who, or_(closed(asked.span), for_a_while))


def _clocks(asked: Asked, kind: ClockKind, *, extended: bool) -> Any:
    at = func.coalesce(col(Clock.stopped_at), population.due(extended=extended))
    met = and_(col(Clock.stopped_at).is_not(None), population.verdict(extended=extended) == ClockVerdict.MET)
    line = _line(at, is_hit=met, minutes=col(Clock.net_minutes))
    line = line.join_from(Complaint, Clock, col(Clock.complaint_id) == col(Complaint.id))
    judged = or_(stopped_in(asked.span), overdue_in(asked.span, extended=extended))
    return line.where(of_ours(asked.actor, asked.filters), col(Clock.kind) == kind, judged)


def _rated(asked: Asked) -> Any:
    line = _line(col(Answer.at), is_hit=population.is_satisfied(), score=col(Answer.score))
    line = line.join_from(Complaint, Invitation, col(Invitation.complaint_id) == col(Complaint.id))
    line = line.join(Answer, col(Answer.invitation_id) == col(Invitation.id))
    return line.where(of_ours(asked.actor, asked.filters), population.scored(), between(col(Answer.at), asked.span))


def _invited(asked: Asked) -> Any:
    at = col(Invitation.sent_at)
    line = _line(at, is_hit=col(Answer.id).is_not(None), score=col(Answer.score))
    line = line.join_from(Complaint, Invitation, col(Invitation.complaint_id) == col(Complaint.id))
    line = line.join(Answer, col(Answer.invitation_id) == col(Invitation.id), isouter=True)
    return line.where(of_ours(asked.actor, asked.filters), population.sent(), between(at, asked.span))


_PLAIN: dict[ComplaintKpi, Callable[[Asked], Any]] = {
    _K.RATE: _received,
    _K.CUSTOMERS: _of_customers,
    _K.ORDERS: _of_orders,
    _K.REPEAT: _repeated,
    _K.UPHELD: _upheld,
    _K.CSAT: _rated,
    _K.SCORE: _rated,
    _K.ANSWERED: _invited,
}
_LIVED: dict[ComplaintKpi, Callable[[Asked, Lives], Any]] = {_K.BACKLOG: _backlog, _K.REOPENED: _reopened}
