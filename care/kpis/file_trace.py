"""What a customer's file and purchases add to which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlmodel import Session

from care import rulebook
from care.customers import LifecyclePolicy, VerificationPolicy, discontent_among, verify_by
from care.kpis.trace_measures import OF_COHORTS, OF_FILES, Amounts
from care.kpis.trace_parts import OnFile, Part
from care.kpis.traces import File, of_file
from core import clock


def _reading(session: Session, ids: Sequence[int]) -> Callable[[OnFile], Amounts]:
    policy, stages = rulebook.in_force(session, VerificationPolicy), rulebook.in_force(session, LifecyclePolicy)
    poor = discontent_among(session, ids)

    def added(one: OnFile) -> Amounts:
        stale_from = verify_by(one.tier, one.last_verified_at, one.created_at, policy)
        return of_file(
            File(
                known=clock.local(one.created_at).toordinal(),
                stale_from=clock.local(stale_from).toordinal(),
                filled=one.completeness,
                bought=one.bought,
                is_discontent=one.id in poor,
                stages=stages,
            )
        )

    return added


PART = Part(frozenset((*OF_FILES, *OF_COHORTS)), _reading)
