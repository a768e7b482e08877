"""What was worked out for a screen is kept for a minute: for one person alone, in their language, until a deed."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from auth.actor import Actor
from core import clock, i18n
from ui.actions import Deed, ask

P = ParamSpec("P")
R = TypeVar("R")
KEPT: dict[str, Any] = {"ttl": 60, "max_entries": 500, "show_spinner": False}
Whose = tuple[object, ...]


def whose(actor: Actor, stamp: object) -> Whose:
    """What tells one answer from another: how far somebody's reach goes, the day, and what has happened by now."""
    return actor.id, actor.role.value, actor.team_id, i18n.language(), clock.today(), stamp


def ask_kept(
    actor: Actor,
    stamp: object,
    query: Deed[P, R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Like `ask`; asked anew when the stamp is another one."""
    found: R = _asked(f"{query.__module__}.{query.__name__}", whose(actor, stamp), query, *args, **kwargs)
    return found


@st.cache_data(**KEPT)  # type: ignore[untyped-decorator]
def _asked(name: str, of: Whose, _query: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    del name, of
    return ask(_query, *args, **kwargs)
