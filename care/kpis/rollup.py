"""Keeping the tallies: what changed is taken out as it was and put in as it is, so that they equal a full count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, text
from sqlmodel import Session, col, select

from care import rulebook
from care.customers import LifecyclePolicy, VerificationPolicy
from care.kpis import trace_texts
from care.kpis.complaint_trace_queries import complaint_traces
from care.kpis.lead_trace import lead_traces
from care.kpis.tally_writing import write_tallies
from care.kpis.trace_measures import STORED_VERSION
from care.kpis.trace_queries import NOTHING, Cut, Trace, chunks, customer_traces
from care.revisits import RevisitPolicy
from db import bulk, dialect
from db.models import Complaint, Customer, KpiMark, KpiState, KpiTrace, Lead

Differences = dict[Cut, dict[int, int]]
Tracing = Callable[[Session, Sequence[int], Collection[int] | None], Iterator[tuple[int, Trace]]]
"""The traces of these; of a few measures alone, where those are all that is asked for."""
KINDS: dict[str, tuple[Any, Tracing]] = {
    "customer": (Customer, customer_traces),
    "complaint": (Complaint, complaint_traces),
    "lead": (Lead, lead_traces),
}
AT_ONCE = 1_000
"""Customers, complaints or leads in one transaction: whoever writes meanwhile waits for it."""
_VERSIONS = 100_000
_GENERATION = select(KpiState.generation)


def absorb(session: Session) -> int:
    """Some of what was marked; how many customers, complaints or leads."""
    dialect.lock_tallies(session)
    marked = select(KpiMark.kind, KpiMark.subject_id).order_by(col(KpiMark.id)).limit(1)
    first = session.exec(marked).first()
    if first is None:
        return 0
    kind = first[0]
    some = select(KpiMark.subject_id).where(col(KpiMark.kind) == kind).distinct().limit(AT_ONCE)
    ids = sorted(session.exec(some))
    # Forgotten before the facts are read: whoever changes them meanwhile marks them again.
    session.execute(delete(KpiMark).where(col(KpiMark.kind) == kind, text(bulk.one_of("subject_id", ids))))
    settle(session, kind, ids)
    # Also when no amount moved: other numbers are counted from what was marked.
    written(session)
    return len(ids)


def differences(session: Session, kind: str, ids: Iterable[int]) -> tuple[Differences, dict[int, Trace]]:
    """What the tallies lack of these, by part of the firm; and the traces that differ from what they hold."""
    changes: Differences = defaultdict(lambda: defaultdict(int))
    renewed: dict[int, Trace] = {}
    for some in chunks(sorted(ids)):
        held = {id_: trace_texts.read(*texts) for id_, *texts in session.execute(_held(kind, some))}
        present = dict(KINDS[kind][1](session, some, None))
        for id_ in some:
            before, after = held.get(id_, NOTHING), present.get(id_, NOTHING)
            if (before.cuts, before.amounts) != (after.cuts, after.amounts):
                add(changes, before, -1)
                add(changes, after, 1)
                renewed[id_] = after
    return changes, renewed


def _held(kind: str, ids: Sequence[int]) -> Any:
    columns: Any = (KpiTrace.subject_id, KpiTrace.cuts, KpiTrace.amounts)
    return select(*columns).where(col(KpiTrace.kind) == kind, text(bulk.one_of("subject_id", ids)))


def add(sums: Differences, trace: Trace, sign: int) -> None:
    if trace.amounts is None:
        return
    for cut in trace.cuts:
        of_cut = sums[cut]
        for place, amount in trace.amounts.items():
            of_cut[place] += sign * amount


def settle(session: Session, kind: str, ids: Sequence[int]) -> None:
    changes, renewed = differences(session, kind, ids)
    if not renewed:
        return
    gone = delete(KpiTrace).where(col(KpiTrace.kind) == kind, text(bulk.one_of("subject_id", renewed)))
    session.execute(gone)
    rows = [trace_texts.row(kind, id_, trace) for id_, trace in renewed.items() if not trace.is_nothing]
    bulk.insert_rows(session, trace_texts.TABLE, trace_texts.COLUMNS, rows)
    write_tallies(session, changes)


def way_of_counting(session: Session) -> int:
    """Another one whenever what is counted changes: what is added up, how long a file may go unconfirmed, what new,
    loyal and lost mean, or how often to speak with a customer.
    """
    policies = (VerificationPolicy, LifecyclePolicy, RevisitPolicy)
    return STORED_VERSION * _VERSIONS + sum(rulebook.version_in_force(session, policy) for policy in policies)


def written(session: Session) -> KpiState:
    state = session.get(KpiState, 1) or KpiState(id=1)
    state.generation += 1
    session.add(state)
    session.flush()
    return state


def generation(session: Session) -> int:
    """How often the tallies were written."""
    return session.execute(_GENERATION).scalars().first() or 0
