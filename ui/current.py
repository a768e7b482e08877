"""Who sits before the screen; the only user of Streamlit's session state."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from auth import cookie, sessions
from auth.actor import Actor
from auth.permissions import Permission
from core import i18n
from core.errors import NotAllowed
from db import session as database

_known: ContextVar[dict[str, Actor | None] | None] = ContextVar("known", default=None)


class SignedOut(Exception):
    """Nobody is signed in, or the session has ended meanwhile."""


def actor() -> Actor:
    """The person signed in, read afresh: a change of role or a lock-out bites at this very click."""
    found = actor_or_none()
    if found is None:
        raise SignedOut
    return found


def actor_or_none() -> Actor | None:
    found = token()
    if not found:
        return None
    known = _known.get()
    if known is None:
        return _speaks_for(found)
    if found not in known:
        known[found] = _speaks_for(found)
    return known[found]


@contextmanager
def one_look() -> Iterator[None]:
    """What one click brings about asks many questions, and looks once who asks them; a deed looks again."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def look_again() -> None:
    """A deed is only for who may do it now, and may change who may do what."""
    if known := _known.get():
        known.clear()


def _speaks_for(found: str) -> Actor | None:
    with database.reading() as session:
        return sessions.actor_for(session, found)


def had_session() -> bool:
    """The browser still brings the cookie of a session that is over."""
    return bool(token())


def ip_address() -> str:
    """Where the browser is, as the guard found it."""
    return _text(st.context.headers.get("x-guanjia-peer")) or ""


def signed_in(permission: Permission | None = None) -> Actor:
    """The first line of every page: somebody is signed in and may open it."""
    found = actor()
    if permission is not None and not found.may(permission):
        raise NotAllowed
    return found


def language() -> str | None:
    """The signed-in user's choice, else what the browser asks for."""
    return st.session_state.get("language") or i18n.nearest(_text(getattr(st.context, "locale", None)))


def address() -> str:
    """The path of the page that is open, without what is open on it."""
    return urlsplit(_text(st.context.url) or "").path


def speak(choice: str) -> None:
    st.session_state["language"] = choice
    i18n.use(None)  # the rest of this run is said in it already


def flash(sentence: str) -> None:
    """Show one sentence after the coming rerun."""
    st.session_state["flash"] = sentence


def show_flash() -> None:
    if sentence := st.session_state.pop("flash", ""):
        st.toast(sentence, icon=":material/check:")


def remember(key: str, value: Any) -> None:
    """Keep something for this tab only: what a screen needs between two runs and no fact."""
    st.session_state[key] = value


def remembered(key: str, default: Any = None) -> Any:
    return st.session_state.get(key, default)


def forget(*keys: str) -> None:
    for key in keys:
        st.session_state.pop(key, None)


def token() -> str | None:
    """The session's secret. The cookie's; a test, which has no cookie, puts it into the session state."""
    return st.session_state.get("token") or _text(st.context.cookies.get(cookie.name()))


def _text(value: object) -> str | None:
    # AppTest hands out mocks where a browser hands out text.
    return value if isinstance(value, str) and value else None
