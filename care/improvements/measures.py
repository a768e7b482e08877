"""The numbers by which an improvement's effect is told: how a rule is kept, or one about complaints."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session

from auth.actor import SYSTEM
from care import handbook, kpis
from care.kpis import ComplaintKpi, Formula, Unit
from core import clock
from core.i18n import _

_KPIS = (
    ComplaintKpi.RATE,
    ComplaintKpi.RESOLUTION_SLA,
    ComplaintKpi.CSAT,
    ComplaintKpi.REPEAT,
    ComplaintKpi.REOPENED,
    ComplaintKpi.NET_MEDIAN,
)


class Reading(NamedTuple):
    value: float | None
    n: int


class Measure(NamedTuple):
    name: str
    unit: Unit
    factor: float = 1.0
    """What is stored, times this, is what is told."""

    def told(self, value: float | None) -> float | None:
        return None if value is None else value * self.factor


def measures(formulas: Mapping[str, Formula]) -> dict[str, Measure]:
    """Every measure by its code, as the firm has its numbers told. How a rule is kept is a share."""
    rules = {f"rule:{code}": Measure(check.name, Unit.SHARE) for code, check in handbook.catalogue().items()}
    told = {kpi: formulas[kpi.value] for kpi in _KPIS}
    return rules | {f"kpi:{kpi.value}": Measure(one.title, one.unit, one.factor) for kpi, one in told.items()}


def is_known(measure: str) -> bool:
    sort, _colon, code = measure.partition(":")
    return code in handbook.catalogue() if sort == "rule" else sort == "kpi" and code in list(_KPIS)


def unknown() -> Measure:
    """What is not known any more is a plain number."""
    return Measure(_("none"), Unit.COMPLAINTS)


def read(session: Session, measure: str, *, days: int) -> Reading:
    """Over so many days up to today, of the whole firm."""
    today = clock.today()
    period = kpis.custom(today - timedelta(days=days - 1), today)
    sort, _colon, code = measure.partition(":")
    if sort == "rule":
        known = handbook.names(session)
        kept = handbook.compliance(session, SYSTEM, handbook.catalogue()[code], {}, period=period, known=known)
        return Reading(kept.rate.value.value, kept.rate.n)
    value = kpis.complaint_figures(session, SYSTEM, period=period)[ComplaintKpi(code)].now
    return Reading(value.value, value.n)
