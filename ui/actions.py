"""The only bridge from a screen to the business: `ask` a query, `perform` a command."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from core.errors import Conflict, Invalid, NotAllowed, Refusal
from db import session as database
from ui import current, shelf
from ui.safe import esc

P = ParamSpec("P")
R = TypeVar("R")
Deed = Callable[Concatenate[Session, Actor, P], R]
"""A query or a command."""


def ask(query: Deed[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer of `query` for whoever is signed in.

    A refusal is shown in place of what would have come next: dialogs and fragments run without the frame.
    """
    try:
        actor = current.actor()
        with database.reading() as session:
            return query(session, actor, *args, **kwargs)
    except Refusal as refusal:
        show_refusal(refusal)
        st.stop()


def perform(command: Deed[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
    """What `command` returns, done in one transaction; None when it was refused.

    A refusal is shown where the caller stands and nothing is written. Field problems and conflicts are
    kept for the form: see `problems()` and `conflict()`.
    """
    current.look_again()
    actor = current.actor()
    current.forget("problems", "conflict")
    try:
        done = database.attempt(lambda session: command(session, actor, *args, **kwargs))
        shelf.clear()
        return done if done is not None else True  # type: ignore[return-value]
    except Invalid as invalid:
        current.remember("problems", invalid.problems)
    except Conflict as conflict:
        current.remember("conflict", conflict)
    except Refusal as refusal:
        show_refusal(refusal)
    finally:
        current.look_again()
    return None


def show_refusal(refusal: Refusal) -> None:
    """The sentence where the reader stands; an attempt beyond the role is written down."""
    if isinstance(refusal, NotAllowed) and (actor := current.actor_or_none()):
        with database.transaction() as session:
            audit.record(session, actor, "permission.refused", detail={"address": current.address()})
    st.error(esc(refusal.sentence), icon=":material/block:")


def problems() -> dict[str, str]:
    """The field problems of the last `perform`, for the form to show each beside its field."""
    return current.remembered("problems", {})  # type: ignore[no-any-return]


def conflict() -> Conflict | None:
    """The last `perform` met somebody else's save."""
    return current.remembered("conflict")  # type: ignore[no-any-return]


def settle() -> None:
    """Forget field problems and conflicts: the form is closed or starts afresh."""
    current.forget("problems", "conflict")
