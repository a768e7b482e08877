"""The one transaction that brings answers in: each beneath an invitation of its own, since none is without one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from care.imports.answer_values import OldAnswer, load
from care.imports.known_records import known_answers
from care.imports.meanwhile import bring_along, refuse_records
from care.imports.newcomers import Newcomer
from care.imports.records import Staged, staged
from core import clock
from db import bulk
from db.models import InvitationPurpose

_INVITATIONS = (
    "id", "purpose", "mode", "order_id", "customer_id", "owner_id", "team_id", "tier", "sent_at", "dials",
    "expires_at", "created_at", "updated_at",
)  # fmt: skip
_ANSWERS = (
    "invitation_id", "at", "score", "nps", "ces", "values", "texts", "comment", "language", "collector_id",
    "import_job_id",
)  # fmt: skip


def apply_answers(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """Insert what is new; a low score of long ago alarms nobody."""
    made = bring_along(session, job_id, newcomers)
    refuse_records(session, job_id, known_answers, load)
    written = bulk.moments(session)
    now = written(clock.now().astimezone(UTC).replace(tzinfo=None))
    for rows in staged(session, job_id, made):
        ids = bulk.reserve_ids(session, "invitations", len(rows))
        asked, said = [], []
        for id_, row in zip(ids, rows, strict=True):
            answer = load(row.said)
            at = written(datetime.fromisoformat(answer.at or "").replace(tzinfo=None))
            asked.append(_invitation(id_, row, answer, at, now))
            said.append(_answer(id_, answer, at, job_id))
        bulk.insert_rows(session, "invitations", _INVITATIONS, asked)
        bulk.insert_rows(session, "answers", _ANSWERS, said)


def _invitation(id_: int, row: Staged, answer: OldAnswer, at: str, now: str) -> tuple[Any, ...]:
    """Nobody knows whom else was asked: it has no moment of asking, and so is in no response rate."""
    purpose = InvitationPurpose.TRANSACTION if answer.order_id else InvitationPurpose.RELATIONSHIP
    whose = (row.customer_id, row.owner_id, row.team_id, row.tier.value if row.tier else None)
    return (id_, purpose.value, answer.mode, answer.order_id, *whose, at, 0, at, now, now)


def _answer(invitation_id: int, answer: OldAnswer, at: str, job_id: int) -> tuple[Any, ...]:
    scores = (answer.score, answer.nps, answer.ces)
    return (invitation_id, at, *scores, "{}", "{}", answer.comment, "", answer.author_id, job_id)
