"""What each number about customers means: one line of definition, its edges, its unit, where it comes from."""

from dataclasses import fields

from care.customers import LIFECYCLE, LifecyclePolicy
from care.kpis.formulas import Formula, Good, Group, Kpi, Unit
from care.kpis.purchase_formulas import PURCHASES
from core.i18n import N_

_ORDERS = N_("Valid orders")
_TODAY = N_("As it stands today, whatever the period.")
_BY_FIRST = N_("Customers by the day of their first valid order")

_BASE = (
    Formula(
        Kpi.GROWTH,
        N_("Customer growth (net)"),
        N_("(Active customers at the end − active customers at the start) ÷ active customers at the start."),
        N_("Nobody active at the start: “—”. Who came, came back or left is in the rows."),
        Unit.RATIO,
        N_("Valid orders"),
    ),
    Formula(
        Kpi.ACTIVE,
        N_("Active customers"),
        N_("Customers with at least one valid order in the 365 days before the end of the period."),
        N_("Cancelled and fully refunded orders do not count."),
        Unit.PEOPLE,
        N_("Valid orders"),
    ),
    Formula(
        Kpi.REVENUE,
        N_("Revenue"),
        N_("Amount of the valid orders placed in the period, less what was refunded on them."),
        N_("By the day of the order in the company's time zone; cancelled and fully refunded orders do not count."),
        Unit.MONEY,
        N_("Valid orders and their refunds"),
        adds_up=True,
    ),
    Formula(
        Kpi.NEW,
        N_("New customers"),
        N_("Customers whose first valid order ever was placed in the period."),
        N_("A customer who comes back after a long time is not new."),
        Unit.PEOPLE,
        N_("Valid orders"),
        adds_up=True,
    ),
    Formula(
        Kpi.CUSTOMERS,
        N_("Customers on file"),
        N_("Customers who had a file, or a first valid order, before the end of the period."),
        N_("Removed and merged files do not count."),
        Unit.PEOPLE,
        N_("Customers' files and valid orders"),
    ),
    Formula(
        Kpi.NEW_RATE,
        N_("New customers, share"),
        N_("Customers whose first valid order was placed in the period ÷ active customers at its start."),
        N_("Gross: nobody is taken off for leaving. Nobody active at the start: “—”. Can exceed 100 %."),
        Unit.SHARE,
        _BY_FIRST,
    ),
    Formula(
        Kpi.RETENTION,
        N_("Retention"),
        N_("Customers active at the start and at the end of the period ÷ customers active at its start."),
        N_("Who is new or comes back is in neither part, so it never exceeds 100 %."),
        Unit.SHARE,
        _ORDERS,
    ),
    Formula(
        Kpi.CHURN,
        N_("Churn"),
        N_("Customers active at the start and no more at the end of the period ÷ customers active at its start."),
        N_("What retention leaves of 100 %. Customers won in the period are left out."),
        Unit.SHARE,
        _ORDERS,
        good=Good.DOWN,
    ),
    Formula(
        Kpi.WON_BACK,
        N_("Customers won back"),
        N_("Customers active at the end and not at the start of the period who had bought before it."),
        N_("Counted apart: they are neither new nor retained."),
        Unit.PEOPLE,
        _ORDERS,
        adds_up=True,
    ),
)

_STAGES = (
    (Kpi.POTENTIAL, N_("Potential customers"), N_("On file, and no valid order yet."), Good.NEITHER),
    (Kpi.NEWCOMERS, N_("New, by stage"), N_("First valid order at most {new_days} days ago."), Good.UP),
    (Kpi.SETTLED, N_("Regular customers"), N_("Bought, and neither new, loyal nor lost."), Good.UP),
    (
        Kpi.LOYAL,
        N_("Loyal customers"),
        N_(
            "Bought on three days or more within {loyal_days} days, gave at least {content_from} of 5 points when last "
            "asked or never answered, and neither new nor lost."
        ),
        Good.UP,
    ),
    (
        Kpi.LOST,
        N_("Lost customers"),
        N_(
            "No valid order for more than {lost_days} days; with a rhythm of their own, for more than {lost_gaps} of "
            "their usual gaps and {lost_days_at_least} days."
        ),
        Good.DOWN,
    ),
)


def stage_numbers(policy: LifecyclePolicy) -> tuple[tuple[str, str], ...]:
    """What the definitions of the stages say in their places."""
    return tuple((field.name, str(getattr(policy, field.name))) for field in fields(policy))


STAGES = tuple(
    Formula(
        kpi, name, text, _TODAY, Unit.PEOPLE, _ORDERS, group=Group.STAGES, good=good, is_of_today=True,
        filled=stage_numbers(LIFECYCLE),
    )
    for kpi, name, text, good in _STAGES
)  # fmt: skip

FILES = (
    Formula(
        Kpi.STALE,
        N_("Stale files"),
        N_("Files that nobody has confirmed within the interval of their tier ÷ all files."),
        _TODAY,
        Unit.SHARE,
        N_("Customers' files by the day of their last verification"),
        group=Group.FILES,
        good=Good.DOWN,
        is_of_today=True,
    ),
    Formula(
        Kpi.COMPLETENESS,
        N_("Completeness of files"),
        N_("The mean over all files of the weight of the fields that are filled ÷ the weight of the fields asked for."),
        _TODAY,
        Unit.SHARE,
        N_("Customers' files"),
        group=Group.FILES,
        is_of_today=True,
    ),
)

FORMULAS = {formula.kpi: formula for formula in (*_BASE, *PURCHASES, *STAGES, *FILES)}
