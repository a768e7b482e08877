"""The numbers of surveys after purchases and each quarter: satisfaction, and how many answered."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.kpis.complaint_population import between
from care.kpis.figures import Bounds, Month, Value
from care.kpis.formulas import Formula, Group, Unit
from care.kpis.numbers import Reading
from care.kpis.periods import months_to
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.survey_population import surveyed
from core import clock
from core.i18n import N_
from db.models import Answer, Customer, Invitation, Subject, User

_GOOD = 4


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


def _asked(actor: Actor, asked: Question, kpi: str, span: Bounds) -> Any:
    about = surveyed(actor, asked.filters)
    if kpi == SurveyKpi.SATISFACTION:
        return and_(about, col(Answer.score).is_not(None), between(col(Answer.at), span))
    return and_(about, between(col(Invitation.asked_at), span))


def _hit(kpi: str) -> Any:
    is_hit = col(Answer.score) >= _GOOD if kpi == SurveyKpi.SATISFACTION else col(Answer.id).is_not(None)
    return case((is_hit, 1), else_=0)


def _of(columns: Sequence[Any]) -> Any:
    query = select(*columns).select_from(Invitation)
    return query.outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))


def _value(session: Session, actor: Actor, asked: Question, kpi: str, span: Bounds) -> Value:
    query = _of([func.count(), func.coalesce(func.sum(_hit(kpi)), 0)]).where(_asked(actor, asked, kpi, span))
    n, hits = (int(number) for number in session.execute(query).one())
    return Value(hits / n if n else None, n, hits, n)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    months = [Bounds(*pair) for pair in months_to(asked.now.end, asked.months_shown)]
    found = {}
    for kpi in SurveyKpi:
        values = [(span, _value(session, actor, asked, kpi, span)) for span in months]
        shown = tuple(Month(span.start, span.end, value.value, value.n) for span, value in values)
        now, before = (_value(session, actor, asked, kpi, span) for span in (asked.now, asked.before))
        found[kpi.value] = Reading(now, before, shown)
    return found


def _rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    who = select(col(Customer.id)).where(customers_visible_to(actor))
    counted = and_(_asked(actor, asked, kpi, asked.now), col(Invitation.customer_id).in_(who))
    total = session.execute(_of([func.count()]).where(counted)).scalar_one()
    at = func.coalesce(Answer.at, Invitation.asked_at)
    columns = [Invitation.customer_id, Customer.name, Answer.score, User.name, at, _hit(kpi)]
    query = _of(columns).join(Customer, col(Customer.id) == col(Invitation.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Invitation.owner_id)).where(counted)
    found = session.execute(query.order_by(_hit(kpi), at.desc(), col(Invitation.id).desc()).offset(start).limit(most))
    rows = [
        PlainRow(Subject.CUSTOMER, id_, name, _scored(score), owner or "", clock.local(when).date(), bool(hit))
        for id_, name, score, owner, when, hit in found
    ]
    return total, rows


def _scored(score: int | None) -> str:
    return f"{score}/5" if score else ""


PROVIDER = Provider(_FORMULAS, _read, Permission.CUSTOMER_READ, _rows)
