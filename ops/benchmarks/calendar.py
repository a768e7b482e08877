"""A calendar of a hundred thousand customers on plans: a month, the list, a feed; our own code and over websockets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count
from statistics import median

from auth.actor import Actor
from care import feeds, revisits
from care.revisits import Whose
from core import clock
from db import session as database
from ops.benchmarks import reruns, visit_book
from ops.benchmarks.figure import Figure, Limit, at_most, times
from ops.benchmarks.servers import APP, EMPTY_PAGE, running
from ops.benchmarks.stopwatch import bare, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_LIMIT = at_most(50)
# What a month cannot do without: how many visits stand on each of its days.
_COUNTED = """SELECT planned_on, COUNT(*) FROM revisits r WHERE r.state = 'open'{whose}
    AND planned_on BETWEEN '{first}' AND '{last}' GROUP BY planned_on"""
_FIRST = """SELECT r.id, c.name FROM revisits r JOIN customers c ON c.id = r.customer_id
    WHERE r.state = 'open'{whose} ORDER BY r.planned_on, r.customer_id LIMIT 12"""
_FEED = """SELECT r.*, c.name FROM revisits r JOIN customers c ON c.id = r.customer_id
    WHERE r.state = 'open' AND r.assignee_id = {id}"""


def measure(world: World) -> Iterator[Figure]:
    visit_book.fill(world)
    chief, sales = visit_book.manager(world), world.sales
    looks = {
        "the firm": (world.owner, Whose(), ""),
        "a team": (chief, Whose(team_id=chief.team_id), f" AND r.team_id = {chief.team_id}"),
        "one person": (sales, Whose(user_id=sales.id), f" AND r.assignee_id = {sales.id}"),
    }
    first, last = _month()
    for name, (actor, whose, clause) in looks.items():
        month = _COUNTED.format(whose=clause, first=first, last=last)
        yield _timed(f"calendar month of {name}", _Asked(actor, whose).month, [month])
        yield _timed(f"agenda of {name}", _Asked(actor, whose).agenda, [_FIRST.format(whose=clause)])
    yield from _feeds(sales)
    yield from _reruns(world)


class _Asked:
    """What one person looks at."""

    def __init__(self, actor: Actor, whose: Whose) -> None:
        self._actor, self._whose = actor, whose

    def month(self) -> None:
        first, last = _month()
        with database.reading() as session:
            revisits.calendar(session, self._actor, first=first, last=last, whose=self._whose)

    def agenda(self) -> None:
        with database.reading() as session:
            revisits.agenda(session, self._actor, whose=self._whose)


def _feeds(actor: Actor) -> Iterator[Figure]:
    with database.transaction() as session:
        name = feeds.path_of(feeds.make_feed(session, actor)).rpartition("/")[2]
    whole = [_FEED.format(id=actor.id)]
    with database.reading() as session:
        known = feeds.fetch(session, name, base="http://localhost").tag
    turns = count()  # under another address each time: what was written once is kept
    yield _timed("feed fetched", lambda: _fetch(name, base=f"http://{next(turns)}.localhost"), whole, at_most(1000))
    yield _timed("feed that the programme has already", lambda: _fetch(name, known), whole)


def _fetch(name: str, known: str = "", *, base: str = "http://localhost") -> None:
    with database.reading() as session:
        feeds.fetch(session, name, base=base, known=known)


def _timed(name: str, ours: Callable[[], None], floor: Iterable[str], limit: Limit = _LIMIT) -> Figure:
    taken, bare_time = side_by_side(ours, lambda: bare(floor), _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), limit)


def _month() -> tuple[date, date]:
    first = clock.today().replace(day=1)
    return first - timedelta(days=first.weekday()), first + timedelta(days=41 - first.weekday())


def _reruns(world: World) -> Iterator[Figure]:
    """Beside a page of ours that has nothing to show, and beside Streamlit's emptiest."""
    with ExitStack() as ending:
        ours_at, empty = (ending.enter_context(running(script, world.data)) for script in (APP, EMPTY_PAGE))
        token = world.sign_in()
        rounds = [
            (reruns.a_round(ours_at, token, "revisits"), reruns.a_round(ours_at, token, "tasks"), reruns.a_round(empty))
            for _ in range(_ROUNDS)
        ]
    ours, frame, floor = zip(*rounds[1:], strict=True)  # the first round warms up
    beside = "rerun of the calendar, beside a page of ours that has nothing to show"
    yield Figure(beside, reruns.wall(ours), "ms", reruns.wall(frame), times(1.5))
    yield Figure("rerun of the calendar, asked to answered", reruns.wall(ours), "ms", reruns.wall(floor))
    yield Figure("rerun of the calendar, processor time", reruns.cpu(ours), "ms", reruns.cpu(floor))
    yield Figure("rerun of the calendar, sent", reruns.size(ours), "kB", reruns.size(floor))
