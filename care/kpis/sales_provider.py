"""The numbers about leads that were decided, worked out by leads themselves: how many were won, and after how long."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care import leads
from care.kpis.complaint_population import between
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import Formula, Good, Group, Unit
from care.kpis.lead_population import leads_reached
from care.kpis.numbers import Reading
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import OF_LEADS, Measure
from core import clock
from core.i18n import N_, _
from db.dialect import SecondsBetween
from db.models import Lead, LeadStage, Subject, User

_DAY = 86_400


class SalesKpi(StrEnum):
    WON = "leads_won"
    CYCLE = "sales_cycle"
    CYCLE_MEAN = "sales_cycle_mean"


_FROM = N_("Leads by the moment they were won or lost")
_EDGES = N_("Leads that were lost are not in it. Leads have no tier: that filter leaves none.")
_FORMULAS = (
    Formula(
        SalesKpi.WON,
        N_("Won of those decided"),
        N_("Leads that became customers in the period ÷ leads that became customers or were lost in it."),
        N_(
            "Whenever they came to us: what became of the leads of a period is a number of its own. Leads have no "
            "tier: that filter leaves none."
        ),
        Unit.SHARE,
        _FROM,
        group=Group.FOLLOW_UP,
    ),
    Formula(
        SalesKpi.CYCLE,
        N_("Sales cycle (median)"),
        N_("Days from the moment a lead came to us until it became a customer, of those that did in the period."),
        _EDGES,
        Unit.DAYS,
        _FROM,
        group=Group.FOLLOW_UP,
        good=Good.DOWN,
    ),
    Formula(
        SalesKpi.CYCLE_MEAN,
        N_("Sales cycle (mean)"),
        N_("The mean of the same days: a few that took very long move it, and not the median."),
        _EDGES,
        Unit.DAYS,
        _FROM,
        group=Group.FOLLOW_UP,
        good=Good.DOWN,
    ),
)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = tallies(session, actor, asked.filters, "lead", OF_LEADS, asked.kept)

    def won(span: Bounds) -> Value:
        number = found.within(Measure.LEADS_WON, span)
        return share(number, number + found.within(Measure.LEADS_LOST, span))

    def mean(span: Bounds) -> Value:
        number = found.within(Measure.LEADS_WON, span)
        return Value(found.within(Measure.SECONDS_TO_WIN, span) / _DAY / number if number else None, number)

    now, before = (_median(session, actor, asked, span) for span in (asked.now, asked.before))
    return {
        SalesKpi.WON.value: reading(asked, won),
        # Months are not told: a median is in no sum, and would be sought among the leads of a year.
        SalesKpi.CYCLE.value: Reading(now, before),
        SalesKpi.CYCLE_MEAN.value: reading(asked, mean),
    }


def _median(session: Session, actor: Actor, asked: Question, span: Bounds) -> Value:
    found = leads.cycle(session, whose=leads_reached(actor, asked.filters), start=span.start, end=span.end)
    return Value(found.median, found.n)


def _rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    """The lost first; of a cycle, what took longest."""
    is_rate = kpi == SalesKpi.WON
    stages = [LeadStage.CONVERTED, LeadStage.LOST] if is_rate else [LeadStage.CONVERTED]
    counted = and_(
        leads_reached(actor, asked.filters), leads_visible_to(actor), col(Lead.stage).in_(stages),
        between(col(Lead.ended_at), asked.now),
    )  # fmt: skip
    total = session.execute(select(func.count(col(Lead.id))).where(counted)).scalar_one()
    won: Any = case((col(Lead.stage) == LeadStage.CONVERTED, 1), else_=0).label("won")
    spent: Any = SecondsBetween(col(Lead.received_at), col(Lead.ended_at)).label("spent")
    columns: Any = (Lead.id, Lead.name, Lead.number, User.name, Lead.ended_at, won, spent)
    query = select(*columns).select_from(Lead).outerjoin(User, col(User.id) == col(Lead.owner_id)).where(counted)
    order = ("won", col(Lead.ended_at).desc()) if is_rate else (spent.desc(),)
    found = session.execute(query.order_by(*order, col(Lead.id)).offset(start).limit(most))
    return total, [
        PlainRow(
            Subject.LEAD, id_, name, number if is_rate else _days(seconds), owner or "", clock.local(at).date(),
            bool(is_won) if is_rate else None,
        )
        for id_, name, number, owner, at, is_won, seconds in found
    ]  # fmt: skip


def _days(seconds: int) -> str:
    return _("{n} d").format(n=f"{round(seconds / _DAY, 1):g}")


PROVIDER = Provider(_FORMULAS, _read, Permission.LEAD_READ, _rows, {"lead": OF_LEADS})
