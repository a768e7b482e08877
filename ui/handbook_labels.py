"""Words and colours of the rulebook: states, verdicts, rates."""

from care.handbook import Rate
from care.kpis import TOO_FEW, Unit
from core.i18n import N_, _
from db.models import BreachState, ReviewVerdict, RuleState
from ui import formats, kpi_parts
from ui.table_parts import Cell, Mark

STATES = {
    RuleState.DRAFT: N_("Draft"),
    RuleState.IN_FORCE: N_("In force"),
    RuleState.RETIRED: N_("Retired"),
}
STATE_TONES = {RuleState.DRAFT: "orange", RuleState.IN_FORCE: "green", RuleState.RETIRED: "gray"}
VERDICTS = {
    ReviewVerdict.KEEP: N_("Keep"),
    ReviewVerdict.REVISE: N_("Revise"),
    ReviewVerdict.RETIRE: N_("Retire"),
}
BREACH_STATES = {
    BreachState.EXPLAINED: N_("explained"),
    BreachState.EXCUSED: N_("excused"),
    BreachState.REFUSED: N_("not excused"),
    BreachState.ACTED: N_("being put right"),
}
_BREACH_TONES = {
    BreachState.EXPLAINED: "orange",
    BreachState.EXCUSED: "grey",
    BreachState.REFUSED: "red",
    BreachState.ACTED: "blue",
}
_GOOD, _FAIR = 0.95, 0.8


def state(code: RuleState) -> str:
    return _(STATES[code])


def verdict(code: ReviewVerdict) -> str:
    return _(VERDICTS[code])


def breach_mark(code: BreachState | None) -> tuple[Mark, ...]:
    return (Mark(_(BREACH_STATES[code]), _BREACH_TONES[code]),) if code else ()


def shown(rate: Rate) -> str:
    """97.5%, or 3/4 of a few, or “—”."""
    return kpi_parts.shown(rate.value, Unit.SHARE)


def counted(rate: Rate) -> str:
    """n, and a word of caution where it is small."""
    words = [f"n = {formats.number(rate.n)}"]
    if rate.is_small and rate.n >= TOO_FEW:
        words.append(_("small sample"))
    return " · ".join(words)


def tone(rate: Rate) -> str:
    """Grey where too little is known for a colour."""
    share = rate.value.value
    if share is None or rate.is_small:
        return "grey"
    return "green" if share >= _GOOD else "orange" if share >= _FAIR else "red"


def rate_cell(rate: Rate | None) -> Cell:
    if rate is None or not rate.n:
        return Cell(formats.NOTHING)
    return Cell(shown(rate), quiet=f"n = {formats.number(rate.n)}", share=rate.value.value, tone=tone(rate))
