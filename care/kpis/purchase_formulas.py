"""What each number about buying again, and about what a customer is worth, means."""

from care.kpis.formulas import Formula, Group, Kpi, Unit
from core.i18n import N_

_DAYS = N_("Days of valid orders")
_BY_FIRST = N_("Customers by the day of their first valid order")
_MONEY = N_("Valid orders and their refunds")

PURCHASES = (
    Formula(
        Kpi.REPURCHASE,
        N_("Repurchase rate"),
        N_("Customers with valid orders on two days or more ÷ those with any, in the 365 days before the end."),
        N_("Two orders of one day are one purchase. Cancelled and fully refunded orders do not count."),
        Unit.SHARE,
        _DAYS,
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.REBOUGHT,
        N_("Bought in the next window too"),
        N_("Of the customers who bought in the 90 days before the last 90, the share who bought in the last 90 too."),
        N_("Windows of 90 days that lead to the end of the period, however long it is."),
        Unit.SHARE,
        _DAYS,
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.ORDER_REPEAT,
        N_("Repeat orders"),
        N_("Valid orders of the period that were not their customer's first ÷ valid orders of the period."),
        N_("A single heavy buyer can pull it up."),
        Unit.SHARE,
        N_("Valid orders by their day"),
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.AGAIN_SOON,
        N_("Bought again within 30 days"),
        N_("New customers of the period who bought on another day within 30 days ÷ new customers of the period."),
        N_("Only those whose 30 days are over."),
        Unit.SHARE,
        _BY_FIRST,
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.AGAIN_LATER,
        N_("Bought again within 90 days"),
        N_("New customers of the period who bought on another day within 90 days ÷ new customers of the period."),
        N_("Only those whose 90 days are over."),
        Unit.SHARE,
        _BY_FIRST,
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.VALUE_SO_FAR,
        N_("Contribution of a customer so far"),
        N_("Amount of all valid orders before the end, less refunds ÷ customers who had ordered by then."),
        N_("No margin is known, so it is what customers paid and no profit."),
        Unit.MONEY,
        _MONEY,
        group=Group.PURCHASES,
    ),
    Formula(
        Kpi.VALUE_EXPECTED,
        N_("Expected contribution of a customer"),
        N_("Mean order × orders a year of an active customer × expected years: 1 ÷ yearly churn, ten at most."),
        N_("From the 365 days before the end. “—” with fewer than 30 active customers, or when nobody left in a year."),
        Unit.MONEY,
        _MONEY,
        group=Group.PURCHASES,
    ),
)
