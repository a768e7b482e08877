"""The one visit a command is about: seen, permitted and still open, or a sentence."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import revisits_visible_to
from care.revisits.refusals import VisitOver
from core.errors import NotFound
from db.models import Customer, Revisit, User, VisitState


def find_open(session: Session, actor: Actor, revisit_id: int, permission: Permission) -> Revisit:
    """Held until the transaction ends; of two who end the same visit the later hears who was quicker.

    The customer is held before the visit, as whoever plans does: nobody waits for two in opposite orders.
    """
    visible = select(col(Revisit.customer_id)).where(
        col(Revisit.id) == revisit_id, revisits_visible_to(actor, permission)
    )
    customer_id = session.exec(visible).first()
    if customer_id is None:
        raise NotFound
    theirs = select(col(Customer.id)).where(col(Customer.id) == customer_id)
    session.exec(theirs.with_for_update(key_share=True)).all()
    visit = session.get_one(Revisit, revisit_id, populate_existing=True)
    if visit.state is not VisitState.OPEN:
        by = session.get(User, visit.done_by_id) if visit.done_by_id else None
        raise VisitOver(visit, by=by.name if by else "")
    # Seen a moment ago, and perhaps handed over or removed while we waited for our turn.
    if session.exec(visible).first() is None:
        raise NotFound
    return visit
