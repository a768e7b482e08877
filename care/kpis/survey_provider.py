"""The numbers of surveys after purchases and each quarter: satisfaction, and how many answered."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.kpis.complaint_measures import GOOD_SCORE
from care.kpis.complaint_population import between
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import Formula, Group, Unit
from care.kpis.numbers import Reading
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share
from care.kpis.survey_population import surveyed
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import Measure
from core import clock
from core.i18n import N_
from db import dialect
from db.models import Answer, Customer, Invitation, Subject, User


class SurveyKpi(StrEnum):
    SATISFACTION = "satisfaction"
    ANSWERED = "surveys_answered"


_FORMULAS = (
    Formula(
        SurveyKpi.SATISFACTION,
        N_("Satisfaction"),
        N_("Answers with a score of 4 or 5 ÷ all answers with a score, in surveys after orders and each quarter."),
        N_("By the day of the answer, one for each invitation. How complaints were handled is a number of its own."),
        Unit.SHARE,
        N_("Answers by the day they came"),
        group=Group.SATISFACTION,
    ),
    Formula(
        SurveyKpi.ANSWERED,
        N_("Customers who answered"),
        N_(
            "Surveys that reached customers in the period and were answered ÷ all that reached customers in the period."
        ),
        N_("Expired ones count. On the phone, whoever was dialled counts, however often."),
        Unit.SHARE,
        N_("Surveys by the day they reached the customer"),
        group=Group.SATISFACTION,
    ),
)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = tallies(session, actor, asked.filters, "customer", _MEASURES, asked.kept)

    def value(kpi: SurveyKpi) -> Callable[[Bounds], Value]:
        hits, n = _COUNTS[kpi]
        return lambda span: share(found.within(hits, span), found.within(n, span))

    return {kpi.value: reading(asked, value(kpi)) for kpi in SurveyKpi}


_COUNTS = {
    SurveyKpi.SATISFACTION: (Measure.SCORES_GOOD, Measure.SCORES),
    SurveyKpi.ANSWERED: (Measure.SURVEYED_ANSWERED, Measure.SURVEYED),
}
_MEASURES = [measure for pair in _COUNTS.values() for measure in pair]
_AT: dict[SurveyKpi, Any] = {SurveyKpi.SATISFACTION: col(Answer.at), SurveyKpi.ANSWERED: col(Invitation.asked_at)}


def _is_counted(actor: Actor, asked: Question, kpi: SurveyKpi) -> Any:
    about = surveyed(actor, asked.filters)
    return and_(about, col(Answer.score).between(1, 5)) if kpi is SurveyKpi.SATISFACTION else about


def _hit(kpi: SurveyKpi) -> Any:
    is_hit = col(Answer.score) >= GOOD_SCORE if kpi is SurveyKpi.SATISFACTION else col(Answer.id).is_not(None)
    return case((is_hit, 1), else_=0)


def _of(columns: Sequence[Any], kpi: SurveyKpi) -> Any:
    """Answers by their day are few beside all surveys ever sent."""
    query: Any = select(*columns)
    is_answer = col(Answer.invitation_id) == col(Invitation.id)
    if kpi is SurveyKpi.SATISFACTION:
        answers: Any = query.select_from(Answer).join(Invitation, is_answer)
        return dialect.by_index(answers, Answer, "ix_answers_at")
    return query.select_from(Invitation).outerjoin(Answer, is_answer)


def _rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    which, who = SurveyKpi(kpi), select(col(Customer.id)).where(customers_visible_to(actor))
    counted = and_(
        _is_counted(actor, asked, which), between(_AT[which], asked.now), col(Invitation.customer_id).in_(who)
    )
    total = session.execute(_of([func.count()], which).where(counted)).scalar_one()
    at = func.coalesce(Answer.at, Invitation.asked_at)
    columns = [Invitation.customer_id, Customer.name, Answer.score, User.name, at, _hit(which)]
    query = _of(columns, which).join(Customer, col(Customer.id) == col(Invitation.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Invitation.owner_id)).where(counted)
    found = session.execute(query.order_by(_hit(which), at.desc(), col(Invitation.id).desc()).offset(start).limit(most))
    rows = [
        PlainRow(Subject.CUSTOMER, id_, name, _scored(score), owner or "", clock.local(when).date(), bool(hit))
        for id_, name, score, owner, when, hit in found
    ]
    return total, rows


def _scored(score: int | None) -> str:
    return f"{score}/5" if score else ""


PROVIDER = Provider(_FORMULAS, _read, Permission.CUSTOMER_READ, _rows, {"customer": _MEASURES})
