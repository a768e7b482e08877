"""The numbers about complaints, and about what customers say of our handling."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.complaint_figures import COMPLAINT_FORMULAS
from care.kpis.complaint_measures import LOWER_IS_BETTER, ComplaintKpi
from care.kpis.complaint_queries import OF_BUYERS, complaint_figures
from care.kpis.formulas import Formula, Good, Group
from care.kpis.numbers import Reading
from care.kpis.providing import Provider, Question
from care.kpis.trace_measures import OF_COMPLAINTS

_OPINIONS = frozenset({ComplaintKpi.CSAT, ComplaintKpi.SCORE, ComplaintKpi.ANSWERED})


def _placed(kpi: ComplaintKpi, formula: Formula) -> Formula:
    group = Group.SATISFACTION if kpi in _OPINIONS else Group.COMPLAINTS
    return replace(formula, group=group, good=Good.DOWN if kpi in LOWER_IS_BETTER else Good.UP)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = complaint_figures(
        session,
        actor,
        period=asked.period,
        filters=asked.filters,
        months_shown=asked.months_shown,
        kept=asked.kept,
    )
    return {kpi.value: Reading(one.now, one.before, one.months, one.is_censored) for kpi, one in found.by_kpi.items()}


PROVIDER = Provider(
    tuple(_placed(kpi, formula) for kpi, formula in COMPLAINT_FORMULAS.items()),
    _read,
    Permission.COMPLAINT_READ,
    read_off={"complaint": OF_COMPLAINTS, "customer": OF_BUYERS},
)
