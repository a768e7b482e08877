"""What was worked out for a screen is kept for a minute: for one person alone, in their language, until a deed."""

from typing import Any

from auth.actor import Actor
from core import clock, i18n

KEPT: dict[str, Any] = {"ttl": 60, "max_entries": 300, "show_spinner": False}
Whose = tuple[object, ...]


def whose(actor: Actor, stamp: object) -> Whose:
    """What tells one answer from another: how far somebody's reach goes, the day, and what has happened by now."""
    return actor.id, actor.role.value, actor.team_id, i18n.language(), clock.today(), stamp
