"""The numbers out of customers' answers, worked out by surveys themselves: scores, the index, recommendation, ease."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import surveys
from care.kpis.figures import Bounds, Value
from care.kpis.numbers import Reading
from care.kpis.opinion_formulas import FORMULAS, OpinionKpi
from care.kpis.opinion_index import Sides, measures_of
from care.kpis.opinion_rows import rows
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share
from care.kpis.tally_queries import Tallies, tallies
from care.kpis.trace_measures import OF_ANSWERS, Measure
from care.surveys import Mean, Nps

_M, _K = Measure, OpinionKpi


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    sheets = surveys.sheets(session)
    found = tallies(session, actor, asked.filters, "customer", (*OF_ANSWERS, *measures_of(sheets)), asked.kept)
    sides = Sides(found, sheets)
    values: dict[OpinionKpi, Callable[[Bounds], Value]] = {
        _K.SCORE: lambda span: _mean(found, span, _M.SCORE_TOTAL, _M.SCORES),
        _K.HUNDRED: lambda span: _of_hundred(found, span),
        _K.INDEX: lambda span: Value(sides.index(span).value, found.within(_M.JUDGING, span)),
        _K.NPS: lambda span: _nps(found, span),
        _K.EASE: lambda span: _mean(found, span, _M.EASE_TOTAL, _M.EASE),
        _K.EASY: lambda span: share(found.within(_M.EASY, span), found.within(_M.EASE, span)),
    }
    partly = sides.index(asked.now).is_partial
    return {kpi.value: reading(asked, value, is_partial=partly and kpi is _K.INDEX) for kpi, value in values.items()}


def _mean(found: Tallies, span: Bounds, total: Measure, n: Measure) -> Value:
    mean = Mean(found.within(total, span), found.within(n, span))
    return Value(mean.value, mean.n)


def _of_hundred(found: Tallies, span: Bounds) -> Value:
    mean = Mean(found.within(_M.SCORE_TOTAL, span), found.within(_M.SCORES, span))
    return Value(mean.of_hundred, mean.n)


def _nps(found: Tallies, span: Bounds) -> Value:
    said = Nps(*(found.within(measure, span) for measure in (_M.PROMOTERS, _M.PASSIVES, _M.DETRACTORS)))
    return Value(said.value, said.n)


PROVIDER = Provider(FORMULAS, _read, Permission.CUSTOMER_READ, rows, {"customer": OF_ANSWERS})
