"""The one transaction that brings complaints and inquiries in: history, for which no clock runs and nobody is told."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.customers import phone_digits
from care.imports.complaint_history import ANSWERS, COMPLAINTS, EVENTS, INVITATIONS, Historian, Placed
from care.imports.complaint_values import load
from care.imports.known_complaints import COLUMNS
from care.imports.meanwhile import bring_along
from care.imports.newcomers import Newcomer
from core import clock
from db import bulk, dialect
from db.models import Complaint, Customer, ImportRow, User, Verdict

_AT_ONCE = 5_000
_STAGED = ("row", "target_id", "changes", "name", "phone", "email", "order_no", "customer_id", "new_customer", "said")
# A case is there by now, although the check did not find it: somebody else was faster.
_CAME_MEANWHILE = """UPDATE import_rows SET verdict = 'error', problems = :problems WHERE job_id = :job
    AND verdict = 'create' AND order_no IN (SELECT number FROM complaints)"""


def apply_cases(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """Insert and change; no clock is started, no notice, task, mail or question leaves from here."""
    dialect.lock_complaint_numbers(session)
    connection = session.connection()
    connection.execute(text(_CAME_MEANWHILE), {"job": job_id, "problems": '[["", "", "exists_already"]]'})
    made = bring_along(session, job_id, newcomers)
    historian = Historian(job_id, bulk.moments(session), clock.now().astimezone(UTC).replace(tzinfo=None))
    teams = dict(session.execute(select(col(User.id), col(User.team_id))).all())
    for rows in _staged(session, job_id, Verdict.CREATE):
        _insert(session, historian, _placed(session, rows, made, teams))
    for rows in _staged(session, job_id, Verdict.UPDATE):
        _change(session, historian, rows)


def _staged(session: Session, job_id: int, verdict: Verdict) -> Iterator[list[dict[str, Any]]]:
    columns = [getattr(ImportRow, code) for code in _STAGED]
    query = select(*columns).where(col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == verdict)
    rows = [dict(row._mapping) for row in session.execute(query.order_by(col(ImportRow.row)))]
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _placed(
    session: Session, rows: list[dict[str, Any]], made: dict[int, int], teams: dict[int, int | None]
) -> list[Placed]:
    """Each with an id of its own, its customer and the team that sees it: the handler's, else the customer's."""
    ids = bulk.reserve_ids(session, "complaints", len(rows))
    customers = [row["customer_id"] or made.get(row["new_customer"]) for row in rows]
    theirs = _teams_of(session, {id_ for id_ in customers if id_})
    placed = []
    for id_, row, customer in zip(ids, rows, customers, strict=True):
        case = load(row["said"])
        team = teams.get(case.handler_id or 0) or theirs.get(customer or 0)
        reach = phone_digits((row["phone"] or "").partition(" ")[0]) or row["email"] or ""
        placed.append(Placed(id_, row["row"], row["order_no"], case, customer, team, row["name"] or "", reach))
    return placed


def _teams_of(session: Session, ids: set[int]) -> dict[int, int | None]:
    within = text(bulk.one_of("customers.id", ids))
    return dict(session.execute(select(col(Customer.id), col(Customer.team_id)).where(within)).all())


def _insert(session: Session, historian: Historian, placed: list[Placed]) -> None:
    bulk.insert_rows(session, "complaints", COMPLAINTS, [historian.complaint(one) for one in placed])
    bulk.insert_rows(session, "complaint_events", EVENTS, [row for one in placed for row in historian.events(one)])
    _answer(session, historian, placed)


def _answer(session: Session, historian: Historian, placed: list[Placed]) -> None:
    answered = [one for one in placed if historian.is_answered(one.case)]
    ids = bulk.reserve_ids(session, "invitations", len(answered))
    asked = list(zip(answered, ids, strict=True))
    bulk.insert_rows(session, "invitations", INVITATIONS, [historian.invitation(one, id_) for one, id_ in asked])
    bulk.insert_rows(session, "answers", ANSWERS, [historian.answer(one, id_) for one, id_ in asked])


def _change(session: Session, historian: Historian, rows: list[dict[str, Any]]) -> None:
    """Imported cases that nobody here has touched; what the file says differently is told in their history."""
    ids = [row["target_id"] for row in rows]
    held = select(Complaint).where(text(bulk.one_of("complaints.id", ids))).with_for_update(key_share=True)
    there = {complaint.id: complaint for complaint in session.exec(held)}
    events, answered = [], []
    for row in rows:
        complaint, case, changes = there[row["target_id"]], load(row["said"]), json.loads(row["changes"])
        if case.undated and complaint.closed_at:
            case.closed_at = complaint.closed_at.isoformat()
        before = complaint.state
        _correct(complaint, changes)
        placed = Placed(complaint.id, row["row"], complaint.number, case, complaint.customer_id, None, "", "")
        events.append(historian.edited(placed, changes))
        if "state" in changes:
            events += historian.ending(placed, before=before.value)
        if "score" in changes:
            answered.append(placed)
    session.flush()
    bulk.insert_rows(session, "complaint_events", EVENTS, events)
    _answer(session, historian, answered)


def _correct(complaint: Complaint, changes: dict[str, list[Any]]) -> None:
    """Staged values put into the columns they stand for."""
    for name, (_old, new) in changes.items():
        column = COLUMNS.get(name)
        if name == "customer":
            complaint.customer_id, complaint.reporter_name, complaint.reporter_reach = new, "", ""
        elif column is not None:
            is_moment = column.endswith("_at") and new is not None
            setattr(complaint, column, datetime.fromisoformat(new) if is_moment else new)
