"""Complaints as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care import sheets
from care.complaints.export_rows import COLUMNS, Exported, row_of
from care.complaints.faces import faces as faces_of
from care.complaints.filters import BoardFilters, chosen
from care.complaints.listing import Span, narrowed
from care.sheets import SheetFile, Word
from core import clock
from core.i18n import _
from db import bulk
from db.models import Answer, Complaint, ComplaintEvent, Customer, Invitation, Order, RootCause, User

_AT_ONCE = 1_000
_ORDER = (col(Complaint.received_at), col(Complaint.id))


def export_file(
    session: Session,
    actor: Actor,
    *,
    filters: BoardFilters | None = None,
    span: Span = Span.OPEN,
    word: Word,
) -> SheetFile:
    """Every match as a file. `word` says a stored code. It takes seconds: no writer waits."""
    actor.require(Permission.COMPLAINT_EXPORT)
    used = filters or BoardFilters()
    rows = _rows(session, actor, used, span)
    return sheets.write(COLUMNS, rows, title=_("Complaints"), word=word, filtered=used != BoardFilters())


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.COMPLAINT_EXPORT)
    name = _("Complaints {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="complaint.exported")


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
