"""Every number there is. One more kind of number is one more provider in a file of its own, and a line here."""

from care.kpis import (
    complaint_provider,
    contact_provider,
    customer_provider,
    lead_provider,
    opinion_provider,
    revisit_provider,
    rule_provider,
    sales_provider,
    survey_provider,
)
from care.kpis.formulas import Formula
from care.kpis.providing import Provider

PROVIDERS: tuple[Provider, ...] = (
    customer_provider.PROVIDER,
    survey_provider.PROVIDER,
    opinion_provider.PROVIDER,
    complaint_provider.PROVIDER,
    lead_provider.PROVIDER,
    sales_provider.PROVIDER,
    revisit_provider.PROVIDER,
    contact_provider.PROVIDER,
    rule_provider.PROVIDER,
)
ALL_FORMULAS: dict[str, Formula] = {
    formula.kpi.value: formula for provider in PROVIDERS for formula in provider.formulas
}
