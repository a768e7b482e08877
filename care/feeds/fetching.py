"""What a calendar programme gets that asks with a secret: who it speaks for is read afresh each time."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from auth.actor import Actor, actor_of
from auth.permissions import Permission
from care import rulebook
from care.feeds import entry_queries, links, writing
from care.feeds.policy import FeedPolicy
from core import clock, i18n
from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db.models import CalendarFeed, User, UserStatus

NOTED_EVERY = timedelta(minutes=15)
_KEPT = 50
_written: dict[str, bytes] = {}
_FORM = "1"
"""Another number makes every programme fetch anew: what is written has changed its form."""


class LinkUnknown(Refusal):
    """Never made, renewed, revoked, or of somebody who has left: all look alike."""

    def __init__(self) -> None:
        super().__init__(_("This calendar does not exist, or its address is no longer in use."))


@dataclass(frozen=True)
class Fetched:
    tag: str
    """The same as long as the content is."""
    content: bytes | None
    """None: the programme has it already."""
    feed_id: int
    is_to_be_noted: bool
    """It was not fetched for a while: `note_fetch` says so."""


def fetch(session: Session, name: str, *, base: str, known: str = "") -> Fetched:
    """The calendar behind the last part of an address; `known` are the tags the programme says it has."""
    feed, actor = _holder(session, name)
    i18n.use(actor.language or i18n.DEFAULT_LANGUAGE)
    policy = rulebook.in_force(session, FeedPolicy)
    tag = _tag(session, actor, feed, policy, base)
    stale = feed.fetched_at is None or clock.now() - feed.fetched_at >= NOTED_EVERY
    if tag in known:
        return Fetched(tag, None, feed.id, stale)
    content = _written.get(tag)
    if content is None:
        entries = entry_queries.entries(session, actor, shows_names=policy.shows_names)
        name_shown = _("Guanjia: {name}").format(name=actor.name)
        content = writing.written(entries, name=name_shown, zone=settings().time_zone.key, base=base)
        _keep(tag, content)
    return Fetched(tag, content, feed.id, stale)


def _keep(tag: str, content: bytes) -> None:
    """For the person's other programmes, which ask for the same within the hour."""
    _written[tag] = content
    for oldest in list(_written)[:-_KEPT]:
        _written.pop(oldest, None)


def note_fetch(session: Session, feed_id: int, *, agent: str) -> None:
    """Past the model: being fetched is no change."""
    noted = update(CalendarFeed).where(col(CalendarFeed.id) == feed_id)
    session.connection().execute(noted.values(fetched_at=clock.now(), fetched_by=agent[:200]))


def _holder(session: Session, name: str) -> tuple[CalendarFeed, Actor]:
    digest = links.digest_of(name)
    found = None
    if digest:
        query = select(CalendarFeed, User).join(User, col(User.id) == col(CalendarFeed.user_id))
        found = session.exec(query.where(col(CalendarFeed.token_hash) == digest)).first()
    if found is None or found[1].status is not UserStatus.ACTIVE:
        raise LinkUnknown
    actor = actor_of(found[1])
    if not actor.may(Permission.TASK_WORK):
        raise LinkUnknown
    return found[0], actor


def _tag(session: Session, actor: Actor, feed: CalendarFeed, policy: FeedPolicy, base: str) -> str:
    """From a few counts: most programmes ask hourly for what has not changed since."""
    parts = [_FORM, feed.token_hash, actor, policy, base, clock.today(), *entry_queries.stamp(session, actor)]
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'
