"""Putting a message into the outbox, in the transaction of what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from core import clock
from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import dialect
from db.models import Mail, MailState

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,190}")
_KEPT = timedelta(days=30)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]+")


class BadAddress(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is no e-mail address that a message can be sent to."))


def is_configured() -> bool:
    return settings().smtp is not None


def can_reach(address: str) -> bool:
    """Whether `post` takes this address; a customer's file may hold one that no server would."""
    return _ADDRESS.fullmatch(address.strip()) is not None


def sweep(session: Session) -> int:
    """Forget to whom was written a month ago; how many messages those were. What waits goes on waiting."""
    over = (col(Mail.state) != MailState.WAITING, col(Mail.created_at) < clock.now() - _KEPT)
    return session.connection().execute(delete(Mail).where(*over)).rowcount


@dataclass(frozen=True)
class Letter:
    key: str
    """Of the same one there is one message."""
    to: str
    subject: str
    body: str


def post(session: Session, *, key: str, to: str, subject: str, body: str) -> Mail | None:
    """Queue one message; of the same `key` there is one. None: this firm has no mail server, nothing is kept."""
    if not is_configured():
        return None
    if not can_reach(to):
        raise BadAddress
    post_many(session, [Letter(key, to, subject, body)])
    return session.exec(select(Mail).where(col(Mail.key) == key)).one()


def post_many(session: Session, letters: Sequence[Letter]) -> int:
    """Queue as many as were not there yet, in one go; whoever cannot be reached is left out."""
    if not is_configured():
        return 0
    rows = [_row(one) for one in letters if can_reach(one.to)]
    return dialect.insert_new(session, Mail, rows) if rows else 0


def _row(letter: Letter) -> dict[str, Any]:
    now = clock.now()
    return {
        "key": letter.key, "to": letter.to.strip(),
        "subject": " ".join(_CONTROL.sub(" ", letter.subject).split())[:200],
        "body": _CONTROL.sub("", letter.body.replace("\r\n", "\n")), "state": MailState.WAITING, "attempts": 0,
        "next_at": now, "error": "", "created_at": now, "updated_at": now,
    }  # fmt: skip
