"""Visits that were made or left out, as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import and_, text
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to, customers_visible_to, revisits_visible_to
from care import sheets
from care.sheets import SheetFile, Word
from core import clock
from core.i18n import N_, _
from db import bulk
from db.models import Complaint, Customer, Interaction, Revisit, RevisitDemand, User, VisitState

COLUMNS: dict[str, str] = {
    "customer_number": N_("Customer number"),
    "customer": N_("Customer"),
    "tier": N_("Tier"),
    "done_at": N_("Ended on"),
    "state": N_("State"),
    "cause": N_("Why it was planned"),
    "due_on": N_("Due on"),
    "latest_on": N_("At the latest on"),
    "is_late": N_("Late"),
    "by": N_("Visited by"),
    "medium": N_("By which way"),
    "attempts": N_("Tries that reached nobody"),
    "summary": N_("What was said"),
    "satisfaction": N_("Satisfaction (1 to 5)"),
    "need_change": N_("What they need now"),
    "problem": N_("What they complain of"),
    "demands": N_("What they ask for"),
    "complaint": N_("Complaint that came of it"),
    "skip_reason": N_("Why it was left out"),
    "source": N_("From a file"),
}
_ENDED = (VisitState.DONE, VisitState.SKIPPED)
_AS_THEY_ARE = (
    "done_at", "state", "cause", "due_on", "latest_on", "satisfaction", "need_change", "problem", "skip_reason",
)  # fmt: skip
_AT_ONCE = 1_000


def export_file(session: Session, actor: Actor, *, first: date, last: date, word: Word) -> SheetFile:
    """What ended on these days, both included. `word` says a stored code. It takes seconds: no writer waits."""
    actor.require(Permission.REVISIT_EXPORT)
    rows = _rows(session, actor, first, last, word)
    return sheets.write(COLUMNS, rows, title=_("Revisits"), word=word, filtered=True)


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.REVISIT_EXPORT)
    name = _("Revisits {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="revisit.exported")


def _rows(session: Session, actor: Actor, first: date, last: date, word: Word) -> Iterator[dict[str, Any]]:
    """By the thousand, in the order they ended; those alone whose customer the actor may see."""
    ended = (col(Revisit.state).in_(_ENDED), col(Revisit.done_on).between(first, last))
    query = (
        select(Revisit.id)
        .join(Customer, col(Customer.id) == col(Revisit.customer_id))
        .where(*ended, revisits_visible_to(actor, Permission.REVISIT_EXPORT))
        .where(customers_visible_to(actor, Permission.REVISIT_EXPORT))
        .order_by(col(Revisit.done_on), col(Revisit.id))
    )
    ids = list(session.exec(query))
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        demands = _demands(session, some, word)
        for visit, *about in session.execute(_selected(actor, some)):
            yield _row(visit, about, demands.get(visit.id, ()))
        session.expunge_all()


def _selected(actor: Actor, ids: list[int]) -> Any:
    """A complaint has its number for whoever may read it."""
    shown: Any = (Revisit, Customer, Interaction, User.name, Complaint.number)
    return (
        select(*shown)
        .join(Customer, col(Customer.id) == col(Revisit.customer_id))
        .outerjoin(Interaction, col(Interaction.id) == col(Revisit.interaction_id))
        .outerjoin(User, col(User.id) == col(Revisit.done_by_id))
        .outerjoin(Complaint, and_(col(Complaint.id) == col(Revisit.complaint_id), complaints_visible_to(actor)))
        .where(bulk.among(col(Revisit.id), ids))
        .order_by(col(Revisit.done_on), col(Revisit.id))
    )


def _demands(session: Session, ids: list[int], word: Word) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    within = text(bulk.one_of("revisit_id", ids))
    for demand in session.exec(select(RevisitDemand).where(within).order_by(col(RevisitDemand.demand))):
        found.setdefault(demand.revisit_id, []).append(word(demand.demand))
    return found


def _row(visit: Revisit, about: Any, demands: Any) -> dict[str, Any]:
    customer, contact, by, complaint = about
    late = visit.done_on is not None and visit.done_on > visit.latest_on
    return {
        **{name: getattr(visit, name) for name in _AS_THEY_ARE},
        "customer_number": customer.number,
        "customer": customer.name,
        "tier": customer.tier.value,
        "is_late": _("Yes") if late else "",
        "by": by or (contact.author if contact else ""),
        "medium": contact.medium if contact else None,
        "attempts": visit.attempts or None,
        "summary": contact.summary if contact else "",
        "demands": _(", ").join(demands),
        "complaint": complaint,
        "source": _("Yes") if visit.import_job_id else "",
    }
