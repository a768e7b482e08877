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
from care.kpis.population import of_population
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share, spans_of
from core import clock
from core.i18n import N_
from db import dialect
from db.models import Customer, Revisit, Subject, User, VisitState


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


def _counted(actor: Actor, asked: Question, span: Bounds, today: date) -> Any:
    still_possible = and_(col(Revisit.state) == VisitState.OPEN, col(Revisit.latest_on) >= today)
    due = and_(col(Revisit.due_on) >= span.start, col(Revisit.due_on) < span.end)
    theirs = of_population(actor, asked.filters, col(Revisit.customer_id))
    planned_here = col(Revisit.import_job_id).is_(None)
    return and_(due, planned_here, col(Revisit.state) != VisitState.CANCELLED, ~still_possible, theirs)


def _in_time() -> Any:
    return and_(col(Revisit.state) == VisitState.DONE, col(Revisit.done_on) <= col(Revisit.latest_on))


def _value(session: Session, actor: Actor, asked: Question, span: Bounds) -> Value:
    hits = func.coalesce(func.sum(case((_in_time(), 1), else_=0)), 0)
    query = select(func.count(), hits).select_from(Revisit).where(_counted(actor, asked, span, clock.today()))
    n, made = (int(number) for number in session.execute(dialect.by_index(query, Revisit, "ix_revisits_due")).one())
    return share(made, n)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    values = {span: _value(session, actor, asked, span) for span in spans_of(asked)}
    return {RevisitKpi.COMPLETED.value: reading(asked, values.__getitem__)}


def _rows(
    session: Session, actor: Actor, asked: Question, _kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    who = select(col(Customer.id)).where(customers_visible_to(actor))
    counted = and_(_counted(actor, asked, asked.now, clock.today()), col(Revisit.customer_id).in_(who))
    total = session.execute(select(func.count()).select_from(Revisit).where(counted)).scalar_one()
    columns: Any = (Revisit.customer_id, Customer.name, User.name, Revisit.due_on, case((_in_time(), 1), else_=0))
    query = select(*columns).select_from(Revisit).join(Customer, col(Customer.id) == col(Revisit.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Revisit.assignee_id)).where(counted)
    query = query.order_by(case((_in_time(), 1), else_=0), col(Revisit.due_on).desc(), col(Revisit.id).desc())
    found = session.execute(query.offset(start).limit(most))
    rows = [
        PlainRow(Subject.CUSTOMER, id_, name, "", owner or "", on, bool(hit)) for id_, name, owner, on, hit in found
    ]
    return total, rows


PROVIDER = Provider(_FORMULAS, _read, Permission.CUSTOMER_READ, _rows)
