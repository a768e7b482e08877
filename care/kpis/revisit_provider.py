"""The number about revisits: how many of those that were due were made in time."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import Formula, Group, Unit
from care.kpis.numbers import Reading
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share, spans_of
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import OF_VISITS, Measure
from care.kpis.visit_population import counted, due_in, is_in_time, is_late, theirs
from core import clock
from core.i18n import N_
from db import dialect
from db.models import Customer, Revisit, Subject, User


class RevisitKpi(StrEnum):
    COMPLETED = "revisits_completed"


_FORMULAS = (
    Formula(
        RevisitKpi.COMPLETED,
        N_("Revisits made in time"),
        N_("Revisits due in the period that were made up to the due day and its grace ÷ revisits due in the period."),
        N_(
            "Left out counts as not made. What may still be made in time, ended plans and imported visits do not count."
        ),
        Unit.SHARE,
        N_("Revisits by the day on which they were due"),
        group=Group.FOLLOW_UP,
    ),
)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = tallies(session, actor, asked.filters, "customer", OF_VISITS, asked.kept)
    late = _late(session, actor, asked)

    def value(span: Bounds) -> Value:
        missed = sum(count for due_on, count in late if span.start <= due_on < span.end)
        return share(found.within(Measure.VISITS_IN_TIME, span), found.within(Measure.VISITS_OVER, span) + missed)

    return {RevisitKpi.COMPLETED.value: reading(asked, value)}


def _late(session: Session, actor: Actor, asked: Question) -> list[tuple[date, int]]:
    """Open and too late: which ones those are changes by itself from day to day."""
    spans, today = spans_of(asked), clock.today()
    whole = Bounds(min(span.start for span in spans), min(today, max(span.end for span in spans)))
    query: Any = select(col(Revisit.due_on), func.count()).where(
        is_late(today), due_in(whole), theirs(actor, asked.filters)
    )
    hinted = dialect.by_index(query.group_by(col(Revisit.due_on)), Revisit, "ix_revisits_due")
    return [(due_on, count) for due_on, count in session.execute(hinted)]


def _rows(
    session: Session, actor: Actor, asked: Question, _kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    who, hit = select(col(Customer.id)).where(customers_visible_to(actor)), case((is_in_time(), 1), else_=0)
    ours = and_(counted(actor, asked.filters, asked.now, clock.today()), col(Revisit.customer_id).in_(who))
    total = session.execute(select(func.count()).select_from(Revisit).where(ours)).scalar_one()
    columns: Any = (Revisit.customer_id, Customer.name, User.name, Revisit.due_on, hit)
    query = select(*columns).select_from(Revisit).join(Customer, col(Customer.id) == col(Revisit.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Revisit.assignee_id)).where(ours)
    query = query.order_by(hit, col(Revisit.due_on).desc(), col(Revisit.id).desc())
    found = session.execute(query.offset(start).limit(most))
    rows = [
        PlainRow(Subject.CUSTOMER, id_, name, "", owner or "", on, bool(made)) for id_, name, owner, on, made in found
    ]
    return total, rows


PROVIDER = Provider(_FORMULAS, _read, Permission.CUSTOMER_READ, _rows, {"customer": OF_VISITS})
