"""The words for the segments of RFM: their names, and what to do with each."""

from care.kpis import Segment
from core.i18n import N_, _

NAMES = {
    Segment.KEY_VALUE: N_("Key value"),
    Segment.KEY_GROWTH: N_("Key growth"),
    Segment.KEY_KEEP: N_("Key to keep"),
    Segment.KEY_WIN_BACK: N_("Key to win back"),
    Segment.VALUE: N_("General value"),
    Segment.GROWTH: N_("General growth"),
    Segment.KEEP: N_("General to keep"),
    Segment.WIN_BACK: N_("General to win back"),
}
_ADVICE = {
    Segment.KEY_VALUE: N_("Look after in person, say thanks"),
    Segment.KEY_GROWTH: N_("Give a reason for the next order"),
    Segment.KEY_KEEP: N_("Call this week: why so quiet?"),
    Segment.KEY_WIN_BACK: N_("Manager calls, asks what is missing"),
    Segment.VALUE: N_("Offer what goes with what they buy"),
    Segment.GROWTH: N_("Win the next order soon"),
    Segment.KEEP: N_("Remind them with a simple offer"),
    Segment.WIN_BACK: N_("A seasonal greeting is enough"),
}

_SIGNS = {True: "↑", False: "↓"}


def name(segment: Segment) -> str:
    return _(NAMES[segment])


def advice(segment: Segment) -> str:
    return _(_ADVICE[segment])


def rule(segment: Segment) -> str:
    """R↑ F↓ M↑: which scores are high."""
    return " ".join(
        f"{measure}{'↑' if is_high else '↓'}" for measure, is_high in zip("RFM", segment.highs, strict=True)
    )
