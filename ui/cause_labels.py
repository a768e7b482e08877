"""Causes, escapes, actions and improvements as the words that people read, each state with a shape and a tone."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from care.causes import CAUSES, ActionMove, Cut, ParetoBar
from core.i18n import N_, _
from db.models import ActionState, CauseCategory, ComplaintCategory, EscapeCause, ImprovementState
from ui import complaint_labels
from ui.table_parts import Mark

ESCAPES = {
    EscapeCause.NOT_CHECKED: N_("Not checked"),
    EscapeCause.NO_STANDARD: N_("No standard"),
    EscapeCause.STANDARD_IGNORED: N_("Standard not followed"),
    EscapeCause.NOT_DETECTABLE: N_("Could not be detected"),
}
ACTION_STATES = {
    ActionState.PLANNED: ("○", N_("To be started"), "grey"),
    ActionState.DOING: ("◔", N_("Under way"), "blue"),
    ActionState.TO_VERIFY: ("◇", N_("To verify"), "orange"),
    ActionState.EFFECTIVE: ("✓", N_("Effective"), "green"),
    ActionState.INEFFECTIVE: ("✕", N_("Not effective"), "red"),
}
IMPROVEMENT_STATES = {
    ImprovementState.PROPOSED: N_("To be decided"),
    ImprovementState.ACCEPTED: N_("Taken up"),
    ImprovementState.DISMISSED: N_("Put aside"),
    ImprovementState.DOING: N_("Being carried out"),
    ImprovementState.DONE: N_("Carried out"),
    ImprovementState.MEASURED: N_("Effect counted"),
}
CUTS = {
    Cut.CAUSE: N_("Root cause"),
    Cut.ESCAPE: N_("Escape cause"),
    Cut.CATEGORY: N_("Complaint type"),
    Cut.PRODUCT: N_("Product"),
    Cut.TEAM: N_("Team"),
}
MOVES = {
    ActionMove.START: (N_("Start"), ":material/play_arrow:"),
    ActionMove.REPORT: (N_("Report it done"), ":material/task_alt:"),
    ActionMove.CONFIRM: (N_("Effective"), ":material/verified:"),
    ActionMove.REFUTE: (N_("Not effective"), ":material/thumb_down:"),
    ActionMove.OVERTURN: (N_("Take it up again"), ":material/restart_alt:"),
}


def cause(code: CauseCategory) -> str:
    return _(CAUSES[code])


def escape(code: EscapeCause) -> str:
    return _(ESCAPES[code])


def cut(code: Cut) -> str:
    return _(CUTS[code])


def state_word(code: ActionState) -> str:
    shape, word, _tone = ACTION_STATES[code]
    return f"{shape} {_(word)}"


def state_mark(code: ActionState) -> Mark:
    return Mark(state_word(code), ACTION_STATES[code][2])


def bar(by: Cut, one: ParetoBar) -> str:
    """A code in words; a product or a team as it is called."""
    return one.name or key(by, one.key)


def key(by: Cut, code: str) -> str:
    """A code of this cut in words, whatever an address says; a product as it was written."""
    words: dict[Cut, tuple[type[StrEnum], Callable[[Any], str]]] = {
        Cut.CAUSE: (CauseCategory, cause),
        Cut.ESCAPE: (EscapeCause, escape),
        Cut.CATEGORY: (ComplaintCategory, complaint_labels.word),
    }
    if by not in words:
        return code
    codes, word = words[by]
    return word(codes(code)) if code in list(codes) else code
