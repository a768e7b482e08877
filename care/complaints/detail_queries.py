"""Reading one complaint's whole file."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to
from care import casefile, revisits
from care.complaints.detail import AskedExtension, ComplaintFile, Contacted, Facts, Party, RaisedLevel
from care.complaints.escalation import ANSWERED_BY
from care.complaints.faces import faces as faces_of
from care.complaints.finding import stake_of
from care.complaints.masking import masked_reach
from care.complaints.powers import Stake, open_moves, reaches
from care.complaints.relations import links_of
from care.countdown import Level
from care.customers import mask_phone
from core import clock
from core.errors import NotFound
from db.models import Complaint, Customer, Escalation, Extension, Interaction, Order, Pause, Team, User

_CONTACTS = 200


def complaint_file(session: Session, actor: Actor, complaint_id: int) -> ComplaintFile:
    """One complaint as its page shows it; NotFound when the actor may not see it."""
    actor.require(Permission.COMPLAINT_READ)
    query = select(Complaint).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    complaint = session.exec(query).first()
    if complaint is None:
        raise NotFound
    now, stake = clock.now(), stake_of(complaint)
    waits_since, waits_for = _wait(session, complaint)
    people = _names(session, [complaint.handler_id, complaint.opened_by_id])
    return ComplaintFile(
        facts=Facts(**{field.name: getattr(complaint, field.name) for field in fields(Facts)}),
        party=_party(session, actor, complaint, is_handling=reaches(actor, Permission.COMPLAINT_HANDLE, stake)),
        handler=people.get(complaint.handler_id or 0, ""),
        team=_name_of(session, Team, complaint.team_id),
        opened_by=people.get(complaint.opened_by_id or 0, ""),
        order_number=_order_number(session, complaint.order_id),
        faces=faces_of(session, [complaint.id], now).get(complaint.id, ()),
        waits_since=waits_since,
        waits_for=waits_for,
        moves=open_moves(actor, stake),
        may_handle=reaches(actor, Permission.COMPLAINT_HANDLE, stake),
        may_decide=reaches(actor, Permission.COMPLAINT_APPROVE, stake),
        entries=casefile.entries_of(session, complaint.id),
        contacts=_contacts(session, complaint.id),
        links=links_of(session, actor, complaint),
        visits=revisits.visits_about(session, complaint.id),
        escalations=_escalations(session, actor, complaint.id, stake),
        extension=_extension(session, actor, complaint, stake),
        at=now,
    )


def _party(session: Session, actor: Actor, complaint: Complaint, *, is_handling: bool) -> Party:
    """The customer's own page masks what it must; somebody unknown to us is reached as they told us."""
    if complaint.customer_id is None:
        reach = complaint.reporter_reach
        return Party(None, complaint.reporter_name, reach if is_handling else masked_reach(reach))
    customer: Any = (Customer.name, Customer.mobile)
    name, mobile = session.exec(select(*customer).where(col(Customer.id) == complaint.customer_id)).one()
    opens = actor.may(Permission.CUSTOMER_READ) and (
        session.exec(
            select(Customer.id).where(col(Customer.id) == complaint.customer_id, customers_visible_to(actor))
        ).first()
        is not None
    )
    return Party(complaint.customer_id if opens else None, name, mask_phone(mobile) if mobile else "")


def _wait(session: Session, complaint: Complaint) -> tuple[datetime | None, str]:
    running = select(Pause).where(col(Pause.complaint_id) == complaint.id, col(Pause.ended_at).is_(None))
    pause = session.exec(running).first()
    return (pause.started_at, pause.asked) if pause else (None, "")


def _contacts(session: Session, complaint_id: int) -> tuple[Contacted, ...]:
    rows = session.exec(
        select(Interaction, User.name)
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .where(col(Interaction.complaint_id) == complaint_id)
        .order_by(col(Interaction.at).desc())
        .limit(_CONTACTS)
    )
    return tuple(
        Contacted(
            at=row.at,
            by=name or "",
            medium=row.medium,
            direction=row.direction,
            outcome=row.outcome,
            summary=row.summary,
            next_step=row.next_step,
            next_on=row.next_on,
        )
        for row, name in rows
    )


def _escalations(session: Session, actor: Actor, complaint_id: int, stake: Stake) -> tuple[RaisedLevel, ...]:
    rows = session.exec(
        select(Escalation, User.name)
        .outerjoin(User, col(User.id) == col(Escalation.acknowledged_by_id))
        .where(col(Escalation.complaint_id) == complaint_id)
        .order_by(col(Escalation.fired_at).desc(), col(Escalation.level).desc())
    )
    return tuple(
        RaisedLevel(
            id=row.id,
            cause=row.cause,
            level=row.level,
            fired_at=row.fired_at,
            acknowledged_by=name or "",
            note=row.note,
            may_answer=row.acknowledged_at is None and reaches(actor, ANSWERED_BY[Level(row.level)], stake),
        )
        for row, name in rows
    )


def _extension(session: Session, actor: Actor, complaint: Complaint, stake: Stake) -> AskedExtension | None:
    asker = aliased(User)
    found = session.exec(
        select(Extension, asker.name)
        .outerjoin(asker, col(asker.id) == col(Extension.asked_by_id))
        .where(col(Extension.complaint_id) == complaint.id, col(Extension.cycle) == complaint.cycle)
    ).first()
    if found is None:
        return None
    row, name = found
    decides = row.is_approved is None and row.asked_by_id != actor.id
    may_decide = decides and reaches(actor, Permission.COMPLAINT_APPROVE, stake)
    return AskedExtension(row.id, row.until, row.reason, name or "", row.is_approved, row.words, may_decide)


def _names(session: Session, ids: list[int | None]) -> dict[int, str]:
    rows = session.exec(select(User.id, User.name).where(col(User.id).in_([id_ for id_ in ids if id_])))
    return dict(rows.all())


def _name_of(session: Session, table: type[Team], id_: int | None) -> str:
    row = session.get(table, id_) if id_ else None
    return row.name if row else ""


def _order_number(session: Session, order_id: int | None) -> str:
    order = session.get(Order, order_id) if order_id else None
    return order.number if order else ""
