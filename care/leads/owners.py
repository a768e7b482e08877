"""Who has a lead: whoever registered it, whom the rules choose, a colleague named by hand, or nobody yet."""

from collections.abc import Iterator

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import workers_within
from care.leads.clocks import recount, recount_all
from care.leads.finding import find, find_open, refuse_stale
from care.leads.lifecycle import ENDED
from care.leads.refusals import AlreadyTaken, Ended
from care.leads.sharing import Sharing
from care.leads.telling import settle_notices, tell_owner, tell_owners
from core import clock
from core.errors import Invalid
from core.i18n import _
from db import dialect
from db.models import Lead, User

_A_PAGE = 500
_SHARED_OUT = 500
"""At a time: nobody else gets a lead meanwhile."""


def give_at_first(session: Session, actor: Actor, lead: Lead, owner_id: int | None) -> None:
    """Of a lead that was just registered; whoever calls holds the lock of leads."""
    if owner_id is None and actor.scope(Permission.LEAD_CREATE) is Scope.OWN:
        owner_id = actor.id
    if owner_id is not None:
        _put(lead, _worker(session, actor, owner_id))
    elif not lead.is_historical:
        sharing = Sharing(session)
        _put(lead, sharing.owner_for(lead))
        sharing.keep_turns()


def assign(session: Session, actor: Actor, lead_id: int, *, owner_id: int | None, seen: int) -> Lead:
    """Give it to this colleague; None: back into the queue."""
    actor.require(Permission.LEAD_ASSIGN)
    lead = find_open(session, actor, lead_id, Permission.LEAD_ASSIGN)
    refuse_stale(session, lead, seen)
    user = _worker(session, actor, owner_id) if owner_id is not None else None
    settle_notices(session, lead)
    _put(lead, user)
    audit.record(session, actor, "lead.assigned", lead)
    recount(session, lead)
    tell_owner(session, lead, by_id=actor.id)
    return lead


def claim(session: Session, actor: Actor, lead_id: int) -> Lead:
    """Take one from the queue: whoever is quicker has it."""
    actor.require(Permission.LEAD_WORK)
    find(session, actor, lead_id)
    held = select(Lead).where(col(Lead.id) == lead_id).with_for_update(key_share=True)
    lead = session.exec(held.execution_options(populate_existing=True)).one()
    if lead.stage in ENDED:
        raise Ended
    if lead.owner_id is not None:
        owner = session.get(User, lead.owner_id)
        raise AlreadyTaken(owner.name if owner else "")
    settle_notices(session, lead)
    _put(lead, session.get(User, actor.id) if actor.id else None)
    audit.record(session, actor, "lead.claimed", lead)
    recount(session, lead)
    return lead


def share_out(session: Session, actor: Actor) -> int:
    """Let the rules give out what waits in the queue, the longest waiting first; how many found somebody.

    What fits no rule keeps nothing behind it waiting; of very many that do, the next time gives out the rest.
    """
    actor.require(Permission.LEAD_RULES)
    dialect.lock_leads(session)
    sharing, given = Sharing(session), list[Lead]()
    for lead in _waiting(session):
        user = sharing.owner_for(lead)
        if user is None:
            continue
        _put(lead, user)
        audit.record(session, actor, "lead.assigned", lead)
        settle_notices(session, lead)
        given.append(lead)
        if len(given) == _SHARED_OUT:
            break
    sharing.keep_turns()
    recount_all(session, given)
    tell_owners(session, given, by_id=None)
    return len(given)


def _waiting(session: Session) -> Iterator[Lead]:
    """Page by page, in the order in which they came; of two servers each takes its own."""
    queue = select(Lead).where(col(Lead.owner_id).is_(None), col(Lead.ended_at).is_(None))
    queue = queue.order_by(col(Lead.received_at), col(Lead.id)).limit(_A_PAGE).with_for_update(skip_locked=True)
    page = session.exec(queue).all()
    while page:
        at, id_ = page[-1].received_at, page[-1].id
        yield from page
        later = or_(col(Lead.received_at) > at, and_(col(Lead.received_at) == at, col(Lead.id) > id_))
        page = session.exec(queue.where(later)).all()


def _worker(session: Session, actor: Actor, user_id: int) -> User:
    """The colleague to have it: within the actor's reach, or the actor."""
    user = session.exec(select(User).where(col(User.id) == user_id, workers_within(actor))).first()
    if user is None:
        raise Invalid({"owner": _("Please choose a colleague who may work on leads.")})
    return user


def _put(lead: Lead, user: User | None) -> None:
    lead.owner_id = user.id if user else None
    lead.team_id = user.team_id if user else None
    lead.assigned_at = clock.now() if user else None
