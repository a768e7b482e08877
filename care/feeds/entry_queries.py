"""A person's own visits and tasks, as entries of a calendar; and a cheap sign of whether any of it has changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import Session, col, select

from auth import keys
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import open_revisits_visible_to, revisits_visible_to, tasks_visible_to
from care import tasks
from care.feeds.entries import Entry, EntryState
from core import clock
from core.i18n import _
from db import dialect
from db.models import Customer, Revisit, Task, VisitState

PAST, COMING = timedelta(days=30), timedelta(days=180)
_DAY = timedelta(days=1)
MOST = 600
"""Of each kind, the nearest first: three months of a full calendar."""
_FACES = {VisitState.DONE: EntryState.DONE}
_over_at = func.coalesce(col(Task.done_at), col(Task.cancelled_at))
_Spans = tuple[tuple[ColumnElement[bool], Any, str], ...]


def entries(session: Session, actor: Actor, *, shows_names: bool) -> list[Entry]:
    """From a month ago to half a year ahead, the actor's own and nobody else's."""
    return [*_visits(session, actor, shows_names), *_tasks(session, actor, shows_names)]


def stamp(session: Session, actor: Actor) -> list[tuple[Any, ...]]:
    """Counts and latest changes of all that the feed is made of."""
    found: list[tuple[Any, ...]] = []
    if actor.may(Permission.REVISIT_READ):
        latest = (func.count(), func.sum(Revisit.row_version), func.max(Revisit.updated_at))
        for which, _day, index in _spans(actor):
            query: Any = select(*latest, func.max(Customer.updated_at)).join_from(Revisit, Customer)
            found.append(tuple(session.exec(_by(query, index).where(which)).one()))
    overdue = case((and_(col(Task.due_at) < clock.now(), _over_at.is_(None)), 1), else_=0)
    of_tasks: Any = select(func.count(), func.sum(Task.row_version), func.max(Task.updated_at), func.sum(overdue))
    return [*found, tuple(session.exec(of_tasks.where(_own_tasks(actor))).one())]


def _visits(session: Session, actor: Actor, shows_names: bool) -> Iterator[Entry]:
    if not actor.may(Permission.REVISIT_READ):
        return
    columns: Any = (Revisit, Customer.name, Customer.number, Customer.tier, Customer.updated_at)
    for which, day, index in _spans(actor):
        query = _by(select(*columns).join_from(Revisit, Customer), index).where(which)
        for visit, name, number, tier, renamed_at in session.exec(query.order_by(day).limit(MOST)):
            called = name if shows_names else number
            yield _visit(visit, called, tier.value if tier else "", max(visit.updated_at, renamed_at))


def _visit(visit: Revisit, called: str, tier: str, changed_at: datetime) -> Entry:
    title = _("Revisit {name} ({tier})") if tier else _("Revisit {name}")
    state = _FACES.get(visit.state, EntryState.OFF)
    if visit.state is VisitState.OPEN:
        state = EntryState.OVERDUE if visit.planned_on < clock.today() else EntryState.PLANNED
    return Entry(
        uid=_uid("revisit", visit.id),
        on=(state is EntryState.DONE and visit.done_on) or visit.planned_on,
        title=title.format(name=called, tier=tier),
        state=state,
        changed_at=_overdue_counts(changed_at, clock.start_of(visit.planned_on + _DAY), state),
        notes=(_("To be done by {day}").format(day=visit.latest_on.isoformat()),),
        path=f"/revisits?revisit={visit.id}",
    )


def _tasks(session: Session, actor: Actor, shows_names: bool) -> Iterator[Entry]:
    query = select(Task).where(_own_tasks(actor)).order_by(col(Task.due_at)).limit(MOST)
    for task in session.exec(query):
        due = clock.local(task.due_at)
        state = EntryState.OVERDUE if task.due_at < clock.now() else EntryState.PLANNED
        if task.done_at or task.cancelled_at:
            state = EntryState.DONE if task.done_at else EntryState.OFF
        title = tasks.words(task.kind, task.title if shows_names else "") or _("Task")
        yield Entry(
            uid=_uid("task", task.id),
            on=due.date(),
            title=title,
            state=state,
            changed_at=_overdue_counts(task.updated_at, task.due_at, state),
            notes=(_("Due at {time}").format(time=f"{due:%H:%M}"),),
            path=f"/tasks?task={task.id}",
        )


def _spans(actor: Actor) -> _Spans:
    """The open ones from a month ago to half a year ahead, and what ended in that month: what was over before that,
    every programme has dropped or shown as done by now."""
    today, planned, ended = clock.today(), col(Revisit.planned_on), col(Revisit.done_on)
    mine = col(Revisit.assignee_id) == actor.id
    is_open = and_(open_revisits_visible_to(actor), mine, planned.between(today - PAST, today + COMING))
    is_over = and_(revisits_visible_to(actor), mine, ended.between(today - PAST, today))
    return (is_open, planned, "ix_revisits_open_mine"), (is_over, ended.desc(), "ix_revisits_over_mine")


def _by(query: Any, index: str) -> Any:
    return dialect.by_key(dialect.by_index(query, Revisit, index), Customer)


def _own_tasks(actor: Actor) -> ColumnElement[bool]:
    now = clock.now()
    lately = or_(_over_at.is_(None), _over_at >= now - PAST)
    window = col(Task.due_at).between(now - PAST, now + COMING)
    return and_(tasks_visible_to(actor), col(Task.assignee_id) == actor.id, window, lately)


def _overdue_counts(changed_at: datetime, passed: datetime, state: EntryState) -> datetime:
    """That its day or its hour went by is a change too, though nobody made it."""
    return max(changed_at, passed) if state is EntryState.OVERDUE else changed_at


def _uid(kind: str, id_: int) -> str:
    return f"{kind}-{id_}@{_house()}.guanjia"


def _house() -> str:
    """Tells this installation's entries from another one's, under whatever address it is reached."""
    return keys.key("feeds").hex()[:12]
