"""The numbers by which an improvement's effect is told: how a rule is kept, or one about complaints."""

from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session

from auth.actor import SYSTEM
from care import handbook, kpis
from care.kpis import COMPLAINT_FORMULAS, ComplaintKpi, Unit
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


def choices() -> dict[str, str]:
    """Every measure by its code, in words."""
    rules = {f"rule:{code}": check.name for code, check in handbook.catalogue().items()}
    return rules | {f"kpi:{kpi.value}": COMPLAINT_FORMULAS[kpi].title for kpi in _KPIS}


def is_known(measure: str) -> bool:
    return measure in choices()


def name_of(measure: str) -> str:
    return choices().get(measure, _("none"))


def unit_of(measure: str) -> Unit:
    """How a rule is kept is a share; what is not known any more is a plain number."""
    sort, _colon, code = measure.partition(":")
    if sort == "kpi" and code in list(ComplaintKpi):
        return COMPLAINT_FORMULAS[ComplaintKpi(code)].unit
    return Unit.SHARE if sort == "rule" else Unit.COMPLAINTS


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
