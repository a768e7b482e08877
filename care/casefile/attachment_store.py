"""Attachments' bytes: outside the web root, under names nobody chose, there before their row and gone after it."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, col, select

from core import clock
from core.settings import settings
from db.models import Attachment

_GRACE = 3600
"""A file younger than this, in seconds, may belong to a transaction that has not ended."""


def keep(session: Session, content: bytes) -> str:
    """The name under which these bytes lie on the disk; they go again if the transaction fails."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stored_as = secrets.token_hex(16)
    path = folder / stored_as
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _at_the_end(session, if_failed=lambda: path.unlink(missing_ok=True))
    return stored_as


def drop(session: Session, stored_as: str) -> None:
    """Delete the bytes once the transaction that gives them up has gone through."""
    path = where(stored_as)
    _at_the_end(session, if_done=lambda: path.unlink(missing_ok=True))


def where(stored_as: str) -> Path:
    return _folder() / Path(stored_as).name


def sweep_attachments(session: Session) -> int:
    """Delete what a stop left behind: bytes without a row, or of one that was removed. How many."""
    oldest = clock.now().timestamp() - _GRACE
    lying = [path for path in _folder().glob("*") if path.stat().st_mtime < oldest]
    kept: set[str] = set()
    for start in range(0, len(lying), 500):
        names = [path.name for path in lying[start : start + 500]]
        query = select(col(Attachment.stored_as)).where(col(Attachment.stored_as).in_(names))
        kept.update(session.exec(query.where(col(Attachment.removed_at).is_(None))))
    left_over = [path for path in lying if path.name not in kept]
    for path in left_over:
        path.unlink(missing_ok=True)
    return len(left_over)


def _at_the_end(
    session: Session, *, if_done: Callable[[], None] | None = None, if_failed: Callable[[], None] | None = None
) -> None:
    """Act when the transaction has ended, by how it ended."""
    at_the_end = {"act": if_failed}

    def committed(_session: Session) -> None:
        at_the_end.update(act=if_done)

    def ended(_session: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None and (act := at_the_end.pop("act", None)) is not None:
            act()

    event.listen(session, "after_commit", committed)
    event.listen(session, "after_transaction_end", ended)


def _folder() -> Path:
    return settings().data_dir / "attachments"
