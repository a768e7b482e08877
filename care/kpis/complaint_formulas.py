"""What each number about complaints means: one line of definition, its edges, its unit, where it comes from."""

from care.kpis.complaint_measures import ComplaintKpi
from care.kpis.formulas import Formula, Unit
from core.i18n import N_

_K = ComplaintKpi
_RECEIVED = N_("Complaints by the moment the customer said it")
_ENDED = N_("Complaints by the moment they were closed")

FORMULAS = (
    Formula(
        _K.RATE,
        N_("Complaints per 100 customers"),
        N_("Complaints received in the period ÷ active customers at its end × 100."),
        N_(
            "Upheld or not, withdrawn or not, a complaint counts; duplicates, inquiries, suggestions and praise do "
            "not. Complaints of nobody we know count only in the numbers of the whole firm. Can exceed 100."
        ),
        Unit.PER_HUNDRED,
        _RECEIVED,
    ),
    Formula(
        _K.BACKLOG,
        N_("Open complaints at the end"),
        N_("Complaints received before the end of the period that had not ended by then."),
        N_("Rebuilt from what happened and when, not from how they stand today. Duplicates are left out."),
        Unit.COMPLAINTS,
        N_("Complaints and their events"),
    ),
    Formula(
        _K.UPHELD,
        N_("Complaints upheld"),
        N_("Complaints found to be upheld or partly upheld ÷ complaints closed in the period."),
        N_("Rejected ones count as not upheld. Duplicates and withdrawn ones are left out."),
        Unit.SHARE,
        _ENDED,
    ),
    Formula(
        _K.REPEAT,
        N_("Complaints repeated"),
        N_(
            "Complaints whose customer had another of the same category in the 90 days before ÷ complaints "
            "received in the period."
        ),
        N_("However the earlier one ended. Complaints of nobody we know repeat nothing."),
        Unit.SHARE,
        _RECEIVED,
    ),
    Formula(
        _K.REOPENED,
        N_("Complaints reopened"),
        N_("Complaints closed in the period that were reopened within 30 days ÷ complaints closed in the period."),
        N_(
            "Every closing counts, also one that did not last; a complaint counts once. While the last 30 days "
            "before today are in the period, the number can still grow."
        ),
        Unit.SHARE,
        N_("Complaints and their events"),
    ),
    Formula(
        _K.CLOSED_IN_TIME,
        N_("Closed within 48 hours"),
        N_("Complaints closed no more than 48 hours after receipt ÷ complaints closed in the period."),
        N_(
            "The whole time on the wall, whatever the target was, in four bands: up to 24 hours, 48 hours, 7 days, "
            "and longer."
        ),
        Unit.SHARE,
        _ENDED,
    ),
    Formula(
        _K.CUSTOMERS,
        N_("Customers who complained"),
        N_("Customers with at least one complaint received in the period ÷ active customers at its end."),
        N_("A customer counts once, however often they complain, active or not."),
        Unit.SHARE,
        _RECEIVED,
    ),
    Formula(
        _K.ORDERS,
        N_("Complaints per 1,000 orders"),
        N_("Complaints about an order received in the period ÷ valid orders placed in the period × 1,000."),
        N_("A late complaint belongs to the period in which it was received, not to that of its order."),
        Unit.PER_THOUSAND,
        _RECEIVED,
    ),
)
