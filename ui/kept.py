"""What was worked out for a screen is kept for a minute: for one person alone, in their language, until a deed."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from auth.actor import Actor
from core import clock, i18n
from ui import shelf
from ui.actions import Deed, ask

P = ParamSpec("P")
R = TypeVar("R")


def keep(actor: Actor, stamp: object, work: Callable[[], R], *of: object) -> R:
    """What `work` answers about `of`; worked out anew when the stamp is another one. Nobody may change it.

    One answer is told from another by how far somebody's reach goes, the day, and what has happened by now.
    """
    whose = actor.id, actor.role.value, actor.team_id, i18n.language(), clock.today(), stamp
    return shelf.keep((whose, of), work)


def ask_kept(
    actor: Actor,
    stamp: object,
    query: Deed[P, R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Like `ask`; asked anew when the stamp is another one."""
    return keep(actor, stamp, lambda: ask(query, *args, **kwargs), query, args, tuple(kwargs.items()))
