"""The one complaint a command is about: seen and within reach, or refused."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, scope_of
from auth.visibility import complaints_visible_to
from care.complaints.lifecycle import ENDED
from care.complaints.powers import Stake, reaches
from care.complaints.refusals import Ended, ForTheHandler, NotYours, StaleMove
from core.errors import NotFound
from db.models import Complaint, ComplaintEvent, ComplaintEventKind, Role, User, UserStatus

_K = ComplaintEventKind
# What saves the complaint anew, and so makes other people's screens stale.
_SAVES = (_K.OPENED, _K.MOVED, _K.EDITED, _K.ASSIGNED, _K.REGRADED, _K.CONTACTED)


def find(session: Session, actor: Actor, complaint_id: int) -> Complaint:
    """The complaint, if the actor may read it."""
    query = select(Complaint).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def find_to_change(session: Session, actor: Actor, complaint_id: int, *, beside: Any = None) -> Complaint:
    """The same as it is now, held until the transaction ends: two writers take turns.

    `beside`: another one that it is to be linked with. Both are held in the order of their ids, so that of two who
    link them crosswise one waits for the other.
    """
    find(session, actor, complaint_id)
    if isinstance(beside, int):
        held = hold(session, *sorted({complaint_id, beside}))
        return next(row for row in held if row.id == complaint_id)
    return hold(session, complaint_id)[0]


def hold(session: Session, *complaint_ids: int) -> Sequence[Complaint]:
    """These rows, those of them that exist, as they are now."""
    query = select(Complaint).where(col(Complaint.id).in_(complaint_ids)).order_by(col(Complaint.id))
    fresh = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.exec(fresh).all()


def find_open_to_work(session: Session, actor: Actor, complaint_id: int) -> Complaint:
    """An open complaint, for its handler, for whoever decides on it, and for every handler while it has none."""
    complaint = find_to_change(session, actor, complaint_id)
    stake = stake_of(complaint)
    require_reach(actor, Permission.COMPLAINT_HANDLE, stake)
    if complaint.state in ENDED:
        raise Ended
    is_free = complaint.handler_id is None or complaint.handler_id == actor.id
    if not is_free and not reaches(actor, Permission.COMPLAINT_APPROVE, stake):
        raise ForTheHandler
    return complaint


def require_reach(actor: Actor, permission: Permission, stake: Stake) -> None:
    actor.require(permission)
    if not reaches(actor, permission, stake):
        raise NotYours


def refuse_stale(session: Session, complaint: Complaint, seen: int) -> None:
    """Tell who was there first: the screen showed another version."""
    if complaint.row_version == seen:
        return
    last = session.exec(
        select(ComplaintEvent, User.name)
        .outerjoin(User, col(User.id) == col(ComplaintEvent.by_id))
        .where(col(ComplaintEvent.complaint_id) == complaint.id, col(ComplaintEvent.kind).in_(_SAVES))
        .order_by(col(ComplaintEvent.id).desc())
        .limit(1)
    ).first()
    event, name = last if last else (None, None)
    raise StaleMove(
        by=name or "",
        at=event.at if event else None,
        state=complaint.state,
        has_moved=event is not None and event.kind is ComplaintEventKind.MOVED,
    )


def handlers(session: Session) -> frozenset[int]:
    """Active people whose role may handle complaints."""
    able = [role for role in Role if scope_of(role, Permission.COMPLAINT_HANDLE)]
    query = select(col(User.id)).where(col(User.status) == UserStatus.ACTIVE, col(User.role).in_(able))
    return frozenset(session.exec(query))


def stake_of(complaint: Complaint) -> Stake:
    return Stake(complaint.state, complaint.kind, complaint.severity, complaint.handler_id, complaint.team_id)
