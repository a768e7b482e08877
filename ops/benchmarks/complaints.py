"""Complaints at work: the board, a move, the scan for escalation; our own code and over real websockets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from sqlmodel import col, select

from auth.actor import Actor
from care import complaints, kpis
from care.complaints import Move, Order, Span
from care.kpis import Period
from core import clock
from db import session as database
from db.models import Complaint, ComplaintState
from ops.benchmarks import casebook, reruns
from ops.benchmarks.figure import Figure, Limit, at_most, times
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_LIMIT = at_most(50)
# What a board cannot do without: the open rows, who they are about, their clocks.
_OPEN = """SELECT c.id, c.number, c.state, c.category, c.description, c.severity, k.name, u.name FROM complaints c
    LEFT JOIN customers k ON k.id = c.customer_id LEFT JOIN users u ON u.id = c.handler_id WHERE c.closed_at IS NULL"""
_CLOCKS = """SELECT k.complaint_id, k.kind, k.due_at FROM complaint_clocks k
    JOIN complaints c ON c.id = k.complaint_id WHERE c.closed_at IS NULL"""
_DUE = "SELECT id FROM complaint_clocks WHERE stopped_at IS NULL AND alarm_at IS NOT NULL AND alarm_at <= '2000-01-01'"
_TOUCH = "UPDATE complaints SET row_version = row_version + 1 WHERE id = {id}"


def measure(world: World) -> Iterator[Figure]:
    casebook.fill(world)
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        yield _timed(f"board as {who}", lambda: _board(actor), lambda: bare([_OPEN, _CLOCKS]))  # noqa: B023
    yield _timed("list of ended complaints", lambda: _ended(world.owner), lambda: bare([_PAGE]))
    yield _timed("scan for escalation", _scan, lambda: bare([_DUE]))
    yield from _numbers(world)
    yield _moves(world)
    yield from _reruns(world)


_PAGE = "SELECT * FROM complaints WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 50"


# What a month's numbers cannot do without: who complained, and which promises of a year were kept.
_COUNTED = (
    "SELECT COUNT(*), COUNT(DISTINCT customer_id) FROM complaints WHERE kind = 'complaint'",
    "SELECT kind, verdict, COUNT(*) FROM complaint_clocks WHERE stopped_at IS NOT NULL GROUP BY kind, verdict",
)


def _numbers(world: World) -> Iterator[Figure]:
    """Beside those of customers, as their page asks for them."""
    today = clock.today()
    for period, most in ((kpis.month_of(today), 100), (kpis.year_of(today), 500)):
        for who, actor in {"owner": world.owner, "sales": world.sales}.items():
            yield _timed(
                f"numbers about complaints, {period.kind}, {who}",
                lambda: _counted(actor, period),  # noqa: B023
                lambda: bare(_COUNTED),
                at_most(most),
            )


def _counted(actor: Actor, period: Period) -> None:
    with database.reading() as session:
        kpis.complaint_figures(session, actor, period=period)


def _timed(name: str, ours: object, floor: object, limit: Limit = _LIMIT) -> Figure:
    assert callable(ours)
    assert callable(floor)
    taken, bare_time = side_by_side(ours, floor, _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), limit)


def _board(actor: Actor) -> None:
    with database.reading() as session:
        complaints.board(session, actor)


def _ended(actor: Actor) -> None:
    with database.reading() as session:
        complaints.listing(session, actor, span=Span.ENDED, order=Order.CLOSED)


def _scan() -> None:
    with database.transaction() as session:
        complaints.escalate_due(session)


def _moves(world: World) -> Figure:
    """Each round moves another complaint: nothing is as it was."""
    with database.reading() as session:
        waiting = select(col(Complaint.id)).where(col(Complaint.state) == ComplaintState.ACCEPTED)
        ids = iter(session.exec(waiting.limit(_ROUNDS * 2)).all())
    return _timed("a move", lambda: _move(world.owner, next(ids)), lambda: _touch(1))


def _move(actor: Actor, complaint_id: int) -> None:
    answers = {"medium": "phone", "summary": "已致电了解情况。"}
    with database.transaction() as session:
        complaints.move(session, actor, complaint_id, move=Move.INVESTIGATE, answers=answers, seen=1)


def _touch(complaint_id: int) -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql(_TOUCH.format(id=complaint_id))


def _reruns(world: World) -> Iterator[Figure]:
    with ExitStack() as ending:
        board, empty = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        pairs = [(reruns.a_round(board, token, "complaints"), reruns.a_round(empty)) for _ in range(_ROUNDS)]
    ours, floor = zip(*pairs[1:], strict=True)  # the first round warms up
    yield Figure("rerun of the board, asked to answered", reruns.wall(ours), "ms", reruns.wall(floor), times(1.5))
    yield Figure("rerun of the board, processor time", reruns.cpu(ours), "ms", reruns.cpu(floor))
    yield Figure("rerun of the board, sent", reruns.size(ours), "kB", reruns.size(floor))
