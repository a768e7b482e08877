"""How many visits each person has on each day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import dialect
from db.models import Revisit, visit_is_open

Loads = dict[int | None, Counter[date]]


def loads(session: Session, today: date, people: Iterable[int | None]) -> Loads:
    """Of each of these people, from today on; None: of nobody's customers."""
    who, day = col(Revisit.assignee_id), col(Revisit.planned_on)
    open_ones: Any = select(who, day, func.count()).where(visit_is_open(), day >= today)
    wanted = set(people)
    if len(wanted) == 1:
        open_ones = open_ones.where(who == next(iter(wanted)))  # SQLAlchemy says IS NULL of None
    by_person: Any = dialect.by_index(open_ones.group_by(who, day), Revisit, "ix_revisits_open_mine")
    found: Loads = {person: Counter() for person in wanted}
    for person, on, n in session.execute(by_person):
        found.setdefault(person, Counter())[on] = n
    return found
