"""What was done, in the transaction that did it, chained by an HMAC whose key is outside the database."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from auth import keys
from auth.actor import Actor
from core import clock
from db import dialect
from db.models import AuditEntry, Base

# Names of columns whose values never enter the log: that they changed is enough.
_PERSONAL = frozenset({
    "name", "name_key", "company", "address", "mobile", "birthday", "birthday_lunar", "needs", "preferences",
    "finance_note", "note",
    "email", "username", "password_hash", "value", "value_key", "evidence", "search_text", "search_grams",
    "confirmed_by", "confirmed_how", "description", "facts", "immediate_action", "interim_measure", "remedy_given",
    "remedy_requested", "reporter_name", "reporter_reach",
    "deed", "done_words", "verified_words", "whys", "words", "need", "phone", "wechat", "end_words", "consents",
    "need_change", "problem", "explanation", "decision", "proposal", "finding",
})  # fmt: skip
_NOISE = frozenset(
    {
        "row_version",
        "updated_at",
        "created_at",
        "search_text",
        "search_grams",
        "name_key",
        "value_key",
        "access_version",
    }
)


def record(
    session: Session,
    actor: Actor,
    action: str,
    row: Base | None = None,
    *,
    count: int = 1,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one entry: `action` in the past tense, about `row` with its changed columns, or about nothing."""
    changes = _changes(row) if row is not None else {}
    session.flush()
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor.id,
        action=action,
        subject=_table_of(row),
        subject_id=getattr(row, "id", None),
        count=count,
        detail=_canonical({**changes, **(detail or {})}),
    )
    dialect.lock_audit_chain(session)
    last = session.exec(select(AuditEntry.mac).order_by(col(AuditEntry.id).desc()).limit(1)).first()
    entry.previous_mac = last or ""
    entry.mac = _mac(entry)
    session.add(entry)
    session.flush()


def first_broken(session: Session) -> int | None:
    """The id of the first entry that does not follow from the one before it; None: the chain is whole."""
    previous = ""
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).yield_per(1000):
        if entry.previous_mac != previous or not hmac.compare_digest(entry.mac, _mac(entry)):
            return entry.id
        previous = entry.mac
    return None


def _changes(row: Base) -> dict[str, Any]:
    state = inspect(row)
    if state.transient or state.pending:
        return {}
    found = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in _NOISE or not history.has_changes():
            continue
        before, after = (list(history.deleted) or [None])[0], (list(history.added) or [None])[0]
        found[attribute.key] = "*" if attribute.key in _PERSONAL else [_plain(before), _plain(after)]
    return found


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def _table_of(row: Base | None) -> str:
    return "" if row is None else str(inspect(row).mapper.local_table.name)


def _canonical(detail: dict[str, Any]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _mac(entry: AuditEntry) -> str:
    fields = [
        entry.previous_mac, _instant(entry.at), entry.actor_id, entry.action,
        entry.subject, entry.subject_id, entry.count, entry.detail,
    ]  # fmt: skip
    return hmac.new(keys.key("audit"), json.dumps(fields, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
