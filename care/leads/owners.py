"""Who has a lead: whoever registered it, whom the rules choose, a colleague named by hand, or nobody yet."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import workers, workers_within
from care import rulebook
from care.leads.assignment import AssignmentRules, Candidate, chosen
from care.leads.clocks import recount
from care.leads.finding import find, find_open, refuse_stale
from care.leads.lifecycle import ENDED
from care.leads.refusals import AlreadyTaken, Ended
from care.leads.telling import settle_notices, tell_owner
from core import clock
from core.errors import Invalid
from core.i18n import _
from db import dialect
from db.models import Lead, LeadTurn, User

_SHARED_OUT = 500


def give_at_first(session: Session, actor: Actor, lead: Lead, owner_id: int | None) -> None:
    """Of a lead that was just registered; whoever calls holds the lock of leads."""
    if owner_id is None and actor.scope(Permission.LEAD_CREATE) is Scope.OWN:
        owner_id = actor.id
    if owner_id is not None:
        _put(lead, _worker(session, actor, owner_id))
    elif not lead.is_historical:
        _by_rule(session, lead)


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
    """Let the rules give out what waits in the queue, the longest waiting first; how many found somebody."""
    actor.require(Permission.LEAD_RULES)
    dialect.lock_leads(session)
    waiting = select(Lead).where(col(Lead.owner_id).is_(None), col(Lead.ended_at).is_(None))
    rows = session.exec(waiting.order_by(col(Lead.received_at)).limit(_SHARED_OUT).with_for_update(skip_locked=True))
    given = [lead for lead in rows.all() if _by_rule(session, lead)]
    for lead in given:
        settle_notices(session, lead)
        audit.record(session, actor, "lead.assigned", lead)
        recount(session, lead)
        tell_owner(session, lead, by_id=None)
    return len(given)


def _by_rule(session: Session, lead: Lead) -> bool:
    rules = rulebook.in_force(session, AssignmentRules).rules
    if not rules:
        return False
    here = _here(session, clock.today())
    one = chosen(rules, lead.source, lead.region, here)
    if one is None:
        return False
    _put(lead, session.get(User, one.id))
    kept = session.get(LeadTurn, one.id) or LeadTurn(user_id=one.id, turn=0)
    kept.turn = max((candidate.turn for candidate in here), default=0) + 1
    session.add(kept)
    session.flush()
    return True


def _here(session: Session, today: date) -> list[Candidate]:
    """Everybody who may have leads, works here, and is not away today."""
    whose: Any = col(Lead.owner_id)
    counted: Any = select(whose, func.count()).where(col(Lead.ended_at).is_(None)).group_by(whose)
    open_ones: Any = session.execute(dialect.by_index(counted, Lead, "ix_leads_open_of")).all()
    loads: dict[int, int] = dict(open_ones)
    query = (
        select(User.id, User.team_id, LeadTurn.turn)
        .outerjoin(LeadTurn, col(LeadTurn.user_id) == col(User.id))
        .where(workers(), _is_here(today))
        .order_by(col(User.id))
    )
    return [Candidate(id_, team, loads.get(id_, 0), turn or 0) for id_, team, turn in session.exec(query)]


def _is_here(today: date) -> ColumnElement[bool]:
    return or_(col(User.away_until).is_(None), col(User.away_until) < today)


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
