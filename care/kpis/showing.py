"""How the firm wants its numbers told: complaints of 100 customers or of 1,000, worth before margin or after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from care.customers import LIFECYCLE, LifecyclePolicy
from care.kpis.complaint_measures import ComplaintKpi
from care.kpis.customer_formulas import stage_numbers
from care.kpis.figures import Value
from care.kpis.formulas import Formula, Group, Kpi, Unit
from care.kpis.numbers import Reading, Target
from core.i18n import N_, _


class ComplaintsPer(StrEnum):
    HUNDRED = "100"
    THOUSAND = "1000"


@dataclass(frozen=True)
class NumberPolicy:
    """The defaults tell every number as it is counted and stored."""

    policy: ClassVar[str] = "numbers"

    complaints_per: ComplaintsPer = ComplaintsPer.HUNDRED
    margin_percent: float = 100.0
    """Gross, of what customers paid; 100: it is not known, and what a customer brought is a contribution, no profit."""

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        if 0 < self.margin_percent <= 100:
            return {}
        return {"margin_percent": _("More than 0 and at most 100 per cent, please.")}


_WORTH = {
    Kpi.VALUE_SO_FAR: (
        N_("Customer value so far"),
        N_(
            "Amount of all valid orders before the end, less refunds × a gross margin of {margin} % ÷ customers who "
            "had ordered by then."
        ),
    ),
    Kpi.VALUE_EXPECTED: (
        N_("Expected customer value"),
        N_(
            "Mean order × a gross margin of {margin} % × orders a year of an active customer × expected years: 1 ÷ "
            "yearly churn, ten at most."
        ),
    ),
}


def told(formula: Formula, policy: NumberPolicy) -> Formula:
    """What this number means where it is told in the firm's way."""
    if formula.kpi is ComplaintKpi.RATE and policy.complaints_per is ComplaintsPer.THOUSAND:
        return _per_thousand(formula)
    if formula.kpi in _WORTH and policy.margin_percent < 100:
        return _worth(formula, policy.margin_percent)
    return formula


def all_told(
    formulas: Mapping[str, Formula], policy: NumberPolicy, stages: LifecyclePolicy = LIFECYCLE
) -> dict[str, Formula]:
    """Also with what new, loyal and lost mean to the firm."""
    numbers = stage_numbers(stages)
    found = {code: told(formula, policy) for code, formula in formulas.items()}
    of_stages = {code: one for code, one in found.items() if one.group is Group.STAGES}
    return found | {code: replace(one, filled=numbers) for code, one in of_stages.items()}


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


def _worth(formula: Formula, margin: float) -> Formula:
    name, text = _WORTH[Kpi(formula.kpi)]
    edges = (
        N_("Gross margin as set in the settings, the same for every order; no other cost is taken off.")
        if formula.kpi is Kpi.VALUE_SO_FAR
        else formula.edges
    )
    return replace(formula, name=name, text=text, edges=edges, filled=(("margin", f"{margin:g}"),), factor=margin / 100)


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
