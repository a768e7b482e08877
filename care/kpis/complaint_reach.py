"""Whose complaints a number is about, found once for the many questions that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlmodel import Session, col

from auth.actor import Actor
from care.kpis.complaint_population import is_told_once, of_ours
from care.kpis.filters import Filters
from care.kpis.population import is_everybody
from db import bulk
from db.models import Complaint

_HELD = "complaints_in_question"


@dataclass(frozen=True)
class Which:
    """Complaints without duplicates, and with them for what was decided about their clocks."""

    of_ours: ColumnElement[bool]
    by_id: Callable[[Any], ColumnElement[bool]]
    """Whether the complaint of this id is of ours, when nothing else of it is asked."""

    @property
    def counted(self) -> ColumnElement[bool]:
        return and_(self.of_ours, is_told_once())


@contextmanager
def reach(session: Session, actor: Actor, filters: Filters) -> Iterator[Which]:
    """Of everybody's, each one in question is looked at; of a part's, which are few, all are found once and kept."""
    ours = of_ours(actor, filters)
    if is_everybody(actor, filters):
        yield Which(ours, lambda id_: exists().where(col(Complaint.id) == id_, ours))
        return
    with bulk.gathered(session, _HELD, select(col(Complaint.id)).where(ours)) as held:
        yield Which(col(Complaint.id).in_(select(held.c.id)), lambda id_: id_.in_(select(held.c.id)))
