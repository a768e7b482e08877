"""What a report holds: the numbers of a whole firm's month or quarter, as plain data that is frozen as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from auth.actor import SYSTEM
from care import causes, kpis
from care.kpis import Bounds, ComplaintKpi, Kpi, Number, Numbers, Period, Slice, Unit, Value
from care.reports.review import followed_up
from care.reports.rules import rules
from core.i18n import LANGUAGES, speaking
from core.settings import settings

Content = dict[str, Any]
# The first of each that is counted here.
_FIRST = (("satisfaction", ComplaintKpi.CSAT.value), (ComplaintKpi.RATE.value,), (Kpi.GROWTH.value,))


def content_of(session: Session, period: Period) -> Content:
    """Of the whole firm, whoever asks for it: two people who make the same report make the same numbers."""
    numbers = kpis.numbers(session, SYSTEM, period=period)
    return {
        "company": settings().company,
        "currency": numbers.currency,
        "kind": period.kind.value,
        "period": _span(Bounds(period.start, period.end)),
        "compared": _span(numbers.compared),
        "formula_version": kpis.FORMULA_VERSION,
        "first": [next(code for code in codes if code in numbers.by_code) for codes in _FIRST],
        "order": list(numbers.by_code),
        "kpis": {code: _number(one) for code, one in numbers.by_code.items()},
        "parts": _parts(session, period),
        "complaints": _complaints(session, numbers),
        "channels": _channels(session, period),
        **followed_up(session, period),
        **rules(session, period),
    }


def in_order(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The numbers as they are shown: what is frozen is sorted by code."""
    return [content["kpis"][code] for code in content["order"]]


def canonical(content: Content) -> str:
    """The same content always makes the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _span(bounds: Bounds) -> dict[str, str]:
    return {"from": bounds.start.isoformat(), "to": bounds.last_day.isoformat()}


def _number(number: Number) -> dict[str, Any]:
    """As `ops kpis --json` says it: money in units of the currency, ratios as shares of one, times in minutes."""
    formula, unit, aim = number.formula, number.formula.unit, number.target
    return {
        **_value(number.now, unit),
        "words": _words(formula),
        "unit": unit.value,
        "group": formula.group.value,
        "good": formula.good.value,
        "change": number.change,
        "target": aim and {"value": _scaled(aim.target, unit), "red_from": _scaled(aim.red_from, unit)},
        "aim": number.aim is not None,
        "light": number.light,
        "small_sample": number.is_small,
        "can_still_grow": number.reading.is_censored,
        "as_of_today": formula.is_of_today,
        "previous": _value(number.before, unit),
        "months": [
            {"month": f"{month.start:%Y-%m}", "value": _scaled(month.value, unit), "n": month.n}
            for month in number.reading.months
        ],
    }


def _words(formula: kpis.Formula) -> dict[str, dict[str, str]]:
    """As the number was defined on that day: a later definition changes no report."""
    told = {}
    for language in LANGUAGES:
        with speaking(language):
            told[language] = {"title": formula.title, "formula": formula.definition}
    return told


def _value(value: Value, unit: Unit = Unit.SHARE) -> dict[str, Any]:
    number = _scaled(value.value, unit)
    return {"value": number, "n": value.n, "numerator": value.numerator, "denominator": value.denominator}


def _scaled(value: float | None, unit: Unit) -> float | None:
    return value / 100 if unit is Unit.MONEY and value is not None else value


def _parts(session: Session, period: Period) -> dict[str, Any]:
    found = kpis.breakdown(session, SYSTEM, period=period)
    cuts = {"tier": found.by_tier, "source": found.by_source, "region": found.by_region}
    return {cut: [_part(part) for part in parts] for cut, parts in cuts.items()}


def _part(part: Slice) -> dict[str, Any]:
    return {
        "key": part.key,
        "active": part.active_at_end,
        "came": part.came,
        "orders": part.orders,
        "revenue": part.revenue_cents / 100,
    }


def _complaints(session: Session, numbers: Numbers) -> dict[str, Any]:
    period = numbers.period
    figures = kpis.complaint_figures(session, SYSTEM, period=period, months_shown=0)
    promises = kpis.promises(session, SYSTEM, period=period)
    by_cause = causes.pareto(session, SYSTEM, by=causes.Cut.CAUSE, start=period.start, end=period.end)
    by_kind = causes.pareto(session, SYSTEM, by=causes.Cut.CATEGORY, start=period.start, end=period.end)
    return {
        "received": by_cause.total,
        "closed": sum(band.complaints for band in figures.bands),
        "bands": [{"hours": band.hours, "n": band.complaints, "share": band.share} for band in figures.bands],
        "promises": [
            {
                "severity": one.key,
                "ack": _value(one.ack),
                "response": _value(one.response),
                "resolution": _value(one.resolution),
            }
            for one in promises.severities
        ],
        "without_cause": by_cause.without,
        "causes": [{"key": bar.key, "n": bar.n} for bar in by_cause.bars],
        "categories": [{"key": bar.key, "n": bar.n} for bar in by_kind.bars],
    }


def _channels(session: Session, period: Period) -> list[dict[str, Any]]:
    mix = kpis.channel_mix(session, SYSTEM, period=period)
    return [{"medium": one.medium.value, "n": one.n, "reached": one.reached.numerator} for one in mix.channels]
