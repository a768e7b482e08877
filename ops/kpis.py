"""`python3 -m ops kpis --from D --to D`: the figures of a period, the same as on the screen."""

import argparse
import json
from datetime import date
from typing import Any

from care import kpis
from care.kpis import Bounds, Figure, Figures, Unit, Value
from core.i18n import _
from db import session as database
from ops import acting, complaint_report, data_folder, migrate


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    period = kpis.custom(options.first, options.last)
    data_folder.use(options.data)
    migrate.bring_up_to_date()
    with database.reading() as session:
        actor = acting.actor_named(session, options.username)
        figures = kpis.figures(session, actor, period=period)
        complaints = kpis.complaint_figures(session, actor, period=period)
        promises = kpis.promises(session, actor, period=period)
    if options.json:
        told = as_json(figures) | {"complaints": complaint_report.as_json(complaints, promises)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(*as_lines(figures), *complaint_report.as_lines(complaints), sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops kpis", description=__doc__)
    day = date.fromisoformat
    parser.add_argument(
        "--from", dest="first", type=day, required=True, metavar="D", help=_("first day, as in 2026-01-01")
    )
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D", help=_("last day, itself included"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    acting.add_option(parser, help_=_("count only what this user may see"))
    data_folder.add_option(parser)
    return parser


def as_json(figures: Figures) -> dict[str, Any]:
    """Money in units of the currency, ratios as shares of one, days inclusive; null: nothing to divide by."""
    period = figures.period
    return {
        "period": {
            "kind": period.kind.value,
            **_span(Bounds(period.start, period.end)),
            "unfinished": figures.unfinished,
            "counted": _span(figures.counted),
        },
        "currency": figures.currency,
        "kpis": {kpi.value: _figure(figure, figures.compared) for kpi, figure in figures.by_kpi.items()},
    }


def _figure(figure: Figure, compared: Bounds) -> dict[str, Any]:
    unit = figure.formula.unit
    return {
        **_value(figure.now, unit),
        "unit": unit.value,
        "formula": figure.formula.definition,
        "previous": {**_value(figure.before, unit), **_span(compared)},
    }


def _value(value: Value, unit: Unit) -> dict[str, Any]:
    number = value.value / 100 if unit is Unit.MONEY and value.value is not None else value.value
    return {"value": number, "n": value.n, "numerator": value.numerator, "denominator": value.denominator}


def _span(bounds: Bounds) -> dict[str, str]:
    return {"from": bounds.start.isoformat(), "to": bounds.last_day.isoformat()}


def as_lines(figures: Figures) -> list[str]:
    counted, compared = _span(figures.counted), _span(figures.compared)
    head = _("{start} to {end}, compared with {earlier} to {later}").format(
        start=counted["from"], end=counted["to"], earlier=compared["from"], later=compared["to"]
    )
    lines = [head + (" · " + _("period not finished") if figures.unfinished else "")]
    for figure in figures.by_kpi.values():
        unit = figure.formula.unit
        now, before = _shown(figure.now, unit, figures.currency), _shown(figure.before, unit, figures.currency)
        lines.append(f"{figure.formula.title}: {now}  ({before})  n={figure.now.n}  {figure.formula.definition}")
    return lines


def _shown(value: Value, unit: Unit, currency: str) -> str:
    if value.value is None:
        return "—"
    if unit is Unit.RATIO:
        return f"{value.numerator:+d}/{value.denominator}" if value.is_fraction else f"{value.value:+.1%}"
    return f"{currency} {value.value / 100:,.2f}" if unit is Unit.MONEY else f"{value.value:,.0f}"
