"""The traces of complaints as their rows are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.kpis.complaint_measures import REPEAT_DAYS
from care.kpis.complaint_population import is_decided
from care.kpis.complaint_traces import Asked, Case, Stopped, of_case
from care.kpis.trace_measures import seconds_of
from care.kpis.trace_queries import DIMENSIONS, FIRM, Trace, cuts_of
from db import bulk
from db.models import (
    Answer,
    Clock,
    Complaint,
    ComplaintKind,
    ComplaintState,
    Customer,
    Invitation,
    InvitationPurpose,
)


def complaint_traces(
    session: Session, ids: Sequence[int], _measures: Collection[int] | None = None
) -> Iterator[tuple[int, Trace]]:
    """Of complaints, and no inquiry, suggestion or praise; of removed customers there are none."""
    stopped, asked, repeats = _stopped(session, ids), _asked(session, ids), _repeats(session, ids)
    columns: Any = (
        Complaint.id, Complaint.state, Complaint.received_at, Complaint.closed_at,
        Complaint.customer_id, Complaint.order_id, Customer.deleted_at, *DIMENSIONS,
    )  # fmt: skip
    query: Any = select(*columns).join(Customer, col(Customer.id) == col(Complaint.customer_id), isouter=True)
    query = query.where(col(Complaint.kind) == ComplaintKind.COMPLAINT, text(bulk.one_of("complaints.id", ids)))
    for id_, state, received, closed, customer, order, gone, *dimensions in session.execute(query):
        if gone is not None:
            continue
        has_customer = customer is not None
        case = Case(
            state=state,
            received_at=received,
            closed_at=closed,
            has_customer=has_customer,
            has_order=order is not None,
            is_repeat=id_ in repeats,
            stopped=stopped.get(id_, ()),
            asked=asked.get(id_, ()),
        )
        yield id_, Trace(cuts_of(*dimensions) if has_customer else (FIRM,), of_case(case))


def _stopped(session: Session, ids: Sequence[int]) -> dict[int, list[Stopped]]:
    columns: Any = (Clock.complaint_id, Clock.kind, Clock.stopped_at, Clock.verdict, Clock.extended_verdict)
    query: Any = select(*columns).where(is_decided(), col(Clock.stopped_at).is_not(None))
    found: dict[int, list[Stopped]] = defaultdict(list)
    for id_, *one in session.execute(query.where(text(bulk.one_of("complaint_id", ids)))):
        found[id_].append(Stopped(*one))
    return found


def _asked(session: Session, ids: Sequence[int]) -> dict[int, list[Asked]]:
    columns: Any = (Invitation.complaint_id, Invitation.sent_at, Invitation.withdrawn_at, Answer.at, Answer.score)
    query: Any = select(*columns).join(Answer, col(Answer.invitation_id) == col(Invitation.id), isouter=True)
    query = query.where(col(Invitation.purpose) == InvitationPurpose.HANDLING)
    found: dict[int, list[Asked]] = defaultdict(list)
    for id_, sent, withdrawn, at, score in session.execute(query.where(text(bulk.one_of("complaint_id", ids)))):
        found[id_].append(Asked(sent, withdrawn is not None, at, score))
    return found


def _repeats(session: Session, ids: Sequence[int]) -> set[int]:
    """Whose customer had another of the same category shortly before: among all of those customers' complaints."""
    theirs = select(Complaint.customer_id).where(text(bulk.one_of("complaints.id", ids)))
    columns: Any = (Complaint.customer_id, Complaint.category, Complaint.received_at, Complaint.id)
    query: Any = select(*columns).where(
        col(Complaint.customer_id).in_(theirs),
        col(Complaint.kind) == ComplaintKind.COMPLAINT,
        col(Complaint.state) != ComplaintState.DUPLICATE,
    )
    found: set[int] = set()
    last: tuple[Any, Any] = (None, None)
    for customer, category, at, id_ in session.execute(query.order_by(*columns)):
        alike, before = last
        # In whole seconds, as the question over all of them counts it.
        if alike == (customer, category) and seconds_of(at) - seconds_of(before) <= _SHORTLY:
            found.add(id_)
        last = ((customer, category), at)
    return found


_SHORTLY = timedelta(days=REPEAT_DAYS).total_seconds()
