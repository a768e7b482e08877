"""A cause that comes back proposes that a rule changes: the last step of the loop."""

import json
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM, Actor
from care import casefile, notices, rulebook
from care.causes.counting import counted_in
from care.causes.effect import Counted, Window, recurring
from care.causes.policy import CausePolicy
from care.causes.words import CAUSES
from care.notices import NoticeKind
from core import clock
from db.models import CauseCategory, Improvement, Subject

_A_MOMENT = timedelta(microseconds=1)


def propose_improvements(session: Session) -> int:
    """For every cause that recurs; how many are new. Run twice, it proposes once."""
    return sum(propose_if_recurring(session, SYSTEM, category) is not None for category in CauseCategory)


def propose_if_recurring(session: Session, actor: Actor, category: CauseCategory) -> Improvement | None:
    """A complaint counts towards one proposal only; the proposal when there is a new one."""
    policy = rulebook.in_force(session, CausePolicy)
    now = clock.now()
    window = Window(now - timedelta(days=policy.recurring_days), now + _A_MOMENT)
    earlier = _proposed_for(session, category)
    used = {id_ for one in earlier for id_ in complaints_of(one)}
    counted = recurring(counted_in(session, category, window), at_least=policy.recurring_count, used=used)
    if not counted:
        return None
    proposal = _proposal(category, counted, number=len(earlier) + 1, days=policy.recurring_days)
    return _add_once(session, actor, proposal)


def complaints_of(improvement: Improvement) -> tuple[int, ...]:
    """The complaints that speak for it."""
    return tuple(json.loads(improvement.evidence).get("complaints", ()))


def _proposed_for(session: Session, category: CauseCategory) -> Sequence[Improvement]:
    return session.exec(select(Improvement).where(col(Improvement.cause) == category)).all()


def _proposal(category: CauseCategory, counted: Sequence[Counted], *, number: int, days: int) -> Improvement:
    evidence = {
        "complaints": [one.complaint_id for one in counted],
        "days": days,
        "since": counted[0].received_at.isoformat(),
        "until": counted[-1].received_at.isoformat(),
    }
    return Improvement(
        key=f"cause:{category.value}:{number}",
        cause=category,
        complaint_id=counted[-1].complaint_id,
        proposal="",
        evidence=json.dumps(evidence, sort_keys=True),
    )


def _add_once(session: Session, actor: Actor, improvement: Improvement) -> Improvement | None:
    try:
        with session.begin_nested():
            session.add(improvement)
            session.flush()
    except IntegrityError:  # two complaints completed the same pattern at the same moment
        return None
    audit.record(session, actor, "improvement.proposed", improvement, detail={"cause": str(improvement.cause)})
    told = {*casefile.department_heads(session), *casefile.owners(session)}
    notices.tell(
        session,
        told,
        NoticeKind.IMPROVEMENT_PROPOSED,
        key=f"improvement:{improvement.id}",
        subject=Subject.IMPROVEMENT,
        subject_id=improvement.id,
        detail={"cause": CAUSES[CauseCategory(str(improvement.cause))]} if improvement.cause else {},
    )
    return improvement
