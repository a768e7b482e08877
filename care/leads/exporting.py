"""Leads as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care import customers, sheets
from care.leads.filters import LeadFilters, Span, chosen, spanned
from care.sheets import SheetFile, Word
from core import clock
from core.i18n import N_, _
from db.models import ConsentPurpose, Customer, Lead, User

COLUMNS: dict[str, str] = {
    "number": N_("Lead number"),
    "name": N_("Name"),
    "company": N_("Company"),
    "phone": N_("Phone number"),
    "email": N_("E-mail"),
    "source": N_("Source"),
    "origin": N_("By which door it came"),
    "region": N_("Region"),
    "need": N_("What they want"),
    "stage": N_("Stage"),
    "owner": N_("Person in charge"),
    "received_at": N_("Came in on"),
    "due_at": N_("First call by"),
    "first_contact_at": N_("First contact on"),
    "verdict": N_("Was the first call in time"),
    "ended_at": N_("Ended on"),
    "reason": N_("Why it ended"),
    "end_words": N_("… in words"),
    "customer_number": N_("Customer number"),
    "agreed": N_("What they agreed to"),
    "notice_version": N_("Privacy notice they were told"),
    "note": N_("Note"),
}
_AS_THEY_ARE = (
    "number", "name", "company", "source", "origin", "region", "need", "stage", "received_at", "due_at",
    "first_contact_at", "verdict", "ended_at", "end_words", "notice_version", "note",
)  # fmt: skip


def export_file(
    session: Session, actor: Actor, *, filters: LeadFilters | None = None, span: Span = Span.OPEN, word: Word
) -> SheetFile:
    """Every match as a file, ways to reach people masked. `word` says a stored code. It takes seconds."""
    actor.require(Permission.LEAD_EXPORT)
    used = filters or LeadFilters()
    rows = _rows(session, actor, used, span, word)
    return sheets.write(COLUMNS, rows, title=_("Leads"), word=word, filtered=used != LeadFilters())


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.LEAD_EXPORT)
    name = _("Leads {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="lead.exported")


def _rows(session: Session, actor: Actor, filters: LeadFilters, span: Span, word: Word) -> Iterator[dict[str, Any]]:
    """Every match the actor may export, in the order they came in."""
    query = (
        select(Lead, col(User.name), col(Customer.number))
        .outerjoin(User, col(User.id) == col(Lead.owner_id))
        .outerjoin(Customer, col(Customer.id) == col(Lead.customer_id))
        .where(leads_visible_to(actor, Permission.LEAD_EXPORT), *chosen(actor, filters), *spanned(span))
        .order_by(col(Lead.received_at), col(Lead.id))
    )
    for lead, owner, number in session.execute(query.execution_options(yield_per=1_000)):
        yield _row(lead, owner, number, word)


def _row(lead: Lead, owner: str | None, customer_number: str | None, word: Word) -> dict[str, Any]:
    agreed = [word(ConsentPurpose(one["purpose"])) for one in json.loads(lead.consents)]
    return {
        **{name: getattr(lead, name) for name in _AS_THEY_ARE},
        "phone": customers.mask_phone(lead.phone) if lead.phone else "",
        "email": customers.mask_email(lead.email) if lead.email else "",
        "owner": owner,
        "reason": lead.lost_reason or lead.invalid_reason,
        "customer_number": customer_number,
        "agreed": _(", ").join(agreed),
    }
