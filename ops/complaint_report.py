"""The numbers about complaints as `python3 -m ops kpis` prints them."""

from collections.abc import Sequence
from typing import Any

from care.kpis import Bounds, ComplaintFigure, ComplaintFigures, Promises, PromisesBy, Value


def as_json(figures: ComplaintFigures, promises: PromisesBy) -> dict[str, Any]:
    """Times in minutes, shares as shares of one; null: nothing to divide by, or longer than the last band."""
    return {
        "kpis": {kpi.value: _figure(figure, figures.compared) for kpi, figure in figures.by_kpi.items()},
        "bands": [{"hours": band.hours, "complaints": band.complaints, "share": band.share} for band in figures.bands],
        "promises": {
            "handlers": _promises(promises.handlers),
            "teams": _promises(promises.teams),
            "severities": _promises(promises.severities),
        },
    }


def _figure(figure: ComplaintFigure, compared: Bounds) -> dict[str, Any]:
    days = {"from": compared.start.isoformat(), "to": compared.last_day.isoformat()}
    return {
        **_value(figure.now),
        "unit": figure.formula.unit.value,
        "formula": figure.formula.definition,
        "can_still_grow": figure.is_censored,
        "previous": {**_value(figure.before), **days},
    }


def _value(value: Value) -> dict[str, Any]:
    return {"value": value.value, "n": value.n, "numerator": value.numerator, "denominator": value.denominator}


def _promises(parts: Sequence[Promises]) -> list[dict[str, Any]]:
    return [
        {
            "key": part.key,
            "name": part.name,
            "ack": _value(part.ack),
            "response": _value(part.response),
            "resolution": _value(part.resolution),
            "resolution_extended": _value(part.extended),
        }
        for part in parts
    ]
