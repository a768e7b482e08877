"""One visit as the drawer beside a calendar shows it: who, when, since when it is on which day and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import open_revisits_visible_to, revisits_visible_to
from care.revisits.days import day_problem
from care.revisits.faces import Face, face
from care.revisits.refusals import VisitOver
from care.revisits.settling import cadence_in_force
from core import clock
from core.errors import NotFound
from db.models import Customer, MoveKind, Revisit, RevisitMove, Tier, User, VisitCause, VisitState

_MOVES = 20


@dataclass(frozen=True)
class Moved:
    at: datetime
    by: str
    """Empty: a rule."""
    before: date
    after: date
    kind: MoveKind
    reason: str


@dataclass(frozen=True)
class VisitSheet:
    id: int
    version: int
    customer_id: int
    name: str
    number: str
    tier: Tier
    address: str
    face: Face
    cause: VisitCause
    due_on: date
    planned_on: date
    latest_on: date
    done_on: date | None
    assignee: str
    attempts: int
    said: str
    """What became of it: the reason for leaving it out, or what was found."""
    moves: tuple[Moved, ...]
    """The latest first."""
    may_work: bool

    @property
    def is_open(self) -> bool:
        return self.face not in (Face.DONE, Face.SKIPPED)

    @property
    def is_late(self) -> bool:
        """Planned for a day on which it no longer counts as in time."""
        return self.is_open and self.planned_on > self.latest_on


def visit_sheet(session: Session, actor: Actor, revisit_id: int) -> VisitSheet:
    actor.require(Permission.REVISIT_READ)
    columns: Any = (Revisit, Customer, User.name)
    query = select(*columns).join_from(Revisit, Customer).outerjoin(User, col(User.id) == col(Revisit.assignee_id))
    found = session.exec(query.where(col(Revisit.id) == revisit_id, revisits_visible_to(actor))).first()
    if found is None:
        raise NotFound
    visit, customer, assignee = found
    return VisitSheet(
        id=visit.id, version=visit.row_version, customer_id=customer.id, name=customer.name, number=customer.number,
        tier=customer.tier, address=customer.address, face=face(visit.state, visit.planned_on, today=clock.today()),
        cause=visit.cause, due_on=visit.due_on, planned_on=visit.planned_on, latest_on=visit.latest_on,
        done_on=visit.done_on, assignee=assignee or "", attempts=visit.attempts,
        said=visit.skip_reason or visit.need_change or visit.problem, moves=_moves(session, revisit_id),
        may_work=visit.state is VisitState.OPEN and _may_work(session, actor, revisit_id),
    )  # fmt: skip


def move_problem(session: Session, actor: Actor, revisit_id: int, *, on: date) -> str:
    """What speaks against this day before anybody is asked for a reason; empty: nothing.

    A sentence also when the visit is over or no longer there: whoever drags it should read why it goes back.
    """
    actor.require(Permission.REVISIT_WORK)
    if _may_work(session, actor, revisit_id):
        return day_problem(on, cadence_in_force(session))
    seen = select(Revisit).where(col(Revisit.id) == revisit_id, revisits_visible_to(actor))
    visit = session.exec(seen).first()
    if visit is None or visit.state is VisitState.OPEN:
        return NotFound().sentence
    by = session.get(User, visit.done_by_id) if visit.done_by_id else None
    return VisitOver(visit, by=by.name if by else "").sentence


def _may_work(session: Session, actor: Actor, revisit_id: int) -> bool:
    if not actor.may(Permission.REVISIT_WORK):
        return False
    within = open_revisits_visible_to(actor, Permission.REVISIT_WORK)
    return session.exec(select(col(Revisit.id)).where(col(Revisit.id) == revisit_id, within)).first() is not None


def _moves(session: Session, revisit_id: int) -> tuple[Moved, ...]:
    columns: Any = (RevisitMove, User.name)
    query = select(*columns).outerjoin(User, col(User.id) == col(RevisitMove.by_id))
    latest = query.where(col(RevisitMove.revisit_id) == revisit_id).order_by(col(RevisitMove.id).desc()).limit(_MOVES)
    return tuple(
        Moved(move.at, by or "", move.before, move.after, move.kind, move.reason) for move, by in session.exec(latest)
    )
