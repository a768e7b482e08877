"""When the firm works: weekly frames, and the days that differ from them."""

from datetime import date, time
from enum import StrEnum

from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class DayKind(StrEnum):
    OFF = "off"
    WORK = "work"


class WorkFrame(Base, table=True):
    """Open hours on one weekday; several a day leave room for lunch."""

    __tablename__ = "work_frames"

    id: int = Field(default=None, primary_key=True)
    weekday: int
    """0 is Monday."""
    opens: time
    closes: time


class CalendarDay(Stamped, table=True):
    """A day on which the firm does otherwise than its week and the public holidays say."""

    __tablename__ = "calendar_days"

    day: date = Field(primary_key=True)
    kind: DayKind = Field(sa_type=Code(DayKind))
    name: str = Field(default="", max_length=60)
    frames: str = Field(default="", max_length=200)
    """Hours of this day alone, such as 09:00-12:00 13:30-15:00; empty: those of an ordinary working day."""
