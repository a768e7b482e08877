"""The one transaction that brings leads in: those of long ago as history, those of today under their clock."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text, update
from sqlmodel import Session, col, select

from auth.actor import SYSTEM
from care import leads, rulebook
from care.customers import findable
from care.imports.known_leads import COLUMNS
from care.imports.lead_values import OldLead, load
from care.imports.meanwhile import bring_along
from care.imports.newcomers import Newcomer
from care.leads import LeadPolicy, NewLead
from core import clock
from db import bulk, dialect
from db.models import ImportRow, Lead, LeadOrigin, LeadStage, Source, User, Verdict

_AT_ONCE = 5_000
_LEADS = (
    "id", "number", "name", "name_key", "company", "phone", "email", "wechat", "source", "region", "need", "note",
    "origin", "stage", "owner_id", "team_id", "received_at", "mode", "target_minutes", "policy_version",
    "first_contact_at", "lost_reason", "end_words", "customer_id", "converted_at", "ended_at", "is_historical",
    "import_job_id", "notice_version", "consents", "search_text", "row_version", "created_at", "updated_at",
)  # fmt: skip
_CHANGES = ("lead_id", "before", "after", "at", "words")
# A lead is there by now, although the check did not find it: somebody else was faster.
_CAME_MEANWHILE = """UPDATE import_rows SET verdict = 'error', problems = :problems WHERE job_id = :job
    AND verdict = 'create' AND order_no IN (SELECT number FROM leads)"""
_SEARCHED = ("name", "company", "phone", "email", "wechat")
_STAGED = ("row", "target_id", "changes", "order_no", "customer_id", "new_customer", "said")


def apply_leads(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """History starts no clock and is told to nobody; what came within the time we promise is a lead like any other."""
    dialect.lock_leads(session)
    session.connection().execute(text(_CAME_MEANWHILE), {"job": job_id, "problems": '[["", "", "exists_already"]]'})
    made = bring_along(session, job_id, newcomers)
    since = clock.now() - timedelta(hours=rulebook.in_force(session, LeadPolicy).target_hours)
    writer = _Writer(session, job_id)
    for rows in _staged(session, job_id, Verdict.CREATE):
        known = [(row, load(row["said"])) for row in rows]
        old = [(row, lead) for row, lead in known if not _is_fresh(lead, since)]
        ids = bulk.reserve_ids(session, "leads", len(old))
        customers = [row["customer_id"] or made.get(row["new_customer"]) for row, _lead in old]
        placed = [
            (id_, row["order_no"], lead, whose) for id_, (row, lead), whose in zip(ids, old, customers, strict=True)
        ]
        bulk.insert_rows(session, "leads", _LEADS, [writer.lead(*one) for one in placed])
        steps = [step for id_, _number, lead, _whose in placed for step in writer.steps(id_, lead)]
        bulk.insert_rows(session, "lead_stage_changes", _CHANGES, steps)
        for row, lead in known:
            if _is_fresh(lead, since):
                _register(session, job_id, row["order_no"], lead)
    for rows in _staged(session, job_id, Verdict.UPDATE):
        for row in rows:
            _change(session, writer, row)


def _is_fresh(lead: OldLead, since: datetime) -> bool:
    return lead.is_untouched and datetime.fromisoformat(lead.at or "") >= since


def _staged(session: Session, job_id: int, verdict: Verdict) -> Iterator[list[dict[str, Any]]]:
    columns = [getattr(ImportRow, code) for code in _STAGED]
    query = select(*columns).where(col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == verdict)
    rows = [dict(row._mapping) for row in session.execute(query.order_by(col(ImportRow.row)))]
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _register(session: Session, job_id: int, number: str, lead: OldLead) -> None:
    new = NewLead(
        **{code: getattr(lead, code) for code in ("name", "company", "phone", "email", "wechat", "region", "need")},
        note=lead.note,
        source=Source(lead.source or Source.IMPORT.value),
        origin=LeadOrigin.IMPORT,
        received_at=datetime.fromisoformat(lead.at or ""),
    )
    leads.register(session, SYSTEM, lead=new, despite=True, owner_id=lead.owner_id, import_job_id=job_id, number=number)


def _change(session: Session, writer: "_Writer", row: dict[str, Any]) -> None:
    """An imported lead that nobody here has touched; the version stays, since no person changed it."""
    lead, changes = load(row["said"]), json.loads(row["changes"])
    values = {COLUMNS[name]: getattr(lead, COLUMNS[name], "") for name in changes if name != "owner"}
    for name in ("first_contact_at", "ended_at"):
        if name in values:
            values[name] = datetime.fromisoformat(getattr(lead, name)) if getattr(lead, name) else None
    if "owner" in changes:
        values |= {"owner_id": lead.owner_id, "team_id": writer.team_of(lead)}
    if "stage" in changes:
        values |= writer.end_of(lead, row["customer_id"])
        before = LeadStage(changes["stage"][0])
        step = (row["target_id"], before.value, lead.stage, writer.moment(lead.ended_at) or writer.now, lead.end_words)
        bulk.insert_rows(session, "lead_stage_changes", _CHANGES, [step])
    there = session.get_one(Lead, row["target_id"])
    if set(_SEARCHED) & changes.keys():
        values |= _found_by(there.number, **{field: values.get(field, getattr(there, field)) for field in _SEARCHED})
    session.execute(update(Lead).where(col(Lead.id) == row["target_id"]).values(**values))
    session.expire(there)


def _found_by(number: str, *, name: str, company: str, phone: str, email: str, wechat: str) -> dict[str, str]:
    found = findable(name, number, company=company, others=[phone, email, wechat])
    return {"name_key": found.name_key[:200], "search_text": found.search_text}


class _Writer:
    """Rows as this database keeps them."""

    def __init__(self, session: Session, job_id: int) -> None:
        self._job, self._written = job_id, bulk.moments(session)
        self.now = self._written(clock.now().astimezone(UTC).replace(tzinfo=None))
        self._teams = dict(session.execute(select(col(User.id), col(User.team_id))).all())

    def moment(self, iso: str | None) -> str | None:
        return self._written(datetime.fromisoformat(iso).replace(tzinfo=None)) if iso else None

    def team_of(self, lead: OldLead) -> int | None:
        return self._teams.get(lead.owner_id or 0)

    def lead(self, id_: int, number: str, lead: OldLead, customer_id: int | None) -> tuple[Any, ...]:
        """Promised nothing: no due moment, no alarm, no verdict."""
        ways = {"phone": lead.phone, "email": lead.email, "wechat": lead.wechat}
        values = {
            **{code: getattr(lead, code) for code in ("name", "company", "region", "need", "note", "end_words")},
            **ways,
            **_found_by(number, name=lead.name, company=lead.company, **ways),
            "id": id_, "number": number, "source": lead.source or Source.IMPORT.value, "stage": lead.stage,
            "origin": LeadOrigin.IMPORT.value, "owner_id": lead.owner_id, "team_id": self.team_of(lead),
            "received_at": self.moment(lead.at), "mode": "natural", "target_minutes": 0, "policy_version": 0,
            "first_contact_at": self.moment(lead.first_contact_at), "lost_reason": lead.lost_reason or None,
            "customer_id": customer_id, "ended_at": self.moment(lead.ended_at),
            "converted_at": self.moment(lead.ended_at) if lead.became_customer else None, "is_historical": True,
            "import_job_id": self._job, "notice_version": "", "consents": "[]", "row_version": 1,
            "created_at": self.now, "updated_at": self.now,
        }  # fmt: skip
        return tuple([values[column] for column in _LEADS])

    def steps(self, id_: int, lead: OldLead) -> Iterator[tuple[Any, ...]]:
        """Registered, and where it stands now; each at its own time."""
        new = LeadStage.NEW.value
        yield (id_, None, new, self.moment(lead.at), "")
        if lead.stage != new:
            at = lead.ended_at or lead.first_contact_at or lead.at
            yield (id_, new, lead.stage, self.moment(at), lead.end_words)

    def end_of(self, lead: OldLead, customer_id: int | None) -> dict[str, Any]:
        ended = datetime.fromisoformat(lead.ended_at) if lead.ended_at else None
        return {
            "ended_at": ended,
            "converted_at": ended if lead.became_customer else None,
            "customer_id": customer_id if lead.became_customer else None,
            "lost_reason": lead.lost_reason or None,
            "end_words": lead.end_words,
        }
