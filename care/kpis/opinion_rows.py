"""The answers behind the numbers about what customers say; the lowest come first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.visibility import customers_visible_to
from care import surveys
from care.kpis.complaint_population import between
from care.kpis.opinion_formulas import OpinionKpi
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Question
from care.kpis.survey_population import surveyed
from core import clock
from db.models import Answer, Customer, Invitation, Subject, User

_EASY = 5
_SCALES: dict[OpinionKpi, tuple[Any, int, int]] = {
    OpinionKpi.SCORE: (Answer.score, 1, 5),
    OpinionKpi.HUNDRED: (Answer.score, 1, 5),
    OpinionKpi.INDEX: (Answer.score, 1, 5),
    OpinionKpi.NPS: (Answer.nps, 0, 10),
    OpinionKpi.EASE: (Answer.ces, 1, 7),
    OpinionKpi.EASY: (Answer.ces, 1, 7),
}


def rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    told, lowest, highest = _SCALES[OpinionKpi(kpi)]
    seen = and_(surveyed(actor, asked.filters), col(Invitation.customer_id).in_(_visible(actor)))
    if kpi == OpinionKpi.INDEX:
        judging = surveys.judging(session, whose=seen, span=(asked.now.start, asked.now.end))
        total, counted = len(judging), and_(col(Answer.id).in_(judging))
    else:
        counted = and_(seen, col(told).between(lowest, highest), between(col(Answer.at), asked.now))
        total = session.execute(_of([func.count()]).where(counted)).scalar_one()
    columns = [Invitation.customer_id, Customer.name, told, User.name, Answer.at]
    query = _of(columns).join(Customer, col(Customer.id) == col(Invitation.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Invitation.owner_id)).where(counted)
    lowest_first = query.order_by(col(told).nulls_last(), col(Answer.at).desc(), col(Answer.id).desc())
    found = session.execute(lowest_first.offset(start).limit(most))
    return total, [
        PlainRow(
            Subject.CUSTOMER, id_, name, f"{said}/{highest}" if said is not None else "", owner or "",
            clock.local(at).date(), said >= _EASY if kpi == OpinionKpi.EASY else None,
        )
        for id_, name, said, owner, at in found
    ]  # fmt: skip


def _visible(actor: Actor) -> Any:
    return select(col(Customer.id)).where(customers_visible_to(actor))


def _of(columns: Sequence[Any]) -> Any:
    query = select(*columns).select_from(Answer)
    return query.join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
