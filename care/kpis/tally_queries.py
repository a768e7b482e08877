"""The tallies of whatever part of the firm a question is about: read where they are kept, else counted for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.kpis.complaint_population import of_ours
from care.kpis.figures import Bounds
from care.kpis.filters import Filters
from care.kpis.lead_population import leads_reached
from care.kpis.lead_trace import NOBODY
from care.kpis.population import COUNTED, population
from care.kpis.rollup import KINDS, Differences, differences, generation
from care.kpis.tally_months import Months
from care.kpis.trace_measures import unpacked
from care.kpis.trace_queries import FIRM, Cut, chunks, hand
from db import dialect
from db.models import Complaint, Customer, KpiMark, KpiTally, Lead, Team

_CUT_OF = {"team_id": "team", "owner_id": "owner", "tier": "tier", "region": "region", "source": "source"}
_TRIES = 4
Pending = dict[str, tuple[Any, Differences]]
"""What is marked and not added up yet, with the state in which it was found."""
_MARKED = select(KpiMark.id, KpiMark.subject_id).where(col(KpiMark.kind) == bindparam("of"))


@dataclass(frozen=True)
class Tallies:
    measures: Mapping[int, Months]

    def __getitem__(self, measure: int) -> Months:
        return self.measures.get(measure) or Months(())

    def within(self, measure: int, span: Bounds) -> int:
        return self[measure].within(span.start, span.end)


@dataclass
class Kept:
    """By kind, what was read for one answer: of several numbers that need a measure, the first one reads it."""

    cuts: dict[str, list[Cut] | None] = field(default_factory=dict)
    pending: Pending = field(default_factory=dict)
    months: dict[str, dict[int, Months]] = field(default_factory=dict)


def tallies(
    session: Session,
    actor: Actor,
    filters: Filters,
    kind: str,
    measures: Iterable[int],
    kept: Kept | None = None,
) -> Tallies:
    """Of customers, complaints or leads; exact also for what changed a moment ago. `kept`: for them alone."""
    kept = kept or Kept()
    if kind not in kept.cuts:
        kept.cuts[kind] = kept_cuts(session, actor, filters, kind)
    known, cuts = kept.months.setdefault(kind, {}), kept.cuts[kind]
    if missing := [measure for measure in measures if measure not in known]:
        if cuts is None:
            found = _counted(session, actor, filters, kind, missing)
        else:
            found = read(session, cuts, kind, missing, pending=kept.pending).get("", {})
        known.update({measure: found.get(measure) or Months(()) for measure in missing})
    return Tallies(known)


def read(
    session: Session,
    cuts: Iterable[Cut],
    kind: str,
    measures: Sequence[int],
    *,
    by_key: bool = False,
    pending: Pending | None = None,
) -> dict[str, dict[int, Months]]:
    """`by_key`: each key of a cut by itself; else all of them together, under the empty key."""
    cuts = list(cuts)
    for _try in range(_TRIES):
        before = generation(session)
        rows = session.execute(_stored(cuts, measures, whole_cuts=by_key)).all()
        changes = _changes(session, kind, before, {} if pending is None else pending)
        if generation(session) == before:  # nobody moved what was marked into what is stored meanwhile
            break
    return _assembled(rows, changes, cuts, by_key=by_key)


def _changes(session: Session, kind: str, written: int, pending: Pending) -> Differences:
    """What is marked and not absorbed yet: worked out once for all who share `pending`, while it is the same."""
    marks = session.execute(_MARKED, {"of": kind}).all()
    state = (written, len(marks), max((id_ for id_, _subject in marks), default=0))
    if kind not in pending or pending[kind][0] != state:
        pending[kind] = state, differences(session, kind, {subject for _id, subject in marks})[0] if marks else {}
    return pending[kind][1]


def kept_cuts(session: Session, actor: Actor, filters: Filters, kind: str = "customer") -> list[Cut] | None:
    """The parts that make up the answer together; None: nobody has added that up. Leads that wait are every team's."""
    wanted = [(cut, str(value)) for name, cut in _CUT_OF.items() if (value := getattr(filters, name)) is not None]
    scope = actor.scope(Permission.KPI_READ)
    if filters.region == "":  # those without one are in no part by region
        return None
    if scope is Scope.ALL:
        return None if len(wanted) > 1 else wanted or [FIRM]
    if wanted:
        return None
    own_team = actor.team_id if scope is Scope.TEAM else None
    teams = [None, *session.exec(select(Team.id))]
    whose = [actor.id, *([NOBODY] if kind == "lead" and scope is Scope.TEAM else [])]
    others = [team for team in teams if not own_team or team != own_team]
    hands: list[Cut] = [("hand", hand(one, team)) for one in whose for team in others]
    return [*hands, ("team", str(own_team))] if own_team else hands


