"""The list of customers: every kind of search, filter, sort and page, beside reading its fifty rows by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlmodel import select

from auth.actor import Actor
from care import customers
from care.customers import DirectoryFilters, Sort
from db import session as database
from db.models import Channel, ChannelType, Customer, Lifecycle, Source, Tier
from ops.benchmarks.figure import Figure, at_most, percentile
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 7
_PER_PAGE = 50
_LIMIT = at_most(50)


@dataclass(frozen=True)
class Timing:
    question: str
    ours: list[float]
    floor: list[float]


def measure(world: World) -> Iterator[Figure]:
    questions = _questions(world)
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        timings = [_timed(actor, name, asked) for name, asked in questions.items()]
        yield from _summary(f"directory as {who}", timings)


def _summary(name: str, timings: list[Timing]) -> Iterator[Figure]:
    ours = [value for timing in timings for value in timing.ours]
    floor = [value for timing in timings for value in timing.floor]
    slowest = max(timings, key=lambda timing: median(timing.ours))
    yield Figure(f"{name}, median of {len(timings)} questions", median(ours), "ms", median(floor), _LIMIT)
    yield Figure(f"{name}, p95", percentile(ours, 95), "ms", percentile(floor, 95), _LIMIT)
    yield Figure(f"{name}, slowest: {slowest.question}", median(slowest.ours), "ms", median(slowest.floor), _LIMIT)


def _timed(actor: Actor, name: str, asked: dict[str, Any]) -> Timing:
    ids = ", ".join(str(line.id) for line in _ask(actor, asked).lines) or "0"
    rows = f"SELECT * FROM customers WHERE id IN ({ids})"
    ours, floor = side_by_side(lambda: _ask(actor, asked), lambda: bare([rows]), _ROUNDS)
    return Timing(name, ours, floor)


def _ask(actor: Actor, asked: dict[str, Any]) -> customers.Directory:
    with database.reading() as session:
        return customers.directory(session, actor, **asked)


def _questions(world: World) -> dict[str, dict[str, Any]]:
    person, company = _somebody(world, company=False), _somebody(world, company=True)
    last_page = world.customers // _PER_PAGE + 1
    searched = {
        "pinyin initials": customers.initials(person.name),
        "pinyin": customers.pinyin(person.name),
        "two characters of a name": person.name[-2:],
        "one common character": "王",
        "part of a company": company.name[2:6],
        "four digits of a phone": person.mobile[-4:],
        "a whole phone": person.mobile.removeprefix("+86"),
        "part of an e-mail": _mail_of(person).partition(".com")[0][-8:],
        "number": person.number,
        "two words": f"{company.name[:2]} {company.mobile[-4:]}",
        "what nobody has": "zzqqxx",
    }
    return {
        **{name: {"search": text} for name, text in searched.items()},
        "first page": {},
        "page 20": {"page": 20},
        "the furthest page": {"page": last_page},
        **{f"sorted by {sort}": {"sort": sort} for sort in Sort},
        **{name: {"filters": filters} for name, filters in _FILTERS.items()},
        "filters, search and sort": {"search": "王", "filters": _FILTERS["tier A"], "sort": Sort.REVENUE},
    }


_FILTERS = {
    "tier A": DirectoryFilters(tier=(Tier.A,)),
    "loyal": DirectoryFilters(lifecycle=(Lifecycle.LOYAL,)),
    "one region, one source": DirectoryFilters(region=("上海",), source=(Source.EXHIBITION,)),
    "file out of date": DirectoryFilters(stale=True),
    "lost, without consent": DirectoryFilters(lifecycle=(Lifecycle.LOST,), without_consent=True),
}


def _somebody(world: World, *, company: bool) -> Customer:
    """From the middle of the file; one of three is a company."""
    third = max(world.customers // 6, 1) * 3
    with database.reading() as session:
        found = session.get(Customer, third if company else third - 1)
        assert found is not None
        return found


def _mail_of(customer: Customer) -> str:
    wanted = select(Channel.value).where(Channel.customer_id == customer.id, Channel.type == ChannelType.EMAIL)
    with database.reading() as session:
        return session.exec(wanted).one()
