"""Writing a contact down."""

from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to, leads_visible_to
from care.interactions.contact import NewInteraction, problems
from care.interactions.stepping import settle_steps
from core import clock
from core.errors import Invalid, NotFound
from db.models import Complaint, Customer, Interaction, Lead


def write(
    session: Session,
    actor: Actor,
    *,
    contact: NewInteraction,
    customer_id: int | None = None,
    complaint_id: int | None = None,
    lead_id: int | None = None,
    revisit_id: int | None = None,
) -> Interaction:
    """A contact about a complaint one sees, with a lead one works on, else with a customer whose file one may edit."""
    actor.require(_needed(complaint_id, lead_id))
    since = None
    if complaint_id is not None:
        customer_id, since = _complaint(session, actor, complaint_id)
    elif lead_id is not None:
        customer_id, since = None, _lead(session, actor, lead_id)
    else:
        _see_customer(session, actor, customer_id)
    if found := problems(contact, now=clock.now(), today=clock.today(), since=since):
        raise Invalid(found)

    row = _row(actor, contact)
    row.customer_id, row.complaint_id, row.lead_id, row.revisit_id = customer_id, complaint_id, lead_id, revisit_id
    _wait_for_turn(session, customer_id)
    session.add(row)
    settle_steps(session, customer_id=customer_id, lead_id=lead_id)
    about = {"complaint": complaint_id, "customer": customer_id} | ({"lead": lead_id} if lead_id else {})
    audit.record(session, actor, "interaction.written", row, detail=about)
    return row


def hand_over(session: Session, *, lead_id: int, customer_id: int) -> int:
    """The contacts of a lead that became this customer are the customer's too; how many there are."""
    theirs = session.exec(select(Interaction).where(col(Interaction.lead_id) == lead_id)).all()
    for row in theirs:
        row.customer_id = customer_id
    session.flush()
    settle_steps(session, customer_id=customer_id)
    return len(theirs)


def _needed(complaint_id: int | None, lead_id: int | None) -> Permission:
    if complaint_id is not None:
        return Permission.COMPLAINT_OPEN
    return Permission.CUSTOMER_EDIT if lead_id is None else Permission.LEAD_WORK


def _row(actor: Actor, contact: NewInteraction) -> Interaction:
    return Interaction(
        at=contact.at or clock.now(),
        by_id=actor.id,
        medium=contact.medium,
        direction=contact.direction,
        outcome=contact.outcome,
        summary=contact.summary.strip(),
        next_step=contact.next_step.strip(),
        next_on=contact.next_on,
    )


def _wait_for_turn(session: Session, customer_id: int | None) -> None:
    """Of two who write at once, the later sees what the earlier planned."""
    session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id).with_for_update(key_share=True)).all()


def _complaint(session: Session, actor: Actor, complaint_id: int) -> tuple[int | None, datetime]:
    query = select(Complaint.customer_id, Complaint.received_at)
    found = session.exec(query.where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def _lead(session: Session, actor: Actor, lead_id: int) -> datetime:
    reached = leads_visible_to(actor, Permission.LEAD_WORK)
    found = session.exec(select(Lead.received_at).where(col(Lead.id) == lead_id, reached)).first()
    if found is None:
        raise NotFound
    return found


def _see_customer(session: Session, actor: Actor, customer_id: int | None) -> None:
    reached = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    if session.exec(select(col(Customer.id)).where(col(Customer.id) == (customer_id or 0), reached)).first() is None:
        raise NotFound
