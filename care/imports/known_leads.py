"""The leads that are there already under the numbers of a file, and who can be reached as its rows can."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from care.imports.lead_values import OldLead
from db.models import Lead

COLUMNS = {
    "name": "name", "company": "company", "phone": "phone", "email": "email", "wechat": "wechat", "source": "source",
    "region": "region", "need": "need", "note": "note", "stage": "stage", "first_contact_at": "first_contact_at",
    "ended_at": "ended_at", "lost_reason": "lost_reason", "owner": "owner_id",
}  # fmt: skip
"""Field → column of the lead."""
_FIELD_OF = {"owner": "owner_id"}


@dataclass(frozen=True)
class KnownLead:
    id: int
    is_fixed: bool
    """Registered here, or worked on here since it was imported: a file does not change it."""
    values: dict[str, Any]
    """By field, as a staged row would say it."""

    def changes(self, lead: OldLead) -> dict[str, list[Any]]:
        """Field → old and new; a blank cell changes nothing."""
        found: dict[str, list[Any]] = {}
        for name, old in self.values.items():
            new = getattr(lead, _FIELD_OF.get(name, name))
            if new in (None, "", old) or (name == "stage" and not lead.says_stage):
                continue
            found[name] = [old, new]
        if "stage" not in found:
            found.pop("ended_at", None)
        return found


def known_leads(session: Session, numbers: Iterable[str]) -> dict[str, KnownLead]:
    asked = list(dict.fromkeys(numbers))
    if not asked:
        return {}
    rows = session.exec(select(Lead).where(col(Lead.number).in_(asked))).all()
    return {
        row.number: KnownLead(
            row.id,
            not row.is_historical or row.row_version > 1,  # whatever people do raises the version
            {field: _plain(getattr(row, column)) for field, column in COLUMNS.items()},
        )
        for row in rows
    }


def reached_leads(session: Session, phones: Iterable[str], emails: Iterable[str]) -> set[str]:
    """Of these numbers and addresses, those under which an open lead is reached."""
    found: set[str] = set()
    for column, asked in ((Lead.phone, set(filter(None, phones))), (Lead.email, set(filter(None, emails)))):
        if asked:
            open_ones = select(column).where(col(column).in_(asked), col(Lead.ended_at).is_(None))
            found |= set(session.exec(open_ones))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
