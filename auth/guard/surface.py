"""Which addresses answer, to which methods, and who must have signed in."""

import re
from dataclasses import dataclass

STREAM = "/_stcore/stream"
READ = frozenset({"GET", "HEAD"})
WRITE = frozenset({"PUT", "DELETE"})


@dataclass(frozen=True)
class Rule:
    status: int = 0
    """Refuse with this; 0: answer."""
    needs_session: bool = False
    changes_something: bool = False
    """Only a page of ours may ask for it, and says so by its Origin."""
    takes_strangers: bool = False
    """The address is itself the secret: a page of somebody else is refused, but no Origin is none of somebody else."""


_NOT_THERE, _NOT_SO = Rule(404), Rule(405)
_OPEN = Rule()

# Of Streamlit's own addresses these answer and no other: not its metrics, not its remote control, not its sign-in.
_INTERNAL = "/_stcore/"
_INTERNAL_OPEN = ("health", "host-config", "bidi-components/")
_UPLOAD = "upload_file/"
_CLOSED = ("/auth/", "/oauth2callback", "/mcp", "/app/")
_PERSONAL = ("/media/",)
_OURS_TO_POST = ("/session/open", "/session/close")
FORMS = "/s/"
"""Forms for people without an account, each under an address of its own."""
CONTACT = "/contact"
"""The form for whoever wants to hear from us, which anybody may open."""
FEEDS = "/calendar/"
"""Calendars for programmes that sign nobody in, each under an address of its own."""
_FORM = re.compile(re.escape(FORMS) + r"[^/]+|" + re.escape(CONTACT))
_FEED = re.compile(re.escape(FEEDS) + r"[^/]+")


def is_form(path: str) -> bool:
    """Whether strangers get a page of ours there that is none of Streamlit's."""
    return path.startswith((FORMS, CONTACT + "/")) or path == CONTACT


def rule_for(method: str, path: str) -> Rule:
    if is_form(path):
        return _form(method, path)
    if path.startswith(FEEDS):
        return _feed(method, path)
    path = "/" + "/".join(filter(None, path.split("/")))
    if path.startswith(_INTERNAL) or f"{path}/" == _INTERNAL:
        return _internal(method, path.removeprefix(_INTERNAL))
    if f"{path}/".startswith(_CLOSED) or path in _CLOSED:
        return _NOT_THERE
    if path in _OURS_TO_POST:
        return Rule(changes_something=True) if method == "POST" else _NOT_SO
    if method not in READ:
        return _NOT_SO
    return Rule(needs_session=True) if path.startswith(_PERSONAL) else _OPEN


def _form(method: str, path: str) -> Rule:
    if not _FORM.fullmatch(path):
        return _NOT_THERE
    if method == "POST":
        return Rule(takes_strangers=True)
    return _OPEN if method in READ else _NOT_SO


def _feed(method: str, path: str) -> Rule:
    if not _FEED.fullmatch(path):
        return _NOT_THERE
    return _OPEN if method in READ else _NOT_SO


def _internal(method: str, rest: str) -> Rule:
    if rest.startswith(_UPLOAD):
        return Rule(needs_session=True, changes_something=True) if method in WRITE else _NOT_SO
    if not rest.startswith(_INTERNAL_OPEN):
        return _NOT_THERE
    return _OPEN if method in READ else _NOT_SO
