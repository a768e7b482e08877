"""What one complaint adds to which day: see traces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from care.kpis.trace_measures import Amounts, Measure, day_of, slot
from db.models import ClockKind, ClockVerdict, ComplaintState

_M = Measure
_JUDGED = {
    ClockKind.ACK: {ClockVerdict.MET: _M.ACK_MET, ClockVerdict.MISSED: _M.ACK_MISSED},
    ClockKind.RESPONSE: {ClockVerdict.MET: _M.RESPONSE_MET, ClockVerdict.MISSED: _M.RESPONSE_MISSED},
    ClockKind.RESOLVE: {ClockVerdict.MET: _M.RESOLVE_MET, ClockVerdict.MISSED: _M.RESOLVE_MISSED},
}
_EXTENDED = {ClockVerdict.MET: _M.EXTENDED_MET, ClockVerdict.MISSED: _M.EXTENDED_MISSED}
_SCORES = {1: _M.SCORE_1, 2: _M.SCORE_2, 3: _M.SCORE_3, 4: _M.SCORE_4, 5: _M.SCORE_5}


@dataclass(frozen=True)
class Stopped:
    kind: ClockKind
    at: datetime
    verdict: ClockVerdict
    extended: ClockVerdict | None


@dataclass(frozen=True)
class Asked:
    """Asked how we handled it; `is_withdrawn` before anybody answered."""

    sent_at: datetime
    is_withdrawn: bool
    answered_at: datetime | None
    score: int | None


@dataclass(frozen=True)
class Case:
    """A complaint as the numbers see it; inquiries, suggestions and praise are none."""

    state: ComplaintState
    received_at: datetime
    closed_at: datetime | None
    has_customer: bool
    has_order: bool
    is_repeat: bool
    stopped: Sequence[Stopped]
    asked: Sequence[Asked]


def of_case(case: Case) -> Amounts:
    amounts: Amounts = defaultdict(int)
    if case.state is not ComplaintState.DUPLICATE:
        _came(amounts, case)
    for one in case.stopped:
        if measure := _JUDGED[one.kind].get(one.verdict):
            amounts[slot(measure, day_of(one.at))] += 1
        if one.kind is ClockKind.RESOLVE and one.verdict in _EXTENDED:
            amounts[slot(_EXTENDED[one.extended or one.verdict], day_of(one.at))] += 1
    for asked in case.asked:
        if not asked.is_withdrawn or asked.answered_at:
            amounts[slot(_M.SENT, day_of(asked.sent_at))] += 1
            amounts[slot(_M.ANSWERED, day_of(asked.sent_at))] += asked.answered_at is not None
        if asked.answered_at and asked.score in _SCORES:
            amounts[slot(_SCORES[asked.score], day_of(asked.answered_at))] += 1
    return {place: amount for place, amount in amounts.items() if amount}


def _came(amounts: Amounts, case: Case) -> None:
    came = day_of(case.received_at)
    amounts[slot(_M.RECEIVED, came)] += 1
    amounts[slot(_M.RECEIVED_OF_CUSTOMERS, came)] += case.has_customer
    amounts[slot(_M.RECEIVED_OF_ORDERS, came)] += case.has_order
    amounts[slot(_M.REPEATED, came)] += case.is_repeat
    closed = day_of(case.closed_at) if case.closed_at else None
    if closed is None or closed > came:
        amounts[slot(_M.STANDING, came)] += 1
        if closed:
            amounts[slot(_M.STANDING, closed)] -= 1
