"""Giving leads out by the rules: read once, however many there are, and counted on in memory."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from auth.visibility import workers
from care import rulebook
from care.leads.assignment import AssignmentRules, Candidate, chosen
from core import clock
from db import dialect
from db.models import Lead, LeadTurn, User


class Sharing:
    """Who is here to be given leads, and whose turn it is; whoever makes one holds the lock of leads."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rules = rulebook.in_force(session, AssignmentRules).rules
        self._here = {one.id: one for one in _here(session, clock.today())} if self._rules else {}
        self._given: set[int] = set()

    def owner_for(self, lead: Lead) -> User | None:
        """The colleague to have it, who has one more from here on; None: it stays in the queue."""
        one = chosen(self._rules, lead.source, lead.region, tuple(self._here.values()))
        if one is None:
            return None
        turn = max(candidate.turn for candidate in self._here.values()) + 1
        self._here[one.id] = one._replace(open_leads=one.open_leads + 1, turn=turn)
        self._given.add(one.id)
        return self._session.get(User, one.id)

    def keep_turns(self) -> None:
        """Whose turn it was, for the next time."""
        for id_ in sorted(self._given):
            kept = self._session.get(LeadTurn, id_) or LeadTurn(user_id=id_, turn=0)
            kept.turn = self._here[id_].turn
            self._session.add(kept)
        self._given.clear()
        self._session.flush()


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
