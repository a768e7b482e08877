"""Customers asked for their opinion each quarter."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from care.handbook.check import Asked, Case, Check
from care.handbook.number import Number, NumberUnit
from care.kpis import quarter_of
from care.surveys import AskingPolicy, SurveyPolicy
from core import clock
from core.i18n import N_
from db.models import Campaign

_MOST = 40


def _asked_each_quarter(session: Session, asked: Asked) -> Sequence[Case]:
    """Every quarter since the first campaign that is over; met when one was launched for it or in it."""
    launched = select(Campaign.period, Campaign.launched_at).where(col(Campaign.launched_at).is_not(None))
    found = session.exec(launched).all()
    first = session.exec(select(func.min(Campaign.opens_on))).one()
    if first is None:
        return []
    named = {period for period, _at in found if period}
    within = {_name(clock.local(at).date()) for _period, at in found if at}
    today, day, cases = clock.local(asked.now).date(), quarter_of(first).start, list[Case]()
    while (quarter := quarter_of(day)).end <= today and len(cases) < _MOST:
        at = clock.start_of(quarter.last_day)
        is_met = _name(day) in named | within
        cases.append(Case(day.year * 10 + (day.month + 2) // 3, None, None, None, is_met, at, at))
        day = quarter.end
    return cases


def _name(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _span(name: str, label: str, policy: type[AskingPolicy] | type[SurveyPolicy], path: str) -> Number:
    return Number(name, label, policy, (path,), NumberUnit.DAYS)


CHECKS = (
    Check(
        "survey_each_quarter",
        N_("A survey each quarter"),
        N_("Every quarter that is over since the first survey; met when a survey was launched for it."),
        N_("No survey was launched for the quarter that ended {due}."),
        None,
        _asked_each_quarter,
        numbers=(
            _span("survey.valid_days", N_("A survey's link works"), SurveyPolicy, "valid_for"),
            _span("survey.rest_days", N_("Nobody is asked again within"), AskingPolicy, "rest"),
            _span("survey.quarter_days", N_("The quarter's survey can be answered for"), AskingPolicy, "quarter_days"),
        ),
    ),
)
