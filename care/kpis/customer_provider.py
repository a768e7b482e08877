"""The numbers about customers, their orders and files."""

from collections.abc import Mapping

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.customer_formulas import FORMULAS
from care.kpis.numbers import Reading
from care.kpis.providing import Provider, Question
from care.kpis.queries import figures
from care.kpis.trace_measures import OF_FILES


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = figures(
        session,
        actor,
        period=asked.period,
        filters=asked.filters,
        months_shown=asked.months_shown,
        kept=asked.kept,
    )
    return {kpi.value: Reading(one.now, one.before, one.months) for kpi, one in found.by_kpi.items()}


PROVIDER = Provider(tuple(FORMULAS.values()), _read, Permission.CUSTOMER_READ, read_off={"customer": OF_FILES})
