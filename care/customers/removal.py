"""Taking a customer off every list, and bringing them back."""

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import revisits
from care.customers.finding import find_to_change
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from db.models import Customer


def remove_customer(session: Session, actor: Actor, customer_id: int, *, reason: str) -> Customer:
    """Off every list; the rows stay until the retention period ends, and `restore_customer` brings them back."""
    actor.require(Permission.CUSTOMER_DELETE)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_DELETE)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever reads the log later.")})
    customer.deleted_at = clock.now()
    audit.record(session, actor, "customer.removed", customer, detail={"reason": reason.strip()[:300]})
    revisits.replan(session, customer.id)
    return customer


def restore_customer(session: Session, actor: Actor, customer_id: int) -> Customer:
    actor.require(Permission.CUSTOMER_DELETE)
    # Removed rows are seen by nobody, so visibility cannot find them: only whoever reaches all may restore.
    query = select(Customer).where(col(Customer.id) == customer_id, col(Customer.deleted_at).is_not(None))
    customer = session.exec(query).first()
    if customer is None or actor.scope(Permission.CUSTOMER_DELETE) is not Scope.ALL:
        raise NotFound
    customer.deleted_at = None
    audit.record(session, actor, "customer.restored", customer)
    revisits.replan(session, customer.id)
    return customer
