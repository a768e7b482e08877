"""Customers as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import sheets
from care.customers.selection import DirectoryFilters, chosen, holds, policies_in_force, terms
from care.sheets import SheetFile
from core import clock
from core.i18n import N_, _
from db import dialect
from db.models import Customer, User

COLUMNS: dict[str, str] = {
    "number": N_("Customer number"),
    "name": N_("Name"),
    "company": N_("Company"),
    "kind": N_("Kind"),
    "tier": N_("Tier"),
    "mobile": N_("Mobile"),
    "owner": N_("In charge"),
    "region": N_("Region"),
    "industry": N_("Industry"),
    "address": N_("Address"),
    "source": N_("Source"),
    "first_order_on": N_("First order"),
    "last_order_on": N_("Last order"),
    "order_count": N_("Orders"),
    "revenue": N_("Revenue"),
}


def export_file(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    filters: DirectoryFilters | None = None,
    words: dict[StrEnum, str] | None = None,
) -> SheetFile:
    """Every match as a file. `words` are the labels of stored codes. It takes seconds: no writer waits."""
    actor.require(Permission.CUSTOMER_EXPORT)
    used, known = filters or DirectoryFilters(), words or {}
    return sheets.write(
        COLUMNS,
        _rows(session, actor, search, used),
        title=_("Customers"),
        word=lambda code: known.get(code, code.value),
        filtered=bool(search or used.are_in_use),
    )


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.CUSTOMER_EXPORT)
    name = _("Customers {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="customer.exported")


def _rows(session: Session, actor: Actor, search: str, filters: DirectoryFilters) -> Iterator[dict[str, Any]]:
    """Every match the actor may export, in the order of their numbers."""
    wanted = terms(search)
    if wanted.find_nothing:
        return
    policies = policies_in_force(session)
    columns = [getattr(Customer, name) for name in COLUMNS if name not in ("owner", "revenue")]
    query = (
        select(*columns, col(Customer.revenue_cents), col(User.name).label("owner"))
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .where(
            customers_visible_to(actor, Permission.CUSTOMER_EXPORT),
            *chosen(filters, clock.today(), clock.now(), policies),
        )
        .order_by(col(Customer.id))
    )
    if wanted.words:
        query = query.where(dialect.matches_grams(session, list(wanted.grams)), holds(wanted.words))
    for row in session.execute(query.execution_options(yield_per=2_000)):
        yield {**row._mapping, "revenue": row.revenue_cents / 100}
