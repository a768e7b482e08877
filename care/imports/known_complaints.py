"""The cases that are there already under the numbers of a file, and what a row would change in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.imports.complaint_values import Case
from db import bulk
from db.models import Complaint, ComplaintEvent

# Field → column of the complaint.
COLUMNS = {
    "kind": "kind", "channel": "channel", "category": "category", "severity": "severity",
    "description": "description", "remedy_requested": "remedy_requested", "product": "product", "order_no": "order_id",
    "at": "received_at", "responded_at": "responded_at", "state": "state", "closed_at": "closed_at",
    "handler": "handler_id", "decision": "decision", "remedy": "remedy", "remedy_given": "remedy_given",
    "cost": "cost_cents",
}  # fmt: skip
_FIELD_OF = {"order_no": "order_id", "handler": "handler_id"}
_ANSWERED = """SELECT i.complaint_id FROM invitations i JOIN answers a ON a.invitation_id = i.id WHERE """


@dataclass(frozen=True)
class KnownCase:
    id: int
    customer_id: int | None
    is_fixed: bool
    """Registered here, or worked on here since it was imported: a file does not change it."""
    is_answered: bool
    values: dict[str, Any]
    """By field, as a staged row would say it."""

    def changes(self, case: Case, customer_id: int | None) -> dict[str, list[Any]]:
        """Field → old and new; a blank cell changes nothing."""
        found: dict[str, list[Any]] = {}
        for name, old in self.values.items():
            new = getattr(case, _FIELD_OF.get(name, name))
            if new in (None, "") or new == old or (name == "closed_at" and case.undated and old):
                continue
            found[name] = [old, new]
        if not case.is_over and self.values["closed_at"]:
            found["closed_at"] = [self.values["closed_at"], None]
        if customer_id and self.customer_id is None:
            found["customer"] = [None, customer_id]
        if case.score and not self.is_answered and case.is_over:
            found["score"] = [None, case.score]
        return found


def known_cases(session: Session, numbers: Iterable[str]) -> dict[str, KnownCase]:
    asked = list(dict.fromkeys(numbers))
    if not asked:
        return {}
    rows = session.exec(select(Complaint).where(col(Complaint.number).in_(asked))).all()
    ids = [row.id for row in rows]
    touched, answered = _touched(session, ids), _answered(session, ids)
    return {
        row.number: KnownCase(
            row.id, row.customer_id, not row.is_historical or row.id in touched, row.id in answered, _values(row)
        )
        for row in rows
    }


def _values(row: Complaint) -> dict[str, Any]:
    return {field: _plain(getattr(row, column)) for field, column in COLUMNS.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value


def _touched(session: Session, ids: Sequence[int]) -> set[int]:
    """What people here did has their name; imported events have an author of their own file."""
    within = text(bulk.one_of("complaint_id", ids))
    return set(session.exec(select(ComplaintEvent.complaint_id).where(within, col(ComplaintEvent.by_id).is_not(None))))


def _answered(session: Session, ids: Sequence[int]) -> set[int]:
    return set(session.connection().execute(text(_ANSWERED + bulk.one_of("i.complaint_id", ids))).scalars())
