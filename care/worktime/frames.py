"""The open hours of one day, as people write them: 09:00-12:00 13:30-18:00."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from core.errors import Refusal
from core.i18n import _

MOST = 6
"""Frames in one day; more is a slip of the keyboard."""
_DAY = 24 * 60
_MOMENT = r"(\d{1,2})(?:[:：.](\d{2}))?"
_FRAME = re.compile(rf"{_MOMENT}(?:[-~–—－〜～至到]+){_MOMENT}")
_BETWEEN = re.compile(r"[\s,，、;；/]+")
_CLOSED = frozenset({"", "-", "—", "closed", "off", "休息", "不上班", "放假"})


class Frame(NamedTuple):
    """From the minute it opens to the minute it closes, counted from midnight; 1440 is the end of the day."""

    opens: int
    closes: int


Frames = tuple[Frame, ...]


class BadFrames(Refusal):
    """What was written is no list of open hours."""


def frames_of(written: str) -> Frames:
    """The frames in order, those that touch joined; BadFrames says what is wrong with what was written."""
    if written.strip().lower() in _CLOSED:
        return ()
    tight = re.sub(r"\s*([-~–—－〜～至到])\s*", r"\1", written.strip())
    frames = sorted(_frame(part) for part in _BETWEEN.split(tight) if part)
    for earlier, later in zip(frames, frames[1:], strict=False):
        if later.opens < earlier.closes:
            raise BadFrames(_("{a} and {b} overlap.").format(a=text_of((earlier,)), b=text_of((later,))))
    if len(frames) > MOST:
        raise BadFrames(_("At most {n} spans of hours a day.").format(n=MOST))
    return joined(frames)


def text_of(frames: Iterable[Frame]) -> str:
    """09:00-12:00 13:30-18:00; empty when closed."""
    return " ".join(f"{_clock(frame.opens)}-{_clock(frame.closes)}" for frame in frames)


def joined(frames: Iterable[Frame]) -> Frames:
    """In order, with those that touch or overlap made one."""
    found: list[Frame] = []
    for frame in sorted(frames):
        if found and frame.opens <= found[-1].closes:
            found[-1] = Frame(found[-1].opens, max(found[-1].closes, frame.closes))
        else:
            found.append(frame)
    return tuple(found)


def minutes_of(frames: Iterable[Frame]) -> int:
    return sum(frame.closes - frame.opens for frame in frames)


def _frame(part: str) -> Frame:
    match = _FRAME.fullmatch(part)
    if not match:
        raise BadFrames(_("“{text}” is no span of hours. Write it like 09:00-12:00 13:30-18:00.").format(text=part))
    hour, minute, last_hour, last_minute = (int(figure or 0) for figure in match.groups())
    frame = Frame(hour * 60 + minute, last_hour * 60 + last_minute)
    if max(minute, last_minute) > 59 or max(frame) > _DAY:
        raise BadFrames(_("“{text}” is no time of day: hours go from 00:00 to 24:00.").format(text=part))
    if frame.closes <= frame.opens:
        raise BadFrames(
            _("“{text}” ends before it starts. A night shift is split at 24:00 between the two days.").format(text=part)
        )
    return frame


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
