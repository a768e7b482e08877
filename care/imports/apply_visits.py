"""The one transaction that brings visits in: contacts as they were, and a done visit for those that reached anybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from care import revisits
from care.imports.known_records import known_visits
from care.imports.meanwhile import bring_along, refuse_records
from care.imports.newcomers import Newcomer
from care.imports.records import Staged, staged
from care.imports.visit_values import Visit, load
from core import clock
from db import bulk
from db.models import Direction, Interaction, VisitCause, VisitState

_INTERACTIONS = (
    "id", "customer_id", "revisit_id", "at", "by_id", "author", "medium", "direction", "outcome", "summary",
    "next_step", "next_on", "is_open_step", "import_job_id", "created_at", "updated_at",
)  # fmt: skip
_REVISITS = (
    "id", "customer_id", "cause", "state", "due_on", "planned_on", "grace_days", "latest_on", "since_at",
    "cycle_days", "is_fixed", "assignee_id", "team_id", "attempts", "is_unreached", "done_at", "done_on",
    "done_by_id", "satisfaction", "need_change", "problem", "skip_reason", "import_job_id", "row_version",
    "created_at", "updated_at",
)  # fmt: skip
_TIED = """UPDATE revisits SET interaction_id = (SELECT i.id FROM interactions i WHERE i.revisit_id = revisits.id)
    WHERE import_job_id = :job AND interaction_id IS NULL"""
_VISITED = select(col(Interaction.customer_id)).distinct()


class _Placed(NamedTuple):
    """A visit with the ids of what it becomes; it was done when it has a revisit's."""

    id: int
    revisit_id: int | None
    visit: Visit
    staged: Staged


def apply_visits(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """Insert what is new; no clock starts, nobody is told, no task is given."""
    made = bring_along(session, job_id, newcomers)
    refuse_records(session, job_id, known_visits, load)
    writer = _Writer(session, job_id)
    for rows in staged(session, job_id, made):
        placed = _placed(session, rows)
        # Each names the other: the contact is told of its visit at once, the visit of its contact at the end.
        done = [one for one in placed if one.revisit_id is not None]
        bulk.insert_rows(session, "revisits", _REVISITS, [writer.revisit(one) for one in done])
        bulk.insert_rows(session, "interactions", _INTERACTIONS, [writer.interaction(one) for one in placed])
    session.connection().execute(text(_TIED), {"job": job_id})
    _open_next_steps(session, job_id)


def settle_visits(session: Session, ids: Sequence[int]) -> None:
    """Let the plans of those who were visited count from their newest visit."""
    revisits.settle(session, ids)


def visited(session: Session, job_id: int) -> list[int]:
    """The customers whose history this import told."""
    found = session.exec(_VISITED.where(col(Interaction.import_job_id) == job_id))
    return [id_ for id_ in found if id_ is not None]


def _placed(session: Session, rows: list[Staged]) -> list[_Placed]:
    visits = [load(row.said) for row in rows]
    ids = bulk.reserve_ids(session, "interactions", len(rows))
    done = iter(bulk.reserve_ids(session, "revisits", sum(visit.is_done for visit in visits)))
    return [
        _Placed(id_, next(done) if visit.is_done else None, visit, row)
        for id_, visit, row in zip(ids, visits, rows, strict=True)
    ]


class _Writer:
    """Rows as this database keeps them."""

    def __init__(self, session: Session, job_id: int) -> None:
        self._job, self._written = job_id, bulk.moments(session)
        self._now = self._written(clock.now().astimezone(UTC).replace(tzinfo=None))

    def interaction(self, placed: _Placed) -> tuple[Any, ...]:
        visit = placed.visit
        return (
            placed.id, placed.staged.customer_id, placed.revisit_id, self._moment(visit), visit.author_id,
            "" if visit.author_id else visit.author[:60], visit.medium, Direction.OUTBOUND.value, visit.outcome,
            visit.summary, "", visit.next_on, False, self._job, self._now, self._now,
        )  # fmt: skip

    def revisit(self, placed: _Placed) -> tuple[Any, ...]:
        visit, at = placed.visit, self._moment(placed.visit)
        on = clock.local(datetime.fromisoformat(visit.at or "")).date().isoformat()
        return (
            placed.revisit_id, placed.staged.customer_id, VisitCause.MANUAL.value, VisitState.DONE.value, on, on, 0,
            on, at, 0, False, visit.author_id, placed.staged.team_id, 0, False, at, on, visit.author_id,
            visit.satisfaction, visit.need_change, visit.problem, "", self._job, 1, self._now, self._now,
        )  # fmt: skip

    def _moment(self, visit: Visit) -> str:
        return self._written(datetime.fromisoformat(visit.at or "").replace(tzinfo=None))


def _open_next_steps(session: Session, job_id: int) -> None:
    """A day to come that a file names is a next step, if nothing newer was said with that customer since."""
    ahead = select(Interaction).where(
        col(Interaction.import_job_id) == job_id, col(Interaction.next_on) >= clock.today()
    )
    for customer in {row.customer_id for row in session.exec(ahead)}:
        theirs = select(Interaction).where(col(Interaction.customer_id) == customer)
        newest = session.exec(theirs.order_by(col(Interaction.at).desc(), col(Interaction.id).desc()).limit(1)).one()
        if newest.import_job_id == job_id and newest.next_on is not None:
            for row in session.exec(theirs.where(col(Interaction.is_open_step))):
                row.is_open_step = False
            newest.is_open_step = newest.next_on >= clock.today()
    session.flush()
