"""The numbers out of customers' answers, worked out by surveys themselves: scores, the index, recommendation, ease."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import surveys
from care.kpis.figures import Bounds, Value
from care.kpis.numbers import Reading
from care.kpis.opinion_formulas import FORMULAS, OpinionKpi
from care.kpis.opinion_rows import rows
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, spans_of
from care.kpis.survey_population import surveyed
from care.surveys import Opinions

_OF: dict[OpinionKpi, Callable[[Opinions], Value]] = {
    OpinionKpi.SCORE: lambda said: Value(said.mean.value, said.mean.n),
    OpinionKpi.HUNDRED: lambda said: Value(said.mean.of_hundred, said.mean.n),
    OpinionKpi.INDEX: lambda said: Value(said.index.value, len(said.judging)),
    OpinionKpi.NPS: lambda said: Value(said.nps.value, said.nps.n),
    OpinionKpi.EASE: lambda said: Value(said.ces.value, said.ces.n),
    OpinionKpi.EASY: lambda said: Value(said.easy.value, said.easy.n, said.easy.hits, said.easy.n),
}


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    spans = [(span.start, span.end) for span in spans_of(asked)]
    said = surveys.opinions(session, whose=surveyed(actor, asked.filters), spans=spans)
    partly = said[asked.now.start, asked.now.end].index.is_partial
    return {kpi.value: _reading(asked, said, kpi, is_partial=partly and kpi is OpinionKpi.INDEX) for kpi in OpinionKpi}


def _reading(asked: Question, said: Mapping[surveys.Span, Opinions], kpi: OpinionKpi, *, is_partial: bool) -> Reading:

    def value(span: Bounds) -> Value:
        return _OF[kpi](said[span.start, span.end])

    return reading(asked, value, is_partial=is_partial)


PROVIDER = Provider(FORMULAS, _read, Permission.CUSTOMER_READ, rows)
