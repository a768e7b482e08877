"""The codes of a complaint in the words of its sentences. Pure."""

from core.i18n import N_, _
from db.models import ComplaintState

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


def state_word(state: ComplaintState) -> str:
    return _(STATES[state])
