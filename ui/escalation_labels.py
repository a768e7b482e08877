"""Who higher up was told of a complaint, and why, in words."""

from care.complaints import CLOCK_OF, REASONS, Cause, Level
from core.i18n import N_, _
from ui import complaint_labels as words
from ui.safe import esc

LEVELS = {
    Level.HANDLER: N_("Handler reminded"),
    Level.MANAGER: N_("Raised to the manager"),
    Level.DEPARTMENT: N_("Raised to the department head"),
    Level.OWNER: N_("Raised to the owner"),
}


def level_word(level: int) -> str:
    return _(LEVELS[Level(level)]) if level in set(Level) else str(level)


def plain(level: int, cause: str) -> str:
    """Raised to the manager: it was not accepted in time."""
    return _("{field}: {value}").format(field=level_word(level), value=_why(level, cause))


def raised(level: int, cause: str) -> str:
    """The same, escaped."""
    return esc(plain(level, cause))


def marked(level: int, cause: str) -> str:
    """The same with its shape, in its colour: a reminder comes before anything is late."""
    tone, shape = ("orange", "◔") if level == Level.HANDLER else ("red", "▲")
    return f":{tone}[{shape} {raised(level, cause)}]"


def _why(level: int, code: str) -> str:
    if code not in set(Cause):
        return code
    cause = Cause(code)
    if cause in CLOCK_OF and (level == Level.HANDLER or cause not in REASONS):
        return _("{clock} is due soon").format(clock=words.word(CLOCK_OF[cause]))
    return _(REASONS[cause])
