"""The numbers of leads after metrics.md 4.5, out of what was counted. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median
from typing import NamedTuple

from db.models import LeadStage, LostReason, Source

_HOUR, _DAY = 3_600, 86_400


class Answered(StrEnum):
    """What became of the promise to call within a day."""

    IN_TIME = "in_time"
    LATE = "late"
    """Called late, never called before it ended, or past due and not called yet."""
    PENDING = "pending"
    """Not due yet: in no rate."""
    UNPROMISED = "unpromised"
    """Imported history."""


class Tally(NamedTuple):
    """So many leads, received in the period, that are alike in all of this."""

    owner_id: int | None
    source: Source
    region: str
    stage: LeadStage
    answered: Answered
    n: int


@dataclass(frozen=True)
class Share:
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """None: there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Cycle:
    """Days from the first word to the customer, of those who became one in the period."""

    n: int
    mean: float | None
    median: float | None


@dataclass(frozen=True)
class Stood:
    stage: LeadStage
    n: int
    median_hours: float


@dataclass(frozen=True)
class Steps:
    entries: dict[LeadStage, int]
    """How often a stage was entered: entries, not a cohort."""
    stays: tuple[Stood, ...]


@dataclass(frozen=True)
class Group:
    """The leads of one source, region or person."""

    key: str
    n: int
    first_follow_up: Share
    conversion: Share


@dataclass(frozen=True)
class LeadFigures:
    received: int
    first_follow_up: Share
    """Leads spoken with within the promised time ÷ leads whose time has passed, or that were spoken with."""
    pending: int
    """Not due yet, and not in the rate."""
    conversion: Share
    """Of the leads received in the period: those that are customers by now ÷ all of them."""
    is_immature: bool
    """Some of them are still open: the share may grow."""
    period_rate: Share
    """Became customers in the period ÷ (became customers + were lost in the period), whenever they came."""
    cycle: Cycle
    entries: dict[LeadStage, int]
    """How often a stage was entered in the period: entries, not a cohort."""
    stays: tuple[Stood, ...]
    lost: dict[LostReason, int]
    by_source: tuple[Group, ...]
    by_region: tuple[Group, ...]
    by_person: tuple[Group, ...]


def counted(tallies: Iterable[Tally]) -> list[Tally]:
    """What never was a lead, such as spam and duplicates, is in no number."""
    return [tally for tally in tallies if tally.stage is not LeadStage.INVALID]


def received(tallies: Iterable[Tally]) -> int:
    return sum(tally.n for tally in tallies)


def first_follow_up(tallies: Sequence[Tally]) -> Share:
    of = Counter[Answered]()
    for tally in tallies:
        of[tally.answered] += tally.n
    return Share(of[Answered.IN_TIME], of[Answered.IN_TIME] + of[Answered.LATE])


def conversion(tallies: Sequence[Tally]) -> Share:
    return Share(received(t for t in tallies if t.stage is LeadStage.CONVERTED), received(tallies))


def groups(tallies: Sequence[Tally], key: Callable[[Tally], Hashable]) -> tuple[Group, ...]:
    """The largest first."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        found[str(key(tally) or "")].append(tally)
    made = [Group(name, received(some), first_follow_up(some), conversion(some)) for name, some in found.items()]
    return tuple(sorted(made, key=lambda group: (-group.n, group.key)))


def cycle(seconds: Sequence[int]) -> Cycle:
    days = [span / _DAY for span in seconds]
    return Cycle(len(days), fmean(days) if days else None, median(days) if days else None)


def stays(seconds: Mapping[LeadStage, Sequence[int]]) -> tuple[Stood, ...]:
    """How long leads stood at each stage that they left within the period."""
    return tuple(
        Stood(stage, len(seconds[stage]), max(median(seconds[stage]), 0) / _HOUR)
        for stage in LeadStage
        if seconds.get(stage)
    )
