"""Who hears of what was escalated: one notice for each person, complaint and clock, of the highest level."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlmodel import Session

from auth.actor import Actor
from care import casefile, notices
from care.complaints.escalation import AWAITED, CLOCK_OF, REASONS, Cause
from care.countdown import Level
from care.notices import NoticeKind, Telling
from db.models import Complaint, ComplaintEventKind, Subject


class Fired(NamedTuple):
    complaint: Complaint
    cause: Cause
    level: Level


def announce(session: Session, actor: Actor, fired: Iterable[Fired], *, words: str = "") -> None:
    """Write it into the file of each complaint, and tell whoever answers for it."""
    audience, tellings = Audience(session), []
    for some in _by_clock(fired):
        highest = max(some, key=lambda one: one.level)
        tellings += _tellings(audience, some)
        detail = {"cause": highest.cause.value, "level": int(highest.level)}
        casefile.note(session, actor, highest.complaint, ComplaintEventKind.ESCALATED, words=words, detail=detail)
    notices.tell_many(session, tellings)


class Audience:
    """The people of each level, looked up once for a whole scan."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[Level, int | None], tuple[int, ...]] = {}

    def of(self, complaint: Complaint, level: Level) -> tuple[int, ...]:
        if level is Level.HANDLER and (handler := casefile.handler_of(self._session, complaint)):
            return (handler,)
        # Nobody has it in hand, or nobody who still works here: its manager is reminded instead.
        key = (Level.MANAGER, complaint.team_id) if level <= Level.MANAGER else (level, None)
        if key not in self._known:
            self._known[key] = self._asked(complaint, key[0])
        return self._known[key]

    def _asked(self, complaint: Complaint, level: Level) -> tuple[int, ...]:
        if level is Level.MANAGER:
            return casefile.managers_of(self._session, complaint)
        return casefile.department_heads(self._session) if level is Level.DEPARTMENT else casefile.owners(self._session)


def _by_clock(fired: Iterable[Fired]) -> Iterable[list[Fired]]:
    found: dict[tuple[int, str], list[Fired]] = defaultdict(list)
    for one in fired:
        found[one.complaint.id, CLOCK_OF.get(one.cause, one.cause)].append(one)
    return found.values()


def _tellings(audience: Audience, some: Sequence[Fired]) -> list[Telling]:
    by_level = {one.level: one for one in some}
    heard: dict[int, Level] = {}
    for level in sorted(by_level):
        heard |= dict.fromkeys(audience.of(by_level[level].complaint, level), level)
    people: dict[Level, list[int]] = defaultdict(list)
    for user_id, level in heard.items():
        people[level].append(user_id)
    is_late = max(by_level) > Level.HANDLER
    return [_telling(by_level[level], ids, is_late=is_late) for level, ids in people.items()]


def _telling(one: Fired, people: Sequence[int], *, is_late: bool) -> Telling:
    complaint, detail = one.complaint, {"number": one.complaint.number}
    if one.level is Level.HANDLER:
        kind = NoticeKind.COMPLAINT_OVERDUE if is_late else NoticeKind.COMPLAINT_DUE_SOON
        detail |= {"clock": AWAITED[CLOCK_OF[one.cause]]}
    else:
        kind = NoticeKind.COMPLAINT_ESCALATED
        detail |= {"level": str(int(one.level)), "reason": REASONS[one.cause]}
    key = f"escalation:{complaint.id}:{complaint.cycle}:{one.cause}:{int(one.level)}"
    return Telling(tuple(people), kind, key, Subject.COMPLAINT, complaint.id, detail)
