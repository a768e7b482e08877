"""The one lead a command is about: seen and permitted, or not there at all."""

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.leads.lifecycle import ENDED
from care.leads.powers import reaches
from care.leads.refusals import Ended, NotYours, StaleMove
from core.errors import NotFound
from db.models import AuditEntry, Lead, User


def find(session: Session, actor: Actor, lead_id: int) -> Lead:
    """One that the actor may read."""
    found = session.exec(select(Lead).where(col(Lead.id) == lead_id, leads_visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def find_to_change(session: Session, actor: Actor, lead_id: int, permission: Permission) -> Lead:
    """The same, held until the transaction ends, as it is by then; refused when it is in the hands of others."""
    actor.require(permission)
    query = select(Lead).where(col(Lead.id) == lead_id, leads_visible_to(actor))
    fresh = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = session.exec(fresh).first()
    if found is None:
        raise NotFound
    if not reaches(actor, permission, found.owner_id, found.team_id):
        raise NotYours
    return found


def find_open(session: Session, actor: Actor, lead_id: int, permission: Permission) -> Lead:
    found = find_to_change(session, actor, lead_id, permission)
    if found.stage in ENDED:
        raise Ended
    return found


def refuse_stale(session: Session, lead: Lead, seen: int) -> None:
    """Tell who was there first: the screen showed another version."""
    if lead.row_version == seen:
        return
    last = session.exec(
        select(AuditEntry.at, User.name)
        .outerjoin(User, col(User.id) == col(AuditEntry.actor_id))
        .where(col(AuditEntry.subject) == "leads", col(AuditEntry.subject_id) == lead.id)
        .order_by(col(AuditEntry.id).desc())
        .limit(1)
    ).first()
    at, name = last or (None, None)
    raise StaleMove(by=name or "", at=at, stage=lead.stage)
