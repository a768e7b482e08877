"""Where what was bought comes from, and on which ways people talked: the parts of the firm in a report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from care.customers import SOURCES
from care.interactions import MEDIA
from care.kpis import Unit
from care.reports import pictures, shown
from care.reports.blocks import Block, Chart, Charts, Heading, Table, Words
from core.i18n import N_, _
from db.models import Medium, Source

CUTS = {"tier": N_("Tier"), "source": N_("Source"), "region": N_("Region")}
LISTED = 12


def purchases(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(_("Tier, source and region"))
    currency, pictured = content["currency"], []
    for cut in CUTS:
        parts = content["parts"][cut]
        sold = [(part_name(cut, part["key"]), part["revenue"]) for part in parts if part["revenue"] > 0]
        if sold:
            name = _("Revenue by {cut}").format(cut=_(CUTS[cut]))
            pictured.append(pictures.bars(name, pictures.unit_words(Unit.MONEY, currency), sold))
    if pictured:
        yield Charts(tuple(pictured))
    for cut in CUTS:
        parts = content["parts"][cut]
        if parts:
            yield _parts(cut, parts, currency)


def _parts(cut: str, parts: list[Mapping[str, Any]], currency: str) -> Table:
    head = (_(CUTS[cut]), _("Active customers"), _("New customers"), _("Orders"), _("Revenue"), _("Share of revenue"))
    whole = sum(part["revenue"] for part in parts)
    rows = [
        (
            part_name(cut, part["key"]),
            *(shown.decimal(part[name], 0) for name in ("active", "came", "orders")),
            shown.money(part["revenue"], currency),
            f"{shown.decimal(part['revenue'] / whole * 100)}%" if whole > 0 else shown.NOTHING,
        )
        for part in parts[:LISTED]
    ]
    return Table(head, tuple(rows), (2, 1, 1, 1, 1.4, 1.2), ends=(1, 2, 3, 4, 5))


def part_name(cut: str, key: str) -> str:
    """A source in words; a tier or a region as it is called."""
    if cut == "source" and key in list(Source):
        return _(SOURCES[Source(key)])
    return key or _("not known")


def channels(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(_("Channels"))
    found = content["channels"]
    if not found:
        yield Words(_("Nobody has written down a contact in this period."), is_quiet=True)
        return
    yield Charts((_by_channel(found),))
    head = (_("Channel"), _("Times"), _("Reached"), _("Share reached"))
    rows = [
        (
            medium(one["medium"]),
            str(one["n"]),
            str(one["reached"]),
            f"{shown.decimal(one['reached'] / one['n'] * 100)}%",
        )
        for one in found
    ]
    yield Table(head, tuple(rows), (2, 1, 1, 1), ends=(1, 2, 3))


def _by_channel(found: list[Mapping[str, Any]]) -> Chart:
    parts = [(medium(one["medium"]), one["n"]) for one in found]
    return pictures.bars(_("Contacts by channel"), _("number of contacts"), parts)


def medium(code: str) -> str:
    return _(MEDIA[Medium(code)]) if code in list(Medium) else code
