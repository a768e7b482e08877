"""Fifty thousand leads for the firm that is measured: five hundred open, all others decided over two years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, func, select

from care import leads
from care.customers import findable
from core import clock
from db import bulk
from db import session as database
from db.models import (
    ClockMode,
    ClockVerdict,
    Lead,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    LostReason,
    Source,
    User,
)
from ops.benchmarks.world import World, insert

LEADS, OPEN = 50_000, 500
_AT_ONCE = 10_000
_DAY = 1_440
_LEADS = (
    "id", "number", "name", "name_key", "company", "phone", "source", "region", "need", "origin", "stage", "owner_id",
    "team_id", "received_at", "mode", "target_minutes", "due_at", "first_contact_at", "verdict", "alarm_at",
    "lost_reason", "ended_at", "search_text", "row_version", "created_at", "updated_at",
)  # fmt: skip
_STEPS = ("lead_id", "before", "after", "at", "since", "by_id", "words")
_NAMES = ("王芳", "李强", "张敏", "刘洋", "陈静", "杨磊", "赵丽", "黄勇", "周杰", "吴霞")
_REGIONS = ("上海", "浙江", "江苏", "北京", "广东", "福建")
_NEEDS = ("想要 200 份伴手礼的报价。", "新开茶馆，找稳定供应。", "展会上试喝了正山小种。", "")
_SOURCES, _LOST = list(Source), list(LostReason)


@dataclass
class Leadbook:
    sellers: Sequence[tuple[int, int | None]]
    """Who has leads, with their teams."""
    written: Callable[[datetime], str]
    random: Random = field(default_factory=lambda: Random(20260309))  # noqa: S311
    now: datetime = field(default_factory=lambda: clock.now().astimezone(UTC).replace(tzinfo=None))
    leads: list[tuple[Any, ...]] = field(default_factory=list)
    steps: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, id_: int, *, is_open: bool) -> None:
        """Open ones over the last two days, half of them called; whoever was to be told has been told."""
        chance = self.random
        back = timedelta(minutes=chance.randrange(5, 2 * _DAY) if is_open else chance.randrange(5_000, 700 * _DAY))
        received, seller = self.now - back, chance.choice(self.sellers)
        is_called = not is_open or chance.random() < 0.5
        called = received + timedelta(minutes=chance.randrange(10, 2_000)) if is_called else None
        stage = self._stage(is_open=is_open, is_called=is_called)
        ended = None if is_open or called is None else called + timedelta(days=chance.randrange(1, 30))
        self.leads.append(self._row(id_, stage, received, called, ended, seller))
        moments: list[tuple[LeadStage | None, LeadStage, datetime]] = [(None, LeadStage.NEW, received)]
        moments += [(LeadStage.NEW, LeadStage.CONTACTED, called)] if called else []
        moments += [(LeadStage.CONTACTED, stage, ended)] if ended else []
        since = None
        for before, after, at in moments:
            written = self.written(at)
            self.steps.append((id_, before and before.value, after.value, written, since, seller[0], ""))
            since = written

    def _stage(self, *, is_open: bool, is_called: bool) -> LeadStage:
        if is_open:
            return LeadStage.CONTACTED if is_called else LeadStage.NEW
        return LeadStage.CONVERTED if self.random.random() < 0.3 else LeadStage.LOST

    def _row(
        self,
        id_: int,
        stage: LeadStage,
        received: datetime,
        called: datetime | None,
        ended: datetime | None,
        seller: tuple[int, int | None],
    ) -> tuple[Any, ...]:
        chance, due = self.random, received + timedelta(minutes=_DAY)
        name, number, phone = chance.choice(_NAMES), f"XS-{id_:08d}", f"+86139{id_:08d}"
        found, at = findable(name, number, others=[phone]), self.written(received)
        verdict = None if called is None else (ClockVerdict.MET if called <= due else ClockVerdict.MISSED).value
        alarm = None if called else self.written(self.now + timedelta(days=1))
        reason = chance.choice(_LOST).value if stage is LeadStage.LOST else None
        return (
            id_, number, name, found.name_key, "", phone, chance.choice(_SOURCES).value, chance.choice(_REGIONS),
            chance.choice(_NEEDS), LeadOrigin.FORM.value, stage.value, *seller, at, ClockMode.NATURAL.value, _DAY,
            self.written(due), called and self.written(called), verdict, alarm, reason, ended and self.written(ended),
            found.search_text, 1, at, at,
        )  # fmt: skip


def fill(world: World) -> None:
    """Once for a world: whoever measures leads asks for it."""
    with database.reading() as session:
        if session.exec(select(func.count(col(Lead.id)))).one():
            return
    number = min(LEADS, world.customers)
    few = min(OPEN, number)
    for start in range(0, number, _AT_ONCE):
        with database.transaction() as session:
            _write(session, world, range(start + 1, min(start + _AT_ONCE, number) + 1), first_open=number - few + 1)


def _write(session: Session, world: World, ids: range, *, first_open: int) -> None:
    bulk.load_in_bulk(session)
    able = [one.id for one in leads.possible_owners(session, world.owner)]
    people = session.exec(select(User.id, User.team_id).where(col(User.id).in_(able))).all()
    book = Leadbook(people, partial(bulk.moment, session))
    book.random.seed(ids.start)
    for id_ in bulk.reserve_ids(session, "leads", len(ids)):
        book.add(id_, is_open=id_ >= first_open)
    insert(session, Lead, _LEADS, book.leads)
    insert(session, LeadStageChange, _STEPS, book.steps)
