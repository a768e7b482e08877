"""The customers of a segment as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import sheets
from care.kpis.filters import Filters
from care.kpis.periods import Period
from care.kpis.rfm_queries import rfm
from care.kpis.rfm_row_queries import RfmRow, every_row
from care.kpis.rfm_scores import Segment
from care.sheets import SheetFile
from core import clock
from core.i18n import N_, _

COLUMNS: dict[str, str] = {
    "number": N_("Customer number"),
    "name": N_("Name"),
    "tier": N_("Tier"),
    "owner": N_("In charge"),
    "segment": N_("Segment"),
    "as_of": N_("As of"),
    "last_order_on": N_("Last order"),
    "orders": N_("Orders in 365 days"),
    "net": N_("Net amount in 365 days"),
    "r": N_("Score R"),
    "f": N_("Score F"),
    "m": N_("Score M"),
}


def rfm_file(
    session: Session,
    actor: Actor,
    *,
    segment: Segment,
    period: Period,
    filters: Filters,
    words: Mapping[StrEnum, str],
) -> SheetFile:
    """Every customer of the segment whom the actor may export. `words` are the labels of stored codes."""
    actor.require(Permission.KPI_READ)
    actor.require(Permission.CUSTOMER_EXPORT)
    counted = rfm(session, actor, period=period, filters=filters)
    found = every_row(session, actor, segment, counted, filters, Permission.CUSTOMER_EXPORT)
    same = {"segment": segment, "as_of": counted.as_of}
    return sheets.write(
        COLUMNS,
        _rows(found, same),
        title=_("Customers"),
        word=lambda code: words.get(code, code.value),
        filtered=True,
    )


def hand_out_rfm(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.CUSTOMER_EXPORT)
    name = _("Customers {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="customer.exported")


def _rows(found: Iterator[RfmRow], same: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in found:
        scores = dict(zip("rfm", row.scores, strict=True))
        yield {**vars(row), **same, **scores, "net": row.net_cents / 100}
