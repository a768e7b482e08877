"""Putting a message into the outbox, in the transaction of what it is about."""

import re
from datetime import timedelta

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


def post(session: Session, *, key: str, to: str, subject: str, body: str) -> Mail | None:
    """Queue one message; of the same `key` there is one. None: this firm has no mail server, nothing is kept."""
    if not is_configured():
        return None
    address = to.strip()
    if not can_reach(address):
        raise BadAddress
    now = clock.now()
    row = {
        "key": key, "to": address, "subject": " ".join(_CONTROL.sub(" ", subject).split())[:200],
        "body": _CONTROL.sub("", body.replace("\r\n", "\n")), "state": MailState.WAITING, "attempts": 0,
        "next_at": now, "error": "", "created_at": now, "updated_at": now,
    }  # fmt: skip
    dialect.insert_new(session, Mail, [row])
    return session.exec(select(Mail).where(col(Mail.key) == key)).one()
