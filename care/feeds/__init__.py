"""Calendar feeds: a person's visits and tasks under a secret address that Outlook, Apple and Google subscribe to."""

from care.feeds.commands import make_feed, revoke_feed
from care.feeds.fetching import Fetched, LinkUnknown, fetch, note_fetch
from care.feeds.links import path_of
from care.feeds.policy import FeedPolicy
from care.feeds.queries import FeedStanding, standing

__all__ = [
    "FeedPolicy",
    "FeedStanding",
    "Fetched",
    "LinkUnknown",
    "fetch",
    "make_feed",
    "note_fetch",
    "path_of",
    "revoke_feed",
    "standing",
]
