"""Corrective actions as a list: one's own, those in one's reach, those of one complaint; each with its open moves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.causes.action_commands import has_missed
from care.causes.finding import reach_of
from care.causes.lifecycle import UNFINISHED, ActionFacts, ActionMove, Hand, moves_open
from core import clock
from core.errors import NotFound
from db.models import ActionState, Complaint, CorrectiveAction, User

PAGE = 30
_CHANGEABLE = (ActionState.PLANNED, ActionState.DOING)
_Owner: Any = aliased(User)
_Reporter: Any = aliased(User)
_Verifier: Any = aliased(User)


@dataclass(frozen=True)
class ActionRow:
    id: int
    complaint_id: int
    number: str
    """Of the complaint."""
    deed: str
    owner_id: int
    owner: str
    due_on: date
    is_late: bool
    state: ActionState
    done_at: datetime | None
    done_by: str
    done_words: str
    verified_at: datetime | None
    verified_by: str
    verified_words: str
    effect_due_on: date | None
    effect_before: int | None
    effect_after: int | None
    has_missed: bool
    moves: tuple[ActionMove, ...]
    """What the actor may do with it now."""
    may_change: bool
    version: int


@dataclass(frozen=True)
class ActionPage:
    rows: tuple[ActionRow, ...]
    total: int
    late: int
    page: int
    pages: int


def actions(
    session: Session, actor: Actor, *, mine: bool = True, state: ActionState | None = None, page: int = 1
) -> ActionPage:
    """One's own to carry out or verify, or all in one's reach; what is unfinished and due first comes first."""
    actor.require(Permission.COMPLAINT_READ)
    which = _of(actor) if mine else or_(col(CorrectiveAction.owner_id) == (actor.id or 0), complaints_visible_to(actor))
    late = and_(which, col(CorrectiveAction.state).in_(_CHANGEABLE), col(CorrectiveAction.due_on) < clock.today())
    if state is not None:
        which = and_(which, col(CorrectiveAction.state) == state)
    total, page = _how_many(session, which), max(1, page)
    rows = rows_of(session, actor, which, limit=PAGE, offset=(page - 1) * PAGE)
    return ActionPage(rows, total, _how_many(session, late), page, max(1, -(-total // PAGE)))


def action(session: Session, actor: Actor, action_id: int) -> ActionRow:
    actor.require(Permission.COMPLAINT_READ)
    seen = or_(col(CorrectiveAction.owner_id) == (actor.id or 0), complaints_visible_to(actor))
    rows = rows_of(session, actor, and_(col(CorrectiveAction.id) == action_id, seen), limit=1)
    if not rows:
        raise NotFound
    return rows[0]


def _of(actor: Actor) -> ColumnElement[bool]:
    own = col(CorrectiveAction.owner_id) == (actor.id or 0)
    to_verify = and_(col(CorrectiveAction.state) == ActionState.TO_VERIFY, col(Complaint.handler_id) == (actor.id or 0))
    return or_(own, to_verify)


def _how_many(session: Session, which: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(CorrectiveAction)
    return session.exec(query.join(Complaint, col(Complaint.id) == CorrectiveAction.complaint_id).where(which)).one()


def rows_of(
    session: Session, actor: Actor, which: ColumnElement[bool], *, limit: int, offset: int = 0
) -> tuple[ActionRow, ...]:
    people: Any = (_Owner.name, _Reporter.name, _Verifier.name)
    reach = [reach_of(actor, p) for p in (Permission.COMPLAINT_HANDLE, Permission.COMPLAINT_APPROVE)]
    query: Any = select(CorrectiveAction, Complaint.number, *people, *reach)
    query = query.join(Complaint, col(Complaint.id) == CorrectiveAction.complaint_id)
    for person, column in (
        (_Owner, CorrectiveAction.owner_id),
        (_Reporter, CorrectiveAction.done_by_id),
        (_Verifier, CorrectiveAction.verified_by_id),
    ):
        query = query.outerjoin(person, person.id == column)
    unfinished_first = case((col(CorrectiveAction.state).in_(UNFINISHED), 0), else_=1)
    order = (unfinished_first, col(CorrectiveAction.due_on), col(CorrectiveAction.id))
    found = session.exec(query.where(which).order_by(*order).limit(limit).offset(offset))
    return tuple(_row(actor, record) for record in found)


def _row(actor: Actor, record: Any) -> ActionRow:
    row, number, owner, done_by, verified_by, handles, decides = record
    hand = Hand(row.owner_id == actor.id, row.done_by_id == actor.id, bool(handles), bool(decides))
    return ActionRow(
        id=row.id, complaint_id=row.complaint_id, number=number, deed=row.deed, owner_id=row.owner_id,
        owner=owner or "", due_on=row.due_on, is_late=row.state in _CHANGEABLE and row.due_on < clock.today(),
        state=row.state, done_at=row.done_at, done_by=done_by or "", done_words=row.done_words,
        verified_at=row.verified_at, verified_by=verified_by or "", verified_words=row.verified_words,
        effect_due_on=row.effect_due_on, effect_before=row.effect_before, effect_after=row.effect_after,
        has_missed=has_missed(row), moves=moves_open(ActionFacts(row.state, has_missed(row)), hand),
        may_change=bool(handles) and row.state in _CHANGEABLE, version=row.row_version,
    )  # fmt: skip
