"""Words, shapes and colours of visits."""

from datetime import date

from care.revisits import CalendarDate, Face
from care.worktime import NAMES
from core import clock
from core.i18n import N_, _
from db.models import MoveKind
from ui import formats, revisit_labels
from ui.safe import esc

FACES = {
    Face.PLANNED: N_("Planned"),
    Face.TODAY: N_("For today"),
    Face.OVERDUE: N_("Overdue"),
    Face.DONE: N_("Visited"),
    Face.SKIPPED: N_("Left out"),
}
_SHAPES = {
    Face.PLANNED: ":primary[○]",
    Face.TODAY: ":orange[●]",
    Face.OVERDUE: ":red[▲]",
    Face.DONE: ":green[✓]",
    Face.SKIPPED: "–",
}
MOVES = {
    MoveKind.RESCHEDULED: N_("Put on another day"),
    MoveKind.RETRIED: N_("Nobody answered"),
    MoveKind.REPLANNED: N_("Planned anew"),
}


def face(code: Face) -> str:
    return _(FACES[code])


def marked(code: Face, planned_on: date) -> str:
    """Shape and word, for markdown; of an overdue one, since how many days."""
    if code is not Face.OVERDUE:
        return f"{_SHAPES[code]} {face(code)}"
    return f":red[▲ {revisit_labels.due_words(planned_on)}]"


def move_kind(code: MoveKind) -> str:
    return _(MOVES[code])


def day_mark(date_: CalendarDate) -> str:
    """The holiday's name, with a word for a weekend day worked in exchange; in plain text."""
    name = _(date_.name) if date_.name in NAMES else date_.name
    if date_.is_made_up:
        return _("Working day")
    return name if date_.is_off else ""


def near_day(value: date) -> str:
    """Today, tomorrow or the day with its weekday; escaped."""
    ahead = (value - clock.today()).days
    if ahead in (0, 1):
        word = _("Today") if ahead == 0 else _("Tomorrow")
        return esc(f"{word} {formats.weekday(value)}")
    return esc(formats.weekday(value))
