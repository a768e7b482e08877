"""The codes of a complaint in the words of its sentences. Pure."""

from core.i18n import N_, _
from db.models import ComplaintCategory, ComplaintState, Severity

STATES = {
    ComplaintState.NEW: N_("Registered"),
    ComplaintState.ACCEPTED: N_("Accepted"),
    ComplaintState.INVESTIGATING: N_("Investigating"),
    ComplaintState.WAITING_CUSTOMER: N_("Waiting for the customer"),
    ComplaintState.WAITING_THIRD: N_("Waiting for a third party"),
    ComplaintState.PROPOSED: N_("Solution communicated"),
    ComplaintState.CLOSED: N_("Closed"),
    ComplaintState.REJECTED: N_("Not upheld"),
    ComplaintState.DUPLICATE: N_("Duplicate"),
    ComplaintState.WITHDRAWN: N_("Withdrawn"),
}

SEVERITIES = {
    Severity.CRITICAL: N_("Critical"),
    Severity.MAJOR: N_("Major"),
    Severity.NORMAL: N_("Normal"),
    Severity.MINOR: N_("Minor"),
}
CATEGORIES = {
    ComplaintCategory.QUALITY: N_("Product quality"),
    ComplaintCategory.ATTITUDE: N_("Attitude of staff"),
    ComplaintCategory.DELIVERY: N_("Delivery"),
    ComplaintCategory.PRICE: N_("Price and invoice"),
    ComplaintCategory.CONTRACT: N_("Contract and promises"),
    ComplaintCategory.AFTER_SALES: N_("After-sales and repair"),
    ComplaintCategory.PRIVACY: N_("Personal data"),
    ComplaintCategory.ADVERTISING: N_("Misleading advertising"),
    ComplaintCategory.SLOWNESS: N_("Slow to answer"),
    ComplaintCategory.OTHER: N_("Other"),
}


def state_word(state: ComplaintState) -> str:
    return _(STATES[state])


def severity_word(severity: Severity) -> str:
    return _(SEVERITIES[severity])


def category_word(category: ComplaintCategory) -> str:
    return _(CATEGORIES[category])
