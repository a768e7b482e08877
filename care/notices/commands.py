"""Telling people, once each, and noting what they have read."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, tuple_, update
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.notices.kinds import NoticeKind
from care.notices.wordings import wording
from core import clock
from db import dialect
from db.models import Notice, Subject, User, UserStatus

DIGEST_OVER = 20
"""More than this many at once for one person become one notice; the single ones are kept as read."""
_KEPT_READ, _KEPT = timedelta(days=180), timedelta(days=400)
_AT_ONCE = 300


@dataclass(frozen=True)
class Telling:
    """One thing to tell to some people. `key` says what happened: nobody is told the same thing twice."""

    user_ids: Sequence[int]
    kind: NoticeKind
    key: str
    subject: Subject | None = None
    subject_id: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    """What fills the sentence; stored, so no personal data."""


def tell(
    session: Session,
    user_ids: Iterable[int],
    kind: NoticeKind,
    *,
    key: str,
    subject: Subject | None = None,
    subject_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Tell these people; how many had not been told. Nobody who has left is told anything."""
    return tell_many(session, [Telling(tuple(user_ids), kind, key, subject, subject_id, detail or {})])


def tell_many(session: Session, tellings: Sequence[Telling]) -> int:
    """Tell many things in one go; a flood of one kind for one person becomes a digest. How many notices are new."""
    now = clock.now()
    fresh = _without_known(session, _by_person(session, tellings))
    floods: dict[tuple[int, NoticeKind], list[Telling]] = defaultdict(list)
    for user_id, telling in fresh:
        floods[user_id, telling.kind].append(telling)
    rows = []
    for (user_id, kind), told in floods.items():
        digest = wording(kind).digest if len(told) > DIGEST_OVER else None
        rows += [_row(user_id, telling, now, is_read=digest is not None) for telling in told]
        if digest:
            rows.append(_row(user_id, _digest(digest, told), now))
    return dialect.insert_new(session, Notice, rows) if rows else 0


def mark_read(session: Session, actor: Actor, notice_id: int) -> bool:
    """The actor opened it; False: there is nothing of theirs to be marked, which harms nobody."""
    actor.require(Permission.TASK_WORK)
    theirs = (col(Notice.id) == notice_id, col(Notice.user_id) == actor.id, col(Notice.read_at).is_(None))
    return session.connection().execute(update(Notice).where(*theirs).values(read_at=clock.now())).rowcount == 1


def mark_all_read(session: Session, actor: Actor) -> int:
    """How many had been unread."""
    actor.require(Permission.TASK_WORK)
    theirs = (col(Notice.user_id) == actor.id, col(Notice.read_at).is_(None))
    return session.connection().execute(update(Notice).where(*theirs).values(read_at=clock.now())).rowcount


def settle(
    session: Session, subject: Subject, subject_id: int, *, user_id: int | None, kinds: Iterable[NoticeKind] = ()
) -> int:
    """What this person was told about it is dealt with, and of these kinds what anybody was: no bell rings for it."""
    about = (col(Notice.subject) == subject, col(Notice.subject_id) == subject_id, col(Notice.read_at).is_(None))
    whose = or_(col(Notice.user_id) == user_id, col(Notice.kind).in_([kind.value for kind in kinds]))
    return session.connection().execute(update(Notice).where(*about, whose).values(read_at=clock.now())).rowcount


def sweep(session: Session) -> int:
    """Forget what was read half a year ago, and everything after a good year; how many that were."""
    now = clock.now()
    old = or_(col(Notice.read_at) < now - _KEPT_READ, col(Notice.at) < now - _KEPT)
    return session.connection().execute(delete(Notice).where(old)).rowcount


def _by_person(session: Session, tellings: Sequence[Telling]) -> dict[tuple[int, str], Telling]:
    wanted = {user_id for telling in tellings for user_id in telling.user_ids}
    here = select(User.id).where(col(User.id).in_(wanted), col(User.status) == UserStatus.ACTIVE)
    active = set(session.exec(here))
    return {(id_, telling.key): telling for telling in tellings for id_ in telling.user_ids if id_ in active}


def _without_known(session: Session, wanted: dict[tuple[int, str], Telling]) -> list[tuple[int, Telling]]:
    pairs, known = list(wanted), set()
    for start in range(0, len(pairs), _AT_ONCE):
        told = tuple_(col(Notice.user_id), col(Notice.key)).in_(pairs[start : start + _AT_ONCE])
        known |= set(session.exec(select(Notice.user_id, Notice.key).where(told)))
    return [(user_id, telling) for (user_id, key), telling in wanted.items() if (user_id, key) not in known]


def _digest(kind: NoticeKind, told: Sequence[Telling]) -> Telling:
    of = hashlib.sha256("\n".join(sorted(telling.key for telling in told)).encode()).hexdigest()
    return Telling((), kind, f"digest:{kind}:{of[:32]}", detail={"n": len(told)})


def _row(user_id: int, telling: Telling, now: datetime, *, is_read: bool = False) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "key": telling.key,
        "kind": telling.kind.value,
        "subject": telling.subject,
        "subject_id": telling.subject_id,
        "detail": json.dumps(dict(telling.detail), ensure_ascii=False, default=str),
        "at": now,
        "read_at": now if is_read else None,
    }
