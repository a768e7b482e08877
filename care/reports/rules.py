"""The rules in a quarterly review: what is frozen of them, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session

from auth.actor import SYSTEM
from care import handbook
from care.handbook import InspectionRow, RuleKept
from care.kpis import Kind, Period, Unit
from care.reports import shown
from care.reports.blocks import Block, Heading, Table, Words
from core.i18n import N_, _, language
from db.models import ReviewVerdict

_VERDICTS = {
    ReviewVerdict.KEEP: N_("Keep"),
    ReviewVerdict.REVISE: N_("Revise"),
    ReviewVerdict.RETIRE: N_("Retire"),
}


def rules(session: Session, period: Period) -> dict[str, Any]:
    """Nothing in the report of a month: rules are looked at each quarter."""
    if period.kind is not Kind.QUARTER:
        return {}
    found = handbook.rules_in_review(session, SYSTEM, period=period)
    return {
        "rules": {
            "held": {verdict.value: found.held.get(verdict, 0) for verdict in ReviewVerdict},
            "owed": found.owed,
            "kept": [_kept(one) for one in found.kept],
            "findings": [_finding(one) for one in found.findings],
        }
    }


def without_findings(content: dict[str, Any]) -> dict[str, Any]:
    """For who sees numbers and no case: what supervisors wrote is left out."""
    return content | {"rules": content["rules"] | {"findings": []}} if "rules" in content else content


def blocks(content: Mapping[str, Any]) -> Iterator[Block]:
    """Of a report that was made before rules were part of it, nothing."""
    if (told := content.get("rules")) is None:
        return
    yield Heading(_("Rules: reviewed, kept, and checked"))
    held = ", ".join(f"{_(_VERDICTS[verdict])} {told['held'].get(verdict, 0)}" for verdict in ReviewVerdict)
    line = _("Reviews held: {held} ({verdicts}). Reviews owed: {owed}.")
    yield Words(line.format(held=sum(told["held"].values()), verdicts=held, owed=told["owed"]))
    yield from tables(content)


def tables(content: Mapping[str, Any]) -> Iterator[Table]:
    told = content["rules"]
    if told["kept"]:
        head = (_("Rule"), _("Kept"), "n", _("Not kept"), _("Of these excused"))
        yield Table(head, tuple(_kept_row(one) for one in told["kept"]), (4, 1, 1, 1, 1), ends=(1, 2, 3, 4))
    if told["findings"]:
        head = (_("Rule"), _("Day"), _("Department"), _("Found"), _("Standing"))
        yield Table(head, tuple(_finding_row(one) for one in told["findings"]), (0.8, 1.2, 1.2, 4, 1.6))


def _kept(one: RuleKept) -> dict[str, Any]:
    return {
        "code": one.code,
        "titles": dict(one.titles),
        "as_of_today": one.is_snapshot,
        "value": one.rate.value.value,
        "n": one.rate.n,
        "numerator": one.rate.met,
        "denominator": one.rate.n,
        "excused": one.rate.excused,
    }


def _finding(one: InspectionRow) -> dict[str, Any]:
    return {
        "code": one.code,
        "on": one.on.isoformat(),
        "by": one.by,
        "team": one.team,
        "finding": one.finding,
        "is_kept": one.is_kept,
        "is_to_do": one.task_id is not None and not one.is_put_right,
        "is_put_right": one.is_put_right,
    }


def _kept_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    name = f"{one['code']} {one['titles'][language()]}"
    if one["as_of_today"]:
        name = f"{name} · {_('as of the day it was made')}"
    missed = one["denominator"] - one["numerator"]
    return name, shown.value(one, Unit.SHARE, ""), str(one["n"]), str(missed), str(one["excused"])


def _finding_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    marks = [_("kept") if one["is_kept"] else _("▲ not kept")]
    marks += [_("to be put right")] if one["is_to_do"] else [_("put right")] if one["is_put_right"] else []
    return one["code"], one["on"], one["team"] or shown.NOTHING, one["finding"], " · ".join(marks)
