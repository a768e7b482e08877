"""Leads at work: the board, the lists, the red list, registering, the scan for escalation, the numbers of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from statistics import median

from sqlmodel import Session

from auth.actor import Actor
from care import leads
from care.leads import LeadFilters, NewLead, Order, Span
from core import clock
from db import session as database
from ops.benchmarks import leadbook, reruns
from ops.benchmarks.figure import Figure, Limit, at_most, times
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_LIMIT = at_most(50)
_OPEN = """SELECT l.id, l.number, l.stage, l.name, l.company, l.need, l.due_at, u.name FROM leads l
    LEFT JOIN users u ON u.id = l.owner_id WHERE l.ended_at IS NULL"""
_PAGE = "SELECT * FROM leads WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 50"
_RED = "SELECT * FROM leads WHERE ended_at IS NULL AND first_contact_at IS NULL AND due_at < '2000-01-01' LIMIT 50"
_DUE = "SELECT id FROM leads WHERE alarm_at IS NOT NULL AND alarm_at <= '2000-01-01'"
_YEAR = "SELECT stage, verdict, COUNT(*) FROM leads GROUP BY stage, verdict"
_TOUCH = "UPDATE leads SET row_version = row_version + 1 WHERE id = 1"
_serial = count(10_000_000)


def measure(world: World) -> Iterator[Figure]:
    leadbook.fill(world)
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        yield _timed(f"board of leads as {who}", _asking(leads.board, actor), [_OPEN])
        yield _timed(f"red list as {who}", _asking(_red, actor), [_RED])
        yield _timed(f"what presses today, {who}", _asking(leads.pressing, actor), [_OPEN])
    yield _timed("list of ended leads", _asking(_ended, world.owner), [_PAGE])
    yield _timed("search in all leads", _asking(_searched, world.owner), [_PAGE])
    yield _timed("has the board changed?", _asking(leads.board_stamp, world.owner), [_DUE], at_most(5))
    yield _timed("scan for escalation of leads", _scan, [_DUE])
    taken, floor = side_by_side(lambda: _register(world.owner), _touch, _ROUNDS)
    yield Figure("registering a lead", median(taken), "ms", median(floor), _LIMIT)
    yield _timed("numbers of leads, a year", _asking(_numbers, world.owner), [_YEAR], at_most(500))
    yield from _reruns(world)


def _asking(question: Callable[..., object], actor: Actor) -> Callable[[], None]:
    def ask() -> None:
        with database.reading() as session:
            question(session, actor)

    return ask


def _timed(name: str, ours: Callable[[], None], floor: list[str], limit: Limit = _LIMIT) -> Figure:
    taken, bare_time = side_by_side(ours, lambda: bare(floor), _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), limit)


def _red(session: Session, actor: Actor) -> object:
    return leads.listing(session, actor, filters=LeadFilters(overdue=True))


def _ended(session: Session, actor: Actor) -> object:
    return leads.listing(session, actor, span=Span.ENDED, order=Order.ENDED)


def _searched(session: Session, actor: Actor) -> object:
    return leads.listing(session, actor, filters=LeadFilters(search="wangfang 0004"), span=Span.ALL)


def _numbers(session: Session, actor: Actor) -> object:
    today = clock.today()
    return leads.figures(session, actor, start=today - timedelta(days=364), end=today + timedelta(days=1))


def _scan() -> None:
    with database.transaction() as session:
        leads.escalate_due(session)


def _register(actor: Actor) -> None:
    """With the check for twins among all leads and all customers."""
    with database.transaction() as session:
        leads.register(session, actor, lead=NewLead(f"新人{next(_serial)}", phone=f"1371{next(_serial) % 10**7:07d}"))


def _touch() -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql(_TOUCH)


def _reruns(world: World) -> Iterator[Figure]:
    with ExitStack() as ending:
        board, empty = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        pairs = [(reruns.a_round(board, token, "leads"), reruns.a_round(empty)) for _ in range(_ROUNDS)]
    ours, floor = zip(*pairs[1:], strict=True)  # the first round warms up
    yield Figure("rerun of the leads' board", reruns.wall(ours), "ms", reruns.wall(floor), times(1.5))
