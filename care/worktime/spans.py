"""Spans of time in words."""

from core.i18n import _


def span(minutes: int) -> str:
    """Hours and minutes, since that is how promises are spoken of: 48 h, not 2 d."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{m} min").format(m=rest)
    return _("{h} h {m} min").format(h=hours, m=rest) if rest else _("{h} h").format(h=hours)
