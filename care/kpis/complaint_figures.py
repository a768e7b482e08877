"""The answer about complaints: each number with the period before, the bands of closing, who kept the promises."""

from __future__ import annotations

from dataclasses import dataclass

from care.kpis import clock_formulas, complaint_formulas
from care.kpis.complaint_measures import LOWER_IS_BETTER, ComplaintKpi
from care.kpis.figures import Bounds, Month, Value
from care.kpis.formulas import Formula, Unit
from care.kpis.periods import Period

_FORMULAS = {
    formula.kpi: formula for formulas in (complaint_formulas.FORMULAS, clock_formulas.FORMULAS) for formula in formulas
}
COMPLAINT_FORMULAS: dict[ComplaintKpi, Formula] = {kpi: _FORMULAS[kpi] for kpi in ComplaintKpi}


@dataclass(frozen=True)
class ComplaintFigure:
    """Minutes for a time, one to five for a score."""

    kpi: ComplaintKpi
    now: Value
    before: Value
    months: tuple[Month, ...] = ()
    """Of the numbers one follows from month to month; else empty."""
    is_censored: bool = False
    """The last days of the period are not over for this number: it can still grow."""

    @property
    def formula(self) -> Formula:
        return COMPLAINT_FORMULAS[self.kpi]

    @property
    def lower_is_better(self) -> bool:
        return self.kpi in LOWER_IS_BETTER

    @property
    def change(self) -> float | None:
        """Points for a share and for a score, else the relative change; None where there is nothing to compare with."""
        now, before = self.now.value, self.before.value
        if now is None or before is None:
            return None
        if self.formula.unit in (Unit.SHARE, Unit.SCORE):
            return now - before
        return (now - before) / before if before else None


@dataclass(frozen=True)
class Band:
    """How many of the closed complaints took no longer than this; None: longer than all the others."""

    hours: int | None
    complaints: int
    share: float | None


@dataclass(frozen=True)
class ComplaintFigures:
    period: Period
    counted: Bounds
    compared: Bounds
    unfinished: bool
    by_kpi: dict[ComplaintKpi, ComplaintFigure]
    bands: tuple[Band, ...]
    """Of those closed in the period."""

    def __getitem__(self, kpi: ComplaintKpi) -> ComplaintFigure:
        return self.by_kpi[kpi]

    @property
    def is_empty(self) -> bool:
        """Nothing came in for over a year, and nothing is open."""
        rate, backlog = self[ComplaintKpi.RATE], self[ComplaintKpi.BACKLOG]
        counts = (rate.now.n, rate.before.n, backlog.now.n, *(month.n for month in rate.months))
        return not any(counts) and not any(figure.now.n for figure in self.by_kpi.values())


@dataclass(frozen=True)
class Promises:
    """How one handler, team or severity kept what was promised."""

    key: str
    """An id or a code; empty: nobody."""
    name: str
    ack: Value
    response: Value
    resolution: Value
    extended: Value

    @property
    def n(self) -> int:
        return self.ack.n + self.response.n + self.resolution.n


@dataclass(frozen=True)
class PromisesBy:
    handlers: tuple[Promises, ...]
    teams: tuple[Promises, ...]
    severities: tuple[Promises, ...]
    """Each with the most resolutions first; severities from the most serious on."""
