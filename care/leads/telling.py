"""Who hears of a lead: whoever got it, and, when it waits too long, those above."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from auth.permissions import Permission
from care import casefile, notices
from care.countdown import Level
from care.leads.timing import LeadCause
from care.notices import NoticeKind, Telling
from db.models import Lead, Subject, User, UserStatus

KINDS = (
    NoticeKind.LEAD_ASSIGNED,
    NoticeKind.LEAD_DUE_SOON,
    NoticeKind.LEAD_OVERDUE,
    NoticeKind.LEAD_ESCALATED,
    NoticeKind.LEAD_WAITING,
)


class Fired(NamedTuple):
    lead: Lead
    cause: LeadCause
    level: Level


def tell_owner(session: Session, lead: Lead, *, by_id: int | None) -> None:
    """It is theirs from here on; nobody is told of what they took themselves."""
    tell_owners(session, [lead], by_id=by_id)


def tell_owners(session: Session, leads: Sequence[Lead], *, by_id: int | None) -> None:
    """The same of many, in one go."""
    notices.tell_many(
        session,
        [
            Telling(
                (lead.owner_id,),
                NoticeKind.LEAD_ASSIGNED,
                f"lead:{lead.id}:assigned:{lead.owner_id}:{lead.row_version}",
                Subject.LEAD,
                lead.id,
                {"number": lead.number},
            )
            for lead in leads
            if lead.owner_id is not None and lead.owner_id != by_id and not lead.is_historical
        ],
    )


def settle_notices(session: Session, lead: Lead) -> None:
    """Somebody spoke with them, or it is over: no bell rings for it any more."""
    notices.settle(session, Subject.LEAD, lead.id, user_id=lead.owner_id, kinds=KINDS)


def announce(session: Session, fired: Sequence[Fired]) -> None:
    """One notice for each person and lead, of the highest level that reached them."""
    audience = _Audience(session)
    by_lead: dict[int, list[Fired]] = defaultdict(list)
    for one in fired:
        by_lead[one.lead.id].append(one)
    notices.tell_many(session, [telling for some in by_lead.values() for telling in _tellings(audience, some)])


class _Audience:
    """The people of each level, looked up once for a whole scan."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[Level, int | None], tuple[int, ...]] = {}

    def of(self, lead: Lead, level: Level) -> tuple[int, ...]:
        if level is Level.HANDLER and lead.owner_id is not None and self._is_here(lead.owner_id):
            return (lead.owner_id,)
        # Nobody has it, or nobody who still works here: the manager is reminded instead.
        key = (Level.OWNER, None) if level is Level.OWNER else (Level.MANAGER, lead.team_id)
        if key not in self._known:
            self._known[key] = self._above(*key)
        return self._known[key]

    def _is_here(self, user_id: int) -> bool:
        person = self._session.get(User, user_id)
        return person is not None and person.status is UserStatus.ACTIVE

    def _above(self, level: Level, team_id: int | None) -> tuple[int, ...]:
        if level is Level.OWNER:
            return casefile.owners(self._session)
        if team_id is None:
            return casefile.department_heads(self._session)
        managers = notices.who_may(self._session, Permission.LEAD_ASSIGN, team_id=team_id)
        return managers or casefile.owners(self._session)


def _tellings(audience: _Audience, some: Sequence[Fired]) -> list[Telling]:
    is_late = any(one.level > Level.HANDLER and one.cause is LeadCause.RESPONSE for one in some)
    heard: dict[int, Fired] = {}
    for one in sorted(some, key=lambda fired: fired.level):
        heard |= dict.fromkeys(audience.of(one.lead, one.level), one)
        if one.level is Level.MANAGER and one.lead.owner_id and one.cause is LeadCause.RESPONSE:
            heard.setdefault(one.lead.owner_id, one)
    return [_telling(one, user_id, is_late=is_late) for user_id, one in heard.items()]


def _telling(one: Fired, user_id: int, *, is_late: bool) -> Telling:
    if one.cause is LeadCause.UNASSIGNED:
        kind = NoticeKind.LEAD_WAITING
    elif user_id == one.lead.owner_id:
        kind = NoticeKind.LEAD_OVERDUE if is_late else NoticeKind.LEAD_DUE_SOON
    else:
        kind = NoticeKind.LEAD_ESCALATED if is_late else NoticeKind.LEAD_DUE_SOON
    key = f"lead:{one.lead.id}:{one.cause}:{int(one.level)}"
    return Telling((user_id,), kind, key, Subject.LEAD, one.lead.id, {"number": one.lead.number})
