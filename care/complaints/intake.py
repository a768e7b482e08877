"""Registering what a customer brought to us, in one go: number, clocks, repeat, alarm, who is told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to
from care import casefile, rulebook
from care.complaints import clocks
from care.complaints.answers import aware
from care.complaints.duties import acceptors, alarm, tell
from care.complaints.finding import handlers, hold
from care.complaints.lifecycle import ENDED
from care.complaints.linking import link
from care.complaints.newcomers import NewComplaint, problems
from care.complaints.numbering import next_number
from care.complaints.repeats import earlier_one
from care.complaints.safety import alarming
from care.complaints.targets import ComplaintTargets
from care.notices import NoticeKind
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Complaint, ComplaintEventKind, ComplaintKind, Customer, Order, Severity


def register(session: Session, actor: Actor, *, complaint: NewComplaint) -> Complaint:
    """Write it down and start its clocks at the moment the customer said it. Words of the policy make it critical."""
    actor.require(Permission.COMPLAINT_OPEN)
    now, policy = clock.now(), rulebook.in_force(session, ComplaintTargets)
    new = replace(complaint, received_at=aware(complaint.received_at) if complaint.received_at else now)
    faults = problems(new, now) | faults_of_links(session, actor, new)
    if faults:
        raise Invalid(faults)

    words = alarms_of(new, policy)
    row = _row(session, actor, new, is_alarming=bool(words))
    repeated = earlier_one(session, row, within=timedelta(days=policy.repeat_days))
    row.repeat_of_id = repeated.id if repeated else None
    session.add(row)
    session.flush()
    clocks.start(session, row)
    _write_down(session, actor, row, reason=new.late_reason.strip(), detail=_told(new, words=words, repeated=repeated))
    _tell(session, actor, row)
    return row


def _write_down(session: Session, actor: Actor, row: Complaint, *, reason: str, detail: dict[str, Any]) -> None:
    about = {"kind": row.kind.value, "customer": row.customer_id}
    audit.record(session, actor, "complaint.registered", row, detail=about)
    casefile.note(session, actor, row, ComplaintEventKind.OPENED, words=reason, detail=detail)
    if row.follows_id is not None:
        link(session, actor, row, hold(session, row.follows_id)[0], "follows")


def alarms_of(new: NewComplaint, policy: ComplaintTargets) -> tuple[str, ...]:
    """The policy's words that the customer used; praise alarms nobody."""
    said = (new.description, new.remedy_requested, new.product)
    return () if new.kind is ComplaintKind.PRAISE else alarming(said, policy.safety_words)


def _row(session: Session, actor: Actor, new: NewComplaint, *, is_alarming: bool) -> Complaint:
    assert new.channel is not None
    assert new.category is not None
    assert new.received_at is not None
    return Complaint(
        number=next_number(session, clock.today()),
        kind=new.kind,
        customer_id=new.customer_id,
        reporter_name="" if new.customer_id else new.reporter_name.strip(),
        reporter_reach="" if new.customer_id else new.reporter_reach.strip(),
        order_id=new.order_id,
        product=new.product.strip(),
        received_at=new.received_at,
        channel=new.channel,
        category=new.category,
        severity=Severity.CRITICAL if is_alarming else new.severity or Severity.NORMAL,
        is_safety=is_alarming,
        description=new.description.strip(),
        remedy_requested=new.remedy_requested.strip(),
        opened_by_id=actor.id,
        handler_id=new.handler_id,
        team_id=team_for(session, new.customer_id) or actor.team_id,
        follows_id=new.follows_id,
    )


def team_for(session: Session, customer_id: int | None) -> int | None:
    """The customer's; None: nobody's, and whoever wrote it down keeps it in their own."""
    theirs = select(Customer.team_id).where(col(Customer.id) == customer_id)
    return None if customer_id is None else session.exec(theirs).first()


def faults_of_links(session: Session, actor: Actor, new: NewComplaint) -> dict[str, str]:
    found = {}
    if new.customer_id is not None and not _sees_customer(session, actor, new.customer_id):
        found["customer_id"] = _("This customer does not exist, or you may not see them.")
    if new.order_id is not None and not _is_theirs(session, new.order_id, new.customer_id):
        found["order_id"] = _("This order is not the customer's.")
    if new.handler_id is not None and new.handler_id not in handlers(session):
        found["handler_id"] = _("Please choose somebody who may handle complaints.")
    if new.follows_id is not None and not _can_follow(session, actor, new):
        found["follows_id"] = _("Only a closed complaint of the same customer can be followed.")
    return found


def _sees_customer(session: Session, actor: Actor, customer_id: int) -> bool:
    query = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor))
    return session.exec(query).first() is not None


def _is_theirs(session: Session, order_id: int, customer_id: int | None) -> bool:
    query = select(col(Order.id)).where(col(Order.id) == order_id, col(Order.customer_id) == (customer_id or 0))
    return session.exec(query).first() is not None


def _can_follow(session: Session, actor: Actor, new: NewComplaint) -> bool:
    query = select(Complaint).where(col(Complaint.id) == new.follows_id, complaints_visible_to(actor))
    earlier = session.exec(query).first()
    return earlier is not None and earlier.customer_id == new.customer_id and earlier.state in ENDED


def _told(new: NewComplaint, *, words: tuple[str, ...], repeated: Complaint | None) -> dict[str, Any]:
    return {
        "notice_shown": new.notice_shown,
        **({"alarming": list(words)} if words else {}),
        **({"repeats": repeated.id, "number": repeated.number} if repeated else {}),
    }


def _tell(session: Session, actor: Actor, row: Complaint) -> None:
    """Its handler, else whoever may take it; managers and owners at once when it is critical."""
    if row.handler_id is not None:
        tell(session, row, [row.handler_id], NoticeKind.COMPLAINT_ASSIGNED, by=actor)
    else:
        tell(session, row, acceptors(session, row), NoticeKind.COMPLAINT_REGISTERED, by=actor)
    if row.severity is Severity.CRITICAL:
        alarm(session, row, by=actor)
