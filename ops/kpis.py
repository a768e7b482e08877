"""`python3 -m ops kpis --from D --to D`: the figures of a period, the same as on the screen."""

import argparse
import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from care import kpis, rulebook
from care.kpis import AMOUNTS, Bounds, ComplaintsPer, Cut, Number, NumberPolicy, Numbers, Unit, Value
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
        showing = _showing(session, is_for_scripts=options.json)
        numbers = kpis.numbers(session, actor, period=period, showing=showing)
        cut = Cut(options.by) if options.by else None
        parts = kpis.numbers_by(session, actor, cut=cut, period=period, showing=showing) if cut else ()
        promises = kpis.promises(session, actor, period=period)
        complaints = kpis.complaint_figures(session, actor, period=period)
    if options.json:
        told = as_json(numbers) | {"complaints": complaint_report.as_json(complaints, promises)}
        told |= {"by": {"cut": options.by, "parts": [_part(part) for part in parts]}} if options.by else {}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(*as_lines(numbers), *_part_lines(parts), sep="\n")
    return 0


def _showing(session: Session, *, is_for_scripts: bool) -> NumberPolicy:
    """As on the screen; a script reads complaints of a hundred customers, whatever the firm looks at."""
    policy = rulebook.in_force(session, NumberPolicy)
    return replace(policy, complaints_per=ComplaintsPer.HUNDRED) if is_for_scripts else policy


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops kpis", description=__doc__)
    day = date.fromisoformat
    parser.add_argument(
        "--from", dest="first", type=day, required=True, metavar="D", help=_("first day, as in 2026-01-01")
    )
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D", help=_("last day, itself included"))
    parser.add_argument(
        "--by", choices=[cut.value for cut in Cut], help=_("each part of the firm, or month, by itself")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    acting.add_option(parser, help_=_("count only what this user may see"))
    data_folder.add_option(parser)
    return parser


def as_json(numbers: Numbers) -> dict[str, Any]:
    """Money in units of the currency, ratios as shares of one, times in minutes; null: nothing to divide by."""
    period = numbers.period
    return {
        "period": {
            "kind": period.kind.value,
            **_span(Bounds(period.start, period.end)),
            "unfinished": numbers.unfinished,
            "counted": _span(numbers.counted),
        },
        "currency": numbers.currency,
        "kpis": {code: _number(one, numbers.compared) for code, one in numbers.by_code.items()},
    }


def _number(number: Number, compared: Bounds) -> dict[str, Any]:
    unit = number.formula.unit
    target = number.target
    return {
        **_value(number.now, unit),
        "label": number.formula.title,
        "unit": unit.value,
        "formula": number.formula.definition,
        "interval": number.interval,
        "small_sample": number.is_small,
        "can_still_grow": number.reading.is_censored,
        "partial": number.reading.is_partial,
        "as_of_today": number.formula.is_of_today,
        "target": target and {"value": _scaled(target.target, unit), "red_from": _scaled(target.red_from, unit)},
        "light": number.light,
        "previous": {**_value(number.before, unit), **_span(compared)},
    }


def _part(part: kpis.Part) -> dict[str, Any]:
    return {"key": part.key, "name": part.name, "kpis": as_json(part.numbers)["kpis"]}


def _value(value: Value, unit: Unit) -> dict[str, Any]:
    number = _scaled(value.value, unit)
    return {"value": number, "n": value.n, "numerator": value.numerator, "denominator": value.denominator}


def _scaled(value: float | None, unit: Unit) -> float | None:
    return value / 100 if unit is Unit.MONEY and value is not None else value


def _span(bounds: Bounds) -> dict[str, str]:
    return {"from": bounds.start.isoformat(), "to": bounds.last_day.isoformat()}


def as_lines(numbers: Numbers) -> list[str]:
    counted, compared = _span(numbers.counted), _span(numbers.compared)
    head = _("{start} to {end}, compared with {earlier} to {later}").format(
        start=counted["from"], end=counted["to"], earlier=compared["from"], later=compared["to"]
    )
    lines = [head + (" · " + _("period not finished") if numbers.unfinished else "")]
    return lines + [_line(one, numbers.currency) for one in numbers.by_code.values()]


def _line(one: Number, currency: str) -> str:
    unit = one.formula.unit
    now, before = _shown(one.now, unit, currency), _shown(one.before, unit, currency)
    return f"{one.formula.title}: {now}  ({before})  n={one.now.n}  {one.formula.definition}"


def _part_lines(parts: tuple[kpis.Part, ...]) -> list[str]:
    lines = []
    for part in parts:
        lines += ["", part.name]
        lines += [_line(one, part.numbers.currency) for one in part.numbers.by_code.values()]
    return lines


def _shown(value: Value, unit: Unit, currency: str) -> str:
    if value.value is None:
        return "—"
    if value.is_fraction:
        return (
            f"{value.numerator:+d}/{value.denominator}"
            if unit is Unit.RATIO
            else f"{value.numerator}/{value.denominator}"
        )
    match unit:
        case Unit.RATIO:
            return f"{value.value:+.1%}"
        case Unit.SHARE:
            return f"{value.value:.1%}"
        case Unit.MINUTES:
            return f"{value.value / 60:,.1f} h"
        case Unit.MONEY:
            return f"{currency} {value.value / 100:,.2f}"
    return f"{value.value:,.0f}" if unit in AMOUNTS else f"{value.value:,.2f}"
