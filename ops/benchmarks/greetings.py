"""Greetings: the night that plans them for everybody, the same night again, the list and the day of one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from sqlmodel import Session, select

from auth.actor import Actor
from care import almanac, greetings, privacy
from core import clock
from db import bulk
from db import session as database
from db.models import Consent, ConsentPurpose, ConsentStatus, NamedDay, PrivacyNotice
from ops.benchmarks.figure import Figure, at_most
from ops.benchmarks.stopwatch import bare, milliseconds, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 7
_AT_ONCE = 10_000
_LUNAR_EVERY, _DECLINES_EVERY = 4, 10
# What no planning can do without: everybody's birthday, and what everybody last said.
_FACTS = (
    "SELECT id, birthday, birthday_lunar, first_order_on, tier FROM customers WHERE deleted_at IS NULL",
    "SELECT customer_id, status, at FROM consents WHERE purpose = 'care'",
)
_OPEN = ("SELECT day, COUNT(*) FROM greetings WHERE state = 'planned' GROUP BY day",)


def measure(world: World) -> Iterator[Figure]:
    _fill(world)
    database.dispose()
    first, floor = milliseconds(_night), milliseconds(lambda: bare(_FACTS))
    yield Figure("greetings, the first night", first, "ms", floor, at_most(10_000))
    again, floors = side_by_side(_night, lambda: bare(_FACTS), 3)
    yield Figure("greetings, a night again", median(again), "ms", median(floors), at_most(5_000))
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        for name, ask in {"day": greetings.due_lines, "list": greetings.calendar}.items():
            taken, bare_time = side_by_side(lambda: _asked(ask, actor), lambda: bare(_OPEN), _ROUNDS)  # noqa: B023
            yield Figure(f"greetings of a {name}, {who}", median(taken), "ms", median(bare_time), at_most(50))


def _asked(ask: object, actor: Actor) -> None:
    assert callable(ask)
    with database.reading() as session:
        ask(session, actor)


def _night() -> None:
    with database.transaction() as session:
        greetings.plan_due(session)


def _fill(world: World) -> None:
    """Once for a world: birthdays, one in four a lunar one; nine in ten agree, one in ten took it back."""
    with database.reading() as session:
        if session.exec(select(NamedDay)).first() is not None:
            return
    with database.transaction() as session:
        day = greetings.NewDay("店庆", f"{clock.today() + timedelta(days=3):%m-%d}")
        greetings.add_day(session, world.owner, day=day)
        _first_answer(session, world.owner)
    for start in range(0, world.customers, _AT_ONCE):
        with database.transaction() as session:
            bulk.load_in_bulk(session)
            _birthdays(session, range(start + 1, min(start + _AT_ONCE, world.customers) + 1))


def _first_answer(session: Session, owner: Actor) -> None:
    """Brings the notice along with it."""
    answer = {"purpose": ConsentPurpose.CARE, "status": ConsentStatus.GIVEN}
    privacy.record_consent(session, owner, 1, channel="form", evidence="表单", **answer)  # type: ignore[arg-type]


def _birthdays(session: Session, ids: range) -> None:
    notice = session.exec(select(PrivacyNotice)).one().id
    at = bulk.moment(session, clock.now().replace(tzinfo=None))
    born = [(id_, date(1950, 1, 1) + timedelta(days=id_ * 7919 % 18_250)) for id_ in ids]
    rows = [(id_, day, _lunar(id_, day), True) for id_, day in born]
    bulk.update_rows(session, "customers", ("id", "birthday", "birthday_lunar", "has_consent"), rows)
    said = [(id_, _status(id_), at) for id_ in ids]
    columns = ("customer_id", "purpose", "status", "notice_id", "channel", "evidence", "at")
    table = str(Consent.__tablename__)
    purpose = ConsentPurpose.CARE.value
    bulk.insert_rows(session, table, columns, [(id_, purpose, s, notice, "form", "表单", at) for id_, s, at in said])


def _lunar(id_: int, day: date) -> str:
    return almanac.lunar_of(day)[1].code if id_ % _LUNAR_EVERY == 0 else ""


def _status(id_: int) -> str:
    return ConsentStatus.WITHDRAWN.value if id_ % _DECLINES_EVERY == 0 else ConsentStatus.GIVEN.value
