"""Notices: what people are told, once each, and have read."""

from care.notices.audience import who_may
from care.notices.commands import Telling, mark_all_read, mark_read, settle, sweep, tell, tell_many
from care.notices.kinds import NoticeKind
from care.notices.queries import COUNTED, PAGE, Inbox, NoticeRow, inbox, newest, unread
from care.notices.wordings import Tone, Wording, wording

__all__ = [
    "COUNTED",
    "PAGE",
    "Inbox",
    "NoticeKind",
    "NoticeRow",
    "Telling",
    "Tone",
    "Wording",
    "inbox",
    "mark_all_read",
    "mark_read",
    "newest",
    "settle",
    "sweep",
    "tell",
    "tell_many",
    "unread",
    "who_may",
    "wording",
]
