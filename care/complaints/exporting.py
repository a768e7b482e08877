"""Complaints as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth import downloads
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.complaints.export_rows import COLUMNS, Exported, row_of
from care.complaints.faces import faces as faces_of
from care.complaints.filters import BoardFilters, chosen
from care.complaints.listing import Span, narrowed
from care.customers import reason_problem
from core import clock
from core.errors import Invalid
from core.i18n import _
from db import bulk
from db.models import Answer, Complaint, ComplaintEvent, Customer, Invitation, Order, RootCause, User

_AT_ONCE = 1_000
_ORDER = (col(Complaint.received_at), col(Complaint.id))


@dataclass(frozen=True)
class ComplaintExport:
    """Made and not yet handed out: nobody knows its name, and it is swept away when nobody takes it."""

    path: Path
    count: int
    filtered: bool


def export_file(
    session: Session,
    actor: Actor,
    *,
    filters: BoardFilters | None = None,
    span: Span = Span.OPEN,
    word: Callable[[StrEnum], str],
) -> ComplaintExport:
    """Every match as a file. `word` says a stored code. It takes seconds: no writer waits."""
    actor.require(Permission.COMPLAINT_EXPORT)
    used = filters or BoardFilters()
    path = downloads.new_file()
    count = _write(path, _rows(session, actor, used, span), word)
    return ComplaintExport(path, count, filtered=used != BoardFilters())


def hand_out_export(session: Session, actor: Actor, *, made: ComplaintExport, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.COMPLAINT_EXPORT)
    if problem := reason_problem(reason):
        raise Invalid({"reason": problem})
    return downloads.offer(
        session,
        actor,
        name=_("Complaints {day}.xlsx").format(day=clock.today().isoformat()),
        content=made.path,
        action="complaint.exported",
        count=made.count,
        detail={"reason": reason.strip()[:300], "filtered": made.filtered},
    )


def _rows(session: Session, actor: Actor, filters: BoardFilters, span: Span) -> Iterator[dict[str, Any]]:
    """Every match the actor may export, in the order they came in; what clocks and customers say by the thousand."""
    now = clock.now()
    conditions = [
        complaints_visible_to(actor, Permission.COMPLAINT_EXPORT),
        *chosen(session, actor, filters),
        *narrowed(span, filters, now),
    ]
    ids = list(session.exec(select(Complaint.id).where(*conditions).order_by(*_ORDER)))
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        faces, scores, authors = faces_of(session, some, now), _scores(session, some), _authors(session, some)
        for row in session.execute(_selected(some)):
            told = Exported(*row)
            id_ = told.complaint.id
            yield row_of(told, faces.get(id_, ()), score=scores.get(id_), author=authors.get(id_, ""))
        session.expunge_all()


def _selected(ids: Sequence[int]) -> Any:
    opener = aliased(User)
    shown: Any = (Complaint, Customer.name, Customer.number, User.name, Order.number, RootCause, opener.name)
    return (
        select(*shown)
        .outerjoin(Customer, col(Customer.id) == col(Complaint.customer_id))
        .outerjoin(User, col(User.id) == col(Complaint.handler_id))
        .outerjoin(Order, col(Order.id) == col(Complaint.order_id))
        .outerjoin(RootCause, col(RootCause.complaint_id) == col(Complaint.id))
        .outerjoin(opener, col(opener.id) == col(Complaint.opened_by_id))
        .where(text(bulk.one_of("complaints.id", ids)))
        .order_by(*_ORDER)
    )


def _scores(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """The last one given for each, in whichever cycle."""
    both: Any = (Invitation.complaint_id, Answer.score)
    query = select(*both).join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
    within = text(bulk.one_of("invitations.complaint_id", ids))
    found = session.exec(query.where(within, col(Answer.score).is_not(None)).order_by(col(Answer.at), col(Answer.id)))
    return dict(found.all())


def _authors(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Of imported history: who did the last thing that its file tells."""
    both: Any = (ComplaintEvent.complaint_id, ComplaintEvent.author)
    within = text(bulk.one_of("complaint_id", ids))
    return dict(
        session.exec(
            select(*both).where(within, col(ComplaintEvent.author) != "").order_by(col(ComplaintEvent.id))
        ).all()
    )


def _write(path: Path, rows: Iterator[dict[str, Any]], word: Callable[[StrEnum], str]) -> int:
    # Strings stay strings: no cell becomes a formula or a link, whatever a customer wrote.
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(_("Complaints"))
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for place, title in enumerate(COLUMNS.values()):
        sheet.write_string(0, place, _(title), bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, name in enumerate(COLUMNS):
            _cell(sheet, (count, place), row[name], moment, word)
    book.close()
    return count


def _cell(sheet: Any, at: tuple[int, int], value: Any, moment: Any, word: Callable[[StrEnum], str]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, StrEnum):
        sheet.write_string(*at, word(value))
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, clock.local(value).replace(tzinfo=None), moment)
    elif isinstance(value, str):
        sheet.write_string(*at, value[:32_000])
    else:
        sheet.write_number(*at, value)