def _stored(cuts: Sequence[Cut], measures: Sequence[int], *, whole_cuts: bool) -> Any:
    columns: Any = (KpiTally.cut, KpiTally.key, KpiTally.measure, KpiTally.month, KpiTally.total, KpiTally.days)
    if whole_cuts:
        these: ColumnElement[bool] = col(KpiTally.cut).in_({cut for cut, _key in cuts})
    else:
        these = or_(*(and_(col(KpiTally.cut) == cut, col(KpiTally.key) == key) for cut, key in cuts))
    return select(*columns).where(these, col(KpiTally.measure).in_(measures))


def _assembled(
    rows: Iterable[Any], changes: Mapping[Cut, Mapping[int, int]], cuts: Sequence[Cut], *, by_key: bool
) -> dict[str, dict[int, Months]]:
    months: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for _cut, key, measure, *month in rows:
        months[key if by_key else ""][measure].append(month)
    wanted = {cut for cut, _key in cuts} if by_key else set(cuts)
    late: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for cut, amounts in changes.items():
        if (cut[0] if by_key else cut) in wanted:
            for place, amount in amounts.items():
                measure, day = unpacked(place)
                late[cut[1] if by_key else ""][measure].append((day, amount))
    found: dict[str, dict[int, Months]] = {
        key: {measure: Months(some) for measure, some in by_measure.items()} for key, by_measure in months.items()
    }
    for key, by_measure in late.items():
        for measure, some in by_measure.items():
            found.setdefault(key, {}).setdefault(measure, Months(())).change(some)
    return found


def _counted(session: Session, actor: Actor, filters: Filters, kind: str, measures: Sequence[int]) -> dict[int, Months]:
    """From the facts of those in question."""
    sums: dict[int, int] = defaultdict(int)
    for some in chunks(_ids(session, actor, filters, kind)):
        for _id, trace in KINDS[kind][1](session, some, measures):
            for place, amount in (trace.amounts or {}).items():
                sums[place] += amount
    return _months(sums)


def counted_by_key(
    session: Session, customer_ids: Sequence[int], cuts: Sequence[str], measures: Sequence[int]
) -> tuple[dict[str, dict[str, dict[int, Months]]], dict[int, Months]]:
    """By cut and key, and all together: from the facts of these customers."""
    sums: dict[Cut, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for some in chunks(customer_ids):
        for _id, trace in KINDS["customer"][1](session, some, measures):
            for cut in trace.cuts:
                if cut == FIRM or cut[0] in cuts:
                    for place, amount in (trace.amounts or {}).items():
                        sums[cut][place] += amount
    by_cut: dict[str, dict[str, dict[int, Months]]] = {cut: {} for cut in cuts}
    for (name, key), amounts in sums.items():
        by_cut.setdefault(name, {})[key] = _months(amounts)
    return by_cut, by_cut.get("firm", {}).get("", {})


def _months(sums: Mapping[int, int]) -> dict[int, Months]:
    by_measure: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, amount in sums.items():
        measure, day = unpacked(place)
        by_measure[measure].append((day, amount))
    found = {measure: Months(()) for measure in by_measure}
    for measure, months in found.items():
        months.change(by_measure[measure])
    return found


def _ids(session: Session, actor: Actor, filters: Filters, kind: str) -> Sequence[int]:
    if kind == "complaint":
        return session.exec(select(Complaint.id).where(of_ours(actor, filters))).all()
    if kind == "lead":
        return session.exec(select(Lead.id).where(leads_reached(actor, filters))).all()
    query: Any = select(Customer.id).where(population(actor, filters))
    hinted: Any = dialect.by_index(query, Customer, COUNTED)
    return session.exec(hinted).all()  # type: ignore[no-any-return]
