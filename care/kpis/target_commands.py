"""Setting what a number should be, from a day on; what held before stays what it was."""

from datetime import date
from math import isfinite

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.definition_queries import in_the_firms_words
from care.kpis.formulas import Good
from care.kpis.numbers import Target
from care.kpis.periods import Kind, natural
from care.kpis.registry import ALL_FORMULAS
from care.kpis.showing import stored_target
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import KpiTarget

SPANS = (Kind.MONTH, Kind.QUARTER, Kind.YEAR)
_MOST = 1e15


def set_target(
    session: Session, actor: Actor, *, kpi: str, span: Kind, holds_from: date, target: Target | None
) -> KpiTarget:
    """For the month, quarter or year in which this day lies, and all that follow; None: there is none any more.

    In the unit in which the firm has this number told; stored as it is counted, so that another way of telling changes
    no target.
    """
    actor.require(Permission.SETTINGS_CHANGE)
    if problems := _problems(kpi, span, target):
        raise Invalid(problems)
    target = stored_target(target, in_the_firms_words(session)[kpi])
    row = KpiTarget(
        kpi=kpi,
        span=span.value,
        holds_from=natural(span, holds_from).start,
        target=target.target if target else None,
        red_from=target.red_from if target else None,
        at=clock.now(),
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    detail = {"kpi": kpi, "span": span.value, "target": row.target}
    audit.record(session, actor, "kpi.target_set", row, detail=detail)
    return row


def _problems(kpi: str, span: Kind, target: Target | None) -> dict[str, str]:
    if kpi not in ALL_FORMULAS or ALL_FORMULAS[kpi].good is Good.NEITHER:
        return {"kpi": _("Choose a number that should go up or down.")}
    if span not in SPANS:
        return {"span": _("A target is for months, quarters or years.")}
    if target is None:
        return {}
    if not all(isfinite(value) and abs(value) < _MOST for value in (target.target, target.red_from)):
        return {"target": _("This number cannot be right.")}
    sign = -1 if ALL_FORMULAS[kpi].good is Good.DOWN else 1
    if sign * target.red_from > sign * target.target:
        return {"red_from": _("Red must begin on the far side of the target, or at it.")}
    return {}
