"""A contact written down by the ordinary form is the visit that is due: nobody writes one conversation down twice."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import open_revisits_visible_to
from care import interactions
from care.interactions import NewInteraction, is_response
from care.revisits.report import VisitReport
from care.revisits.settling import replan
from care.revisits.working import attempt, complete, is_of_visit
from core import clock
from db.models import Interaction, Revisit


def log_contact(
    session: Session, actor: Actor, *, contact: NewInteraction, customer_id: int, as_visit: bool = True
) -> Interaction:
    """With a customer whose file the actor may edit. `as_visit`: it counts as the visit that is due, if one is."""
    actor.require(Permission.CUSTOMER_EDIT)
    visit = _open_visit(session, actor, customer_id) if as_visit else None
    if visit is None or not is_of_visit(visit, contact.at or clock.now()):
        written = interactions.write(session, actor, contact=contact, customer_id=customer_id)
        replan(session, customer_id)
        return written
    if is_response(contact):
        complete(session, actor, visit.id, report=VisitReport(contact))
    else:
        attempt(session, actor, visit.id, contact=contact)
    mine = select(Interaction).where(col(Interaction.revisit_id) == visit.id).order_by(col(Interaction.id).desc())
    return session.exec(mine.limit(1)).one()


def visit_due(session: Session, actor: Actor, customer_id: int) -> int | None:
    """The open visit of this customer that a talk just now makes."""
    visit = _open_visit(session, actor, customer_id)
    return visit.id if visit is not None and is_of_visit(visit, clock.now()) else None


def _open_visit(session: Session, actor: Actor, customer_id: int) -> Revisit | None:
    actor.require(Permission.REVISIT_WORK)
    seen = open_revisits_visible_to(actor, Permission.REVISIT_WORK)
    return session.exec(select(Revisit).where(col(Revisit.customer_id) == customer_id, seen)).first()
