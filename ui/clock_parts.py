"""The clocks of a complaint in words: what was used, what is left, when it is due. Never by colour alone."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from care.complaints import ClockFace, Standing
from core.i18n import N_, _
from ui import complaint_labels as words
from ui import formats
from ui.lane_parts import Tone

_MARKS = {
    Standing.ON_TIME: ("green", ":material/check:"),
    Standing.AT_RISK: ("orange", "◔"),
    Standing.OVERDUE: ("red", "▲"),
    Standing.PAUSED: ("gray", "‖"),
    Standing.MET: ("gray", "✓"),
    Standing.MISSED: ("red", "▲"),
    Standing.EXCLUDED: ("gray", "—"),
}
_TONES = {
    Standing.AT_RISK: Tone.AT_RISK,
    Standing.OVERDUE: Tone.OVERDUE,
    Standing.MISSED: Tone.OVERDUE,
}
_SAID = {
    Standing.ON_TIME: N_("{span} left"),
    Standing.AT_RISK: N_("only {span} left"),
    Standing.OVERDUE: N_("overdue by {span}"),
    Standing.PAUSED: N_("paused, {span} left"),
    Standing.MET: N_("done in time"),
    Standing.MISSED: N_("done too late"),
    Standing.EXCLUDED: N_("not counted"),
}


def span(value: timedelta) -> str:
    """The two largest units: 2 d 3 h; 3 h 20 min; less than a minute is 0 min."""
    minutes = int(abs(value).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return _("{d} d {h} h").format(d=days, h=hours) if hours else _("{d} d").format(d=days)
    if hours:
        return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)
    return _("{m} min").format(m=minutes)


def standing(face: ClockFace) -> str:
    """▲ overdue by 2 h, in its colour."""
    tone, shape = _MARKS[face.standing]
    return f":{tone}[{shape} {_said(face)}]"


def told(face: ClockFace) -> tuple[str, Tone]:
    """The same for a line of a lane, which has the shapes."""
    return _said(face), _TONES.get(face.standing, Tone.CALM)


def _said(face: ClockFace) -> str:
    return _(_SAID[face.standing]).format(span=span(face.left or timedelta()))


def times(face: ClockFace) -> str:
    """Used, due, and the later due moment that was approved."""
    told = [_("{used} of {target} used").format(used=span(face.used), target=span(face.target))]
    if face.stopped_at is not None:
        told = [_("took {used} of {target}").format(used=span(face.used), target=span(face.target))]
        told.append(_("at {moment}").format(moment=formats.near(face.stopped_at)))
    elif face.due_at is not None:
        told.append(_("due {moment}").format(moment=formats.near(face.due_at)))
    if face.extended_due_at is not None:
        told.append(_("extended to {moment}").format(moment=formats.near(face.extended_due_at)))
    return " · ".join(told)


def clocks(faces: Sequence[ClockFace], *, key: str) -> None:
    """One small block a clock, side by side as far as there is room."""
    if not faces:
        return
    with st.container(key=key):
        for place, face in zip(st.columns(len(faces)), faces, strict=True):
            line = f":small[:gray[{words.word(face.kind)}]]  \n**{standing(face)}**  \n:small[:gray[{times(face)}]]"
            place.markdown(line)


def clock_lines(faces: Sequence[ClockFace]) -> None:
    """One line a clock, for a drawer."""
    if faces:
        st.markdown(
            "  \n".join(f"{words.word(face.kind)} **{standing(face)}** :small[:gray[{_until(face)}]]" for face in faces)
        )


def _until(face: ClockFace) -> str:
    due = face.extended_due_at or face.due_at
    if face.stopped_at is not None or due is None:
        return ""
    return _("due {moment}").format(moment=formats.near(due))
