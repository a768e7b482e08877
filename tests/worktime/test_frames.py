"""Open hours as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.worktime import BadFrames, frames_of, minutes_of, text_of
from core import i18n


@pytest.mark.parametrize(
    "written",
    ["09:00-12:00 13:30-18:00", "9-12 13:30-18", "9:00—12:00，13:30–18:00", "13:30～18：00、09：00至12：00",
     " 09:00 - 12:00 , 13:30 ~ 18:00 ", "9:00到10:30 10:30-12:00；13.30-18.00"],
)  # fmt: skip
def test_many_hands_write_the_same(written):
    assert text_of(frames_of(written)) == "09:00-12:00 13:30-18:00"


@pytest.mark.parametrize("written", ["", "  ", "休息", "Closed", "—"])
def test_a_closed_day(written):
    assert frames_of(written) == ()


def test_midnight_ends_a_day():
    assert minutes_of(frames_of("00:00-24:00")) == 24 * 60


@pytest.mark.parametrize(
    ("written", "says"),
    [("nine to five", "is no span of hours"), ("09:00", "is no span of hours"), ("25:00-26:00", "00:00 to 24:00"),
     ("09:75-10:00", "00:00 to 24:00"), ("24:30-24:45", "00:00 to 24:00"), ("22:00-02:00", "split at 24:00"),
     ("09:00-09:00", "ends before it starts"), ("09:00-12:00 11:00-18:00", "overlap"),
     ("1-2 3-4 5-6 7-8 9-10 11-12 13-14", "At most 6"), ("09:00-12:00-18:00", "is no span of hours")],
)  # fmt: skip
def test_what_is_wrong_is_said(written, says):
    with pytest.raises(BadFrames, match=says):
        frames_of(written)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(written):
    i18n.use("en")
    try:
        frames = frames_of(written)
    except BadFrames:
        return
    assert frames_of(text_of(frames)) == frames
