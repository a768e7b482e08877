"""The numbers about leads: called within a day, and become customers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.kpis.complaint_population import Stretches, between
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import Formula, Group, Unit
from care.kpis.lead_population import leads_reached
from care.kpis.numbers import Reading
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share, spans_of
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import OF_LEADS, Measure
from core import clock
from core.i18n import N_
from db import dialect
from db.models import ClockVerdict, Lead, LeadStage, Subject, User


class LeadKpi(StrEnum):
    FOLLOWED_UP = "leads_followed_up"
    CONVERTED = "leads_converted"


_FORMULAS = (
    Formula(
        LeadKpi.FOLLOWED_UP,
        N_("Leads called in time"),
        N_("Leads that somebody spoke with before their time was up ÷ leads whose time is up or who were reached."),
        N_("Not due yet: not counted. Imported history is left out. Leads have no tier: that filter leaves none."),
        Unit.SHARE,
        N_("Leads by the moment they came to us"),
        group=Group.FOLLOW_UP,
    ),
    Formula(
        LeadKpi.CONVERTED,
        N_("Leads that became customers"),
        N_("Leads of the period that are customers by now ÷ leads of the period."),
        N_("It can still grow while some of them are open. Whatever never was a lead is left out."),
        Unit.SHARE,
        N_("Leads by the moment they came to us"),
        group=Group.FOLLOW_UP,
    ),
)


def _who(actor: Actor, asked: Question) -> list[Any]:
    return [leads_reached(actor, asked.filters), col(Lead.stage) != LeadStage.INVALID]


def _is_counted(kpi: str) -> Any:
    if kpi == LeadKpi.CONVERTED:
        return col(Lead.id).is_not(None)
    judged = and_(~col(Lead.is_historical), col(Lead.due_at).is_not(None), col(Lead.verdict).is_not(None))
    return or_(judged, _is_late())


def _is_late() -> Any:
    return and_(~col(Lead.is_historical), col(Lead.verdict).is_(None), col(Lead.due_at) < clock.now())


def _is_hit(kpi: str) -> Any:
    return col(Lead.stage) == LeadStage.CONVERTED if kpi == LeadKpi.CONVERTED else col(Lead.verdict) == ClockVerdict.MET


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = tallies(session, actor, asked.filters, "lead", OF_LEADS, asked.kept)
    stretches = Stretches.of(spans_of(asked))
    late = _late(session, actor, asked, stretches)

    def followed_up(span: Bounds) -> Value:
        missed = sum(stretches.among(late, span))
        return share(found.within(Measure.LEADS_IN_TIME, span), found.within(Measure.LEADS_JUDGED, span) + missed)

    def converted(span: Bounds) -> Value:
        return share(found.within(Measure.LEADS_CONVERTED, span), found.within(Measure.LEADS, span))

    return {
        LeadKpi.FOLLOWED_UP.value: reading(asked, followed_up),
        LeadKpi.CONVERTED.value: replace(reading(asked, converted), is_censored=True),
    }


def _late(session: Session, actor: Actor, asked: Question, stretches: Stretches) -> dict[int, int]:
    """Not called and their time is up: which ones those are changes by itself from moment to moment."""
    at = col(Lead.received_at)
    query: Any = select(stretches.place(at), func.count()).select_from(Lead)
    query = query.where(*_who(actor, asked), _is_late(), stretches.covers(at)).group_by("place")
    found = session.execute(dialect.by_index(query, Lead, "ix_leads_undecided"))
    return {int(place): int(count) for place, count in found}


def _rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    reach = (*_who(actor, asked), leads_visible_to(actor))
    counted = and_(*reach, between(col(Lead.received_at), asked.now), _is_counted(kpi))
    total = session.execute(select(func.count()).select_from(Lead).where(counted)).scalar_one()
    hit = case((_is_hit(kpi), 1), else_=0)
    columns: Any = (Lead.id, Lead.name, Lead.number, User.name, Lead.received_at, hit)
    query = select(*columns).select_from(Lead).outerjoin(User, col(User.id) == col(Lead.owner_id)).where(counted)
    found = session.execute(query.order_by(hit, col(Lead.received_at).desc(), col(Lead.id)).offset(start).limit(most))
    rows = [
        PlainRow(Subject.LEAD, id_, name, number, owner or "", clock.local(at).date(), bool(is_hit))
        for id_, name, number, owner, at, is_hit in found
    ]
    return total, rows


PROVIDER = Provider(_FORMULAS, _read, Permission.LEAD_READ, _rows, {"lead": OF_LEADS})
