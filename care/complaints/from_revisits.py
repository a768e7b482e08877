"""What a customer was dissatisfied with on a visit becomes a complaint: the visit and it, in one transaction."""

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import revisits
from care.complaints.intake import register
from care.complaints.newcomers import LENGTHS, NewComplaint
from care.revisits import VisitReport
from core.i18n import _
from db.models import Complaint, ComplaintCategory, ComplaintKind, Demand

_CATEGORIES = {
    Demand.AFTER_SALES: ComplaintCategory.AFTER_SALES,
    Demand.DELIVERY: ComplaintCategory.DELIVERY,
    Demand.PAYMENT: ComplaintCategory.CONTRACT,
    Demand.PRICE: ComplaintCategory.PRICE,
    Demand.QUALITY: ComplaintCategory.QUALITY,
}
"""What a customer asks for says what they miss."""


def complaint_from_visit(report: VisitReport, *, customer_id: int, order_id: int | None = None) -> NewComplaint:
    """Filled in from what was told of the visit."""
    asked = (_CATEGORIES[demand] for demand in report.demands if demand in _CATEGORIES)
    said = report.problem.strip() or report.contact.summary.strip()
    return NewComplaint(
        kind=ComplaintKind.COMPLAINT,
        channel=report.contact.medium,
        category=next(asked, ComplaintCategory.OTHER),
        description=said[: LENGTHS["description"]],
        customer_id=customer_id,
        order_id=order_id,
        received_at=report.contact.at,
        late_reason=_("Heard on a revisit and written down later."),
        remedy_requested=_("Not said"),
    )


def register_from_revisit(
    session: Session, actor: Actor, revisit_id: int, *, report: VisitReport, complaint: NewComplaint
) -> Complaint:
    """The visit is made, and what it found is registered; each names the other. The usual rules of intake hold."""
    actor.require(Permission.COMPLAINT_OPEN)
    visit = revisits.complete(session, actor, revisit_id, report=report)
    row = register(session, actor, complaint=complaint)
    revisits.name_complaint(session, visit.id, row.id)
    return row
