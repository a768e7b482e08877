"""How the firm wants its numbers told: complaints of a hundred customers or a thousand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from care.kpis.complaint_measures import ComplaintKpi
from care.kpis.figures import Value
from care.kpis.formulas import Formula, Unit
from care.kpis.numbers import Reading, Target
from core.i18n import N_


class ComplaintsPer(StrEnum):
    HUNDRED = "100"
    THOUSAND = "1000"


@dataclass(frozen=True)
class NumberPolicy:
    """The defaults tell every number as it is counted and stored."""

    policy: ClassVar[str] = "numbers"

    complaints_per: ComplaintsPer = ComplaintsPer.HUNDRED


def told(formula: Formula, policy: NumberPolicy) -> Formula:
    """What this number means where it is told in the firm's way."""
    if formula.kpi is ComplaintKpi.RATE and policy.complaints_per is ComplaintsPer.THOUSAND:
        return _per_thousand(formula)
    return formula


def all_told(formulas: Mapping[str, Formula], policy: NumberPolicy) -> dict[str, Formula]:
    return {code: told(formula, policy) for code, formula in formulas.items()}


def _per_thousand(formula: Formula) -> Formula:
    return replace(
        formula,
        name=N_("Complaints per 1,000 customers"),
        text=N_("Complaints received in the period ÷ active customers at its end × 1,000."),
        edges=N_(
            "Upheld or not, withdrawn or not, a complaint counts; duplicates, inquiries, suggestions and praise do "
            "not. Complaints of nobody we know count only in the numbers of the whole firm. Can exceed 1,000."
        ),
        unit=Unit.PER_THOUSAND_CUSTOMERS,
        factor=10.0,
    )


def told_value(value: Value, formula: Formula) -> Value:
    return value if value.value is None else replace(value, value=value.value * formula.factor)


def told_reading(reading: Reading, formula: Formula) -> Reading:
    if formula.factor == 1:
        return reading
    months = tuple(
        month if month.value is None else replace(month, value=month.value * formula.factor) for month in reading.months
    )
    return replace(
        reading, now=told_value(reading.now, formula), before=told_value(reading.before, formula), months=months
    )


def told_target(target: Target | None, formula: Formula) -> Target | None:
    return target and Target(target.target * formula.factor, target.red_from * formula.factor)


def stored_target(target: Target | None, formula: Formula) -> Target | None:
    """What was typed in the unit that is told, as it is counted."""
    return target and Target(target.target / formula.factor, target.red_from / formula.factor)
