"""Thirteen months of complaints at the demo firm, and its leads, replayed in the order in which they happened."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, count
from random import Random

from sqlmodel import Session, col, select

from care import causes
from care.demo import scenes
from care.demo.cast import CAST, WARES
from care.demo.gatherings import replay_events
from care.demo.kindness import replay_greetings
from care.demo.moves import move_some_visits
from care.demo.office import Office, office_of
from care.demo.opinions import opinions
from care.demo.prospects import replay_leads
from care.demo.stories import Story, Teller
from care.demo.talks import replay_talks
from care.demo.visits import replay_visits
from core import clock
from db import bulk
from db.models import ComplaintKind, Customer, User

_EVERY = 5
"""One complaint, inquiry, suggestion or praise for so many customers."""
_DAYS = 395
_LATELY = timedelta(days=2)
_UNREAD = timedelta(days=1)
"""What people were told before is read."""
_RECENT = 14
"""So many came within the last days, so that the board has something on it."""


def replay_complaints(session: Session, *, seed: int, customers: int) -> int:
    """How many there were; none where one of the cast is missing, whose names somebody else bears."""
    names = {colleague.username for colleague in CAST}
    if names - set(session.exec(select(User.username)).all()):
        return 0
    chance, now = Random(seed), clock.now()  # noqa: S311
    office = office_of(session, chance)
    replay_talks(session, office_of(session, Random(seed)), seed=seed)  # noqa: S311
    who = session.exec(
        select(Customer).where(col(Customer.order_count) > 0).order_by(col(Customer.number)).limit(customers)
    ).all()
    moments = sorted(_moments(chance, now, customers // _EVERY)) if who else []
    stories = (_story(session, office, chance, chance.choice(who), moment) for moment in moments)
    asked = opinions(session, office, Random(seed + 1)) if who else iter(())  # noqa: S311
    _play(office, chain(asked, stories), now)
    bulk.learn_sizes(session)
    replay_leads(session, office_of(session, Random(seed)), seed=seed, customers=customers)  # noqa: S311
    replay_greetings(session, office_of(session, Random(seed)), seed=seed)  # noqa: S311
    replay_events(session, office_of(session, Random(seed)), seed=seed)  # noqa: S311
    replay_visits(session, office, seed=seed)
    move_some_visits(session, office, seed=seed)
    causes.propose_improvements(session)
    causes.check_effects(session)
    return len(moments)


def _moments(chance: Random, now: datetime, number: int) -> Iterator[datetime]:
    recent = min(_RECENT, number)
    for _complaint in range(number - recent):
        yield now - timedelta(days=_DAYS * chance.random() ** 1.2)
    for _complaint in range(recent):
        yield now - _LATELY * chance.random()


def _story(session: Session, office: Office, chance: Random, customer: Customer, moment: datetime) -> Story:
    ware = chance.choice(WARES)
    teller = Teller(session, office, Random(chance.random()), customer, office.awake_from(moment), ware.item)  # noqa: S311
    kind = chance.random()
    if kind < 0.68:
        scene = chance.choices(scenes.SCENES, [one.share for one in scenes.SCENES])[0]
        return teller.complaint(scene)
    if kind < 0.9:
        return teller.inquiry(ComplaintKind.INQUIRY, *chance.choice(scenes.QUESTIONS))
    if kind < 0.96:
        return teller.inquiry(ComplaintKind.SUGGESTION, *chance.choice(scenes.SUGGESTIONS))
    return teller.inquiry(ComplaintKind.PRAISE, *chance.choice(scenes.PRAISES))


def _play(office: Office, stories: Iterator[Story], now: datetime) -> None:
    """One step after another, whoever's story it belongs to; the clock stands at each while it is taken."""
    order = count()
    waiting = [(next(story), next(order), story) for story in stories]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= now:
        moment, _order, story = heapq.heappop(waiting)
        if moment > now - _UNREAD and not office.has_read:
            office.read_everything()
        with clock.replay(moment):
            office.tick()
            then = next(story, None)
        if then is not None:
            heapq.heappush(waiting, (then, next(order), story))
    office.tick()
