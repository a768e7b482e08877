"""Customers as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlmodel import Session, col

from auth import downloads
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.customers.selection import DirectoryFilters, chosen, holds, terms
from core import clock
from core.errors import Invalid
from core.i18n import N_, _
from db import dialect
from db.models import Customer, User

COLUMNS: dict[str, str] = {
    "number": N_("Number"),
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


@dataclass(frozen=True)
class ExportFile:
    """Made and not yet handed out: nobody knows its name, and it is swept away when nobody takes it."""

    path: Path
    count: int
    filtered: bool


def export_file(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    filters: DirectoryFilters | None = None,
    words: dict[StrEnum, str] | None = None,
) -> ExportFile:
    """Every match as a file. `words` are the labels of stored codes. It takes seconds: no writer waits."""
    actor.require(Permission.CUSTOMER_EXPORT)
    path = downloads.new_file()
    count = _write(path, _rows(session, actor, search, filters or DirectoryFilters()), words or {})
    return ExportFile(path, count, filtered=bool(search or (filters and filters.are_in_use)))


def hand_out_export(session: Session, actor: Actor, *, made: ExportFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.CUSTOMER_EXPORT)
    if problem := reason_problem(reason):
        raise Invalid({"reason": problem})
    return downloads.offer(
        session,
        actor,
        name=_("Customers {day}.xlsx").format(day=clock.today().isoformat()),
        content=made.path,
        action="customer.exported",
        count=made.count,
        detail={"reason": reason.strip()[:300], "filtered": made.filtered},
    )


def reason_problem(reason: str) -> str:
    return "" if reason.strip() else _("Please say what the file is for; it is kept in the log.")


def _rows(session: Session, actor: Actor, search: str, filters: DirectoryFilters) -> Iterator[dict[str, Any]]:
    """Every match the actor may export, in the order of their numbers."""
    wanted = terms(search)
    if wanted.find_nothing:
        return
    columns = [getattr(Customer, name) for name in COLUMNS if name not in ("owner", "revenue")]
    query = (
        select(*columns, col(Customer.revenue_cents), col(User.name).label("owner"))
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .where(customers_visible_to(actor, Permission.CUSTOMER_EXPORT), *chosen(filters, clock.today(), clock.now()))
        .order_by(col(Customer.id))
    )
    if wanted.words:
        query = query.where(dialect.matches_grams(session, list(wanted.grams)), holds(wanted.words))
    for row in session.execute(query.execution_options(yield_per=2_000)):
        yield {**row._mapping, "revenue": row.revenue_cents / 100}


def _write(path: Path, rows: Iterator[dict[str, Any]], words: dict[StrEnum, str]) -> int:
    # Strings stay strings: no cell becomes a formula or a link, whatever a customer's name begins with.
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(_("Customers"))
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, title in enumerate(COLUMNS.values()):
        sheet.write_string(0, place, _(title), bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 16)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, name in enumerate(COLUMNS):
            _cell(sheet, (count, place), row[name], day, words)
    book.close()
    return count


def _cell(sheet: Any, at: tuple[int, int], value: Any, day: Any, words: dict[StrEnum, str]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, StrEnum):
        sheet.write_string(*at, words.get(value, value.value))
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    else:
        sheet.write_number(*at, value)
