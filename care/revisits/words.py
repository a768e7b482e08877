"""Why a customer is not visited, in words; and the codes of visits."""

from core.i18n import N_
from db.models import Demand, PlanEnd, VisitCause, VisitState

STATES = {
    VisitState.OPEN: N_("Open"),
    VisitState.DONE: N_("Done"),
    VisitState.SKIPPED: N_("Left out"),
    VisitState.CANCELLED: N_("Called off"),
}
CAUSES = {
    VisitCause.CYCLE: N_("By the plan"),
    VisitCause.ORDER: N_("After an order"),
    VisitCause.COMPLAINT: N_("After a complaint"),
    VisitCause.MANUAL: N_("On a day agreed"),
}
DEMANDS = {
    Demand.NEW_PRODUCT: N_("New product"),
    Demand.REPURCHASE: N_("Buy again"),
    Demand.PRICE: N_("Price, discount"),
    Demand.DELIVERY: N_("Delivery"),
    Demand.QUALITY: N_("Better quality"),
    Demand.AFTER_SALES: N_("Repair, after-sales"),
    Demand.TRAINING: N_("Training, how to use"),
    Demand.CUSTOM: N_("Custom made"),
    Demand.PAYMENT: N_("Payment, invoice"),
    Demand.OTHER: N_("Something else"),
}
WHY_NOT = {
    PlanEnd.CONSENT: N_("The customer does not want to be contacted for service, so nobody visits them."),
    PlanEnd.LOST: N_("The customer counts as lost, and the firm plans no visits to those."),
    PlanEnd.PAUSED: N_("Visits to this customer are paused. Resume them first."),
    PlanEnd.REMOVED: N_("The customer was removed."),
}
