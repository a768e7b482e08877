"""Surveys at work: what a campaign's results, its audience and its launch take; our own code beside the bare driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from sqlmodel import col, select

from auth.actor import Actor
from care import surveys
from care.surveys import Audience, NewCampaign, Slice
from core import clock
from db import session as database
from db.models import InvitationMode, Lifecycle, Questionnaire
from ops.benchmarks import opinions
from ops.benchmarks.figure import Figure, Limit, at_most
from ops.benchmarks.stopwatch import bare, milliseconds, side_by_side
from ops.benchmarks.world import World

_ROUNDS = 9
_ASKED = (
    "SELECT owner_id, team_id, tier, COUNT(*) FROM invitations WHERE campaign_id = 8 GROUP BY owner_id, team_id, tier",
    'SELECT i.owner_id, i.team_id, i.tier, a.score, a.nps, a."values" FROM answers a'
    " JOIN invitations i ON i.id = a.invitation_id WHERE a.campaign_id = 8",
)
_COUNTED = ("SELECT campaign_id, COUNT(*), COUNT(asked_at) FROM invitations GROUP BY campaign_id",)
_CUSTOMERS = ("SELECT COUNT(*) FROM customers WHERE deleted_at IS NULL AND owner_id IS NOT NULL",)
_ACTIVE = Audience(lifecycle=(Lifecycle.NEW, Lifecycle.ACTIVE, Lifecycle.LOYAL))


def measure(world: World) -> Iterator[Figure]:
    opinions.fill()
    for who, actor in {"owner": world.owner, "sales": world.sales}.items():
        yield _timed(f"results of a campaign as {who}", lambda: _results(actor), _ASKED, at_most(50))  # noqa: B023
    yield _timed("list of campaigns", lambda: _ask(surveys.campaigns, world.owner), _COUNTED, at_most(50))
    yield _timed("answers of a campaign", lambda: _lines(world.owner), _ASKED, at_most(50))
    for mode in InvitationMode:
        for name, audience in (("all", Audience()), ("active", _ACTIVE)):
            yield _timed(
                f"audience of {name} customers, {mode}",
                lambda: _preview(world.owner, audience, mode),  # noqa: B023
                _CUSTOMERS,
                at_most(100),
            )
    yield _timed("what is due to a seller", lambda: _ask(surveys.due_lines, world.sales), _CUSTOMERS, at_most(50))
    yield _launch(world.owner)


def _timed(name: str, ours: Callable[[], object], floor: tuple[str, ...], limit: Limit) -> Figure:
    taken, bare_time = side_by_side(ours, lambda: bare(floor), _ROUNDS)
    return Figure(name, median(taken), "ms", median(bare_time), limit)


def _ask(query: Callable[..., object], actor: Actor) -> None:
    with database.reading() as session:
        query(session, actor)


def _results(actor: Actor) -> None:
    with database.reading() as session:
        surveys.results(session, actor, of=Slice(campaign_id=opinions.CAMPAIGNS))


def _lines(actor: Actor) -> None:
    with database.reading() as session:
        surveys.answer_lines(session, actor, of=Slice(campaign_id=opinions.CAMPAIGNS))


def _preview(actor: Actor, audience: Audience, mode: InvitationMode) -> None:
    with database.reading() as session:
        surveys.preview(session, actor, audience=audience, mode=mode)


def _launch(actor: Actor) -> Figure:
    """To ten thousand at once, of whom each owner gets a list."""
    with database.transaction() as session:
        sheet = session.exec(select(Questionnaire).where(col(Questionnaire.key) == "relationship")).one()
        today = clock.today()
        audience = Audience(owner_id=(2, 3))
        new = NewCampaign("发出", sheet.id, InvitationMode.LINK, today, today + timedelta(days=20), audience)
        row = surveys.create_campaign(session, actor, campaign=new)
    asked: list[int] = []

    def launch() -> None:
        done = database.attempt(lambda session: surveys.launch(session, actor, row.id))
        asked.append(done.asked)

    taken = milliseconds(launch)
    floor = milliseconds(lambda: bare(_CUSTOMERS))
    name = f"launching to {asked[0]:,} customers"
    return Figure(name, taken / 1000, "s", floor / 1000, at_most(5))
