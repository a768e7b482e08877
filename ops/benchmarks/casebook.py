"""Fifty thousand complaints for the firm that is measured: three hundred open, all others long ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, func, select

from care import complaints, kpis
from core import clock
from db import bulk
from db import session as database
from db.models import (
    Clock,
    ClockKind,
    ClockMode,
    ClockVerdict,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintState,
    Medium,
    Severity,
)
from ops.benchmarks.world import World, insert

COMPLAINTS, OPEN = 50_000, 300
_AT_ONCE = 10_000
_COMPLAINTS = (
    "id", "number", "customer_id", "received_at", "channel", "category", "severity", "description", "remedy_requested",
    "state", "opened_by_id", "handler_id", "team_id", "accepted_at", "responded_at", "closed_at", "row_version",
    "created_at", "updated_at",
)  # fmt: skip
_CLOCKS = (
    "complaint_id", "cycle", "kind", "started_at", "target_minutes", "mode", "due_at", "stopped_at", "verdict",
    "extended_verdict", "net_minutes", "handler_id", "alarm_at",
)  # fmt: skip
_EVENTS = ("complaint_id", "cycle", "at", "by_id", "kind", "before", "after", "words")
_TARGETS = {ClockKind.ACK: 240, ClockKind.RESPONSE: 1440, ClockKind.RESOLVE: 2880}
_DONE_AFTER = {ClockKind.ACK: 60, ClockKind.RESPONSE: 600, ClockKind.RESOLVE: 2000}
_SAID = ("茶罐压扁了，希望换一罐。", "这批茶有潮味，要求退货。", "发票抬头开错了，请重开。", "下单五天了还没有发货。")
_OPEN_STATES = (ComplaintState.NEW, ComplaintState.ACCEPTED, ComplaintState.INVESTIGATING, ComplaintState.PROPOSED)


@dataclass
class Casebook:
    handlers: Sequence[tuple[int | None, int | None]]
    """Who handles complaints, with their teams."""
    customers: int
    written: Callable[[datetime], str]
    random: Random = field(default_factory=lambda: Random(20260309))  # noqa: S311
    now: datetime = field(default_factory=lambda: clock.now().astimezone(UTC).replace(tzinfo=None))
    complaints: list[tuple[Any, ...]] = field(default_factory=list)
    clocks: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, id_: int, *, is_open: bool) -> None:
        """Ended ones over two years, open ones over the last two days."""
        back = timedelta(minutes=self.random.randrange(5, 2880) if is_open else self.random.randrange(5000, 1_051_200))
        received = self.now - back
        handler, team = self.random.choice(self.handlers)
        state = self.random.choice(_OPEN_STATES) if is_open else ComplaintState.CLOSED
        ended = None if is_open else self.written(received + timedelta(minutes=_DONE_AFTER[ClockKind.RESOLVE]))
        accepted = None if state is ComplaintState.NEW else self.written(received + timedelta(hours=1))
        at = self.written(received)
        self.complaints.append(
            (id_, f"TS-{id_:08d}", self.random.randrange(1, self.customers + 1), at, Medium.PHONE.value,
             self.random.choice(_CATEGORIES), Severity.NORMAL.value, self.random.choice(_SAID), "换货", state.value,
             handler, handler, team, accepted, accepted, ended, 1, at, at)
        )  # fmt: skip
        self.events.append((id_, 1, at, handler, ComplaintEventKind.OPENED.value, None, None, ""))
        if ended:
            moved = (ComplaintEventKind.MOVED.value, ComplaintState.PROPOSED.value, ComplaintState.CLOSED.value)
            self.events.append((id_, 1, ended, handler, *moved, "客户确认已解决。"))
        self.clocks += [self._clock(id_, kind, received, handler, state) for kind in ClockKind]

    def _clock(
        self, id_: int, kind: ClockKind, received: datetime, handler: int | None, state: ComplaintState
    ) -> tuple[Any, ...]:
        due = self.written(received + timedelta(minutes=_TARGETS[kind]))
        head = (id_, 1, kind.value, self.written(received), _TARGETS[kind], ClockMode.NATURAL.value, due)
        runs = state in _OPEN_STATES and (kind is ClockKind.RESOLVE or state is ComplaintState.NEW)
        if runs:  # whoever was to be told has been told; the next level is still to come
            return (*head, None, None, None, None, None, self.written(self.now + timedelta(days=1)))
        stopped = self.written(received + timedelta(minutes=_DONE_AFTER[kind]))
        met = ClockVerdict.MET.value
        return (*head, stopped, met, met, _DONE_AFTER[kind], handler, None)


_CATEGORIES = tuple(category.value for category in ComplaintCategory)


def fill(world: World) -> None:
    """Once for a world: whoever measures complaints asks for it."""
    with database.reading() as session:
        if session.exec(select(func.count(col(Complaint.id)))).one():
            return
    number = min(COMPLAINTS, world.customers)
    few = min(OPEN, number)
    for start in range(0, number, _AT_ONCE):
        with database.transaction() as session:
            _write(session, world, range(start + 1, min(start + _AT_ONCE, number) + 1), first_open=number - few + 1)
    kpis.absorb_all()


def _write(session: Session, world: World, ids: range, *, first_open: int) -> None:
    bulk.load_in_bulk(session)
    people = [(found.id, None) for found in complaints.complaint_choices(session, world.owner).handlers]
    book = Casebook(people, world.customers, partial(bulk.moment, session))
    book.random.seed(ids.start)
    for id_ in bulk.reserve_ids(session, "complaints", len(ids)):
        book.add(id_, is_open=id_ >= first_open)
    insert(session, Complaint, _COMPLAINTS, book.complaints)
    insert(session, Clock, _CLOCKS, book.clocks)
    insert(session, ComplaintEvent, _EVENTS, book.events)
