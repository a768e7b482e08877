"""A report in one language, as the blocks that screen and paper show: the same words and numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import dates

from care.kpis import Group, Kind, Unit
from care.reports import pictures, rules, shown
from care.reports.blocks import Block, Card, Cards, Charts, Document, Heading, Points, Table, Words
from care.reports.content import in_order
from care.reports.loop import complaints, review
from care.reports.naming import period_name
from care.reports.queries import Report
from care.reports.spread import channels, purchases
from care.reports.standouts import standouts, title
from core import clock
from core.i18n import N_, _, speaking

GROUPS = {
    Group.SATISFACTION: N_("Satisfaction"),
    Group.COMPLAINTS: N_("Complaints"),
    Group.CUSTOMERS: N_("Customers and revenue"),
    Group.PURCHASES: N_("Buying again, and value"),
    Group.STAGES: N_("Customers by stage"),
    Group.FOLLOW_UP: N_("Leads and revisits"),
    Group.FILES: N_("Customers' files"),
    Group.RULES: N_("Rules and training"),
}
_TRENDS = ("revenue", "new", "active", "retention", "repurchase", "resolution_in_time")


@dataclass(frozen=True)
class Said:
    """A content and what is needed to put it into words."""

    content: Mapping[str, Any]
    language: str

    @property
    def currency(self) -> str:
        return str(self.content["currency"])


def document(report: Report, language: str) -> Document:
    line = report.line
    with speaking(language):
        name = period_name(line.kind, line.first_day, language)
        is_quarter = line.kind == Kind.QUARTER
        return Document(
            title=_("Quarterly review") if is_quarter else _("Customer analysis report"),
            company=report.content["company"] or _("Guanjia customer care"),
            period=name,
            made=_made(line.made_at, line.version, line.reason, language),
            checksum=line.checksum,
            language=language,
            of_page=_("Page {page} of {pages}"),
            blocks=tuple(_blocks(Said(report.content, language), is_quarter=is_quarter)),
        )


def _made(made_at: datetime, version: int, reason: str, language: str) -> str:
    local = clock.local(made_at)
    day = f"{dates.format_date(local.date(), format='medium', locale=language)} {local:%H:%M}"
    if version == 1:
        return _("Made on {moment}").format(moment=day)
    return _("Made on {moment}, version {version}: {reason}").format(moment=day, version=version, reason=reason)


def _blocks(said: Said, *, is_quarter: bool) -> Iterator[Block]:
    content, currency = said.content, said.currency
    yield Words(_compared(said), is_quiet=True)
    yield Cards(tuple(_card(content["kpis"][code], said) for code in content["first"]))
    yield Heading(_("What stands out"))
    yield Points(tuple(standouts(content)) or (_("Nothing: no target was missed and no number moved much."),))
    yield Heading(_("By month"))
    yield Charts(tuple(pictures.by_month(content["kpis"][code], currency) for code in followed(content)))
    yield from _numbers(said)
    yield from purchases(content)
    yield from complaints(content)
    yield from channels(content)
    yield from review(content, with_lines=is_quarter)
    yield from rules.blocks(content)
    yield Heading(_("How numbers are counted"))
    rows = tuple((title(one), one["words"][said.language]["formula"]) for one in in_order(content))
    yield Table((_("Number"), _("Formula")), rows, (1, 3))


def _compared(said: Said) -> str:
    period, before = said.content["period"], said.content["compared"]
    return _("{start} – {end}, compared with {earlier} – {later}").format(
        start=period["from"], end=period["to"], earlier=before["from"], later=before["to"]
    )


def _card(told: Mapping[str, Any], said: Said) -> Card:
    unit = Unit(told["unit"])
    before = _("before: {value}").format(value=shown.value(told["previous"], unit, said.currency))
    counted = [f"n = {shown.decimal(told['n'], 0)}"]
    if told["target"]:
        aim = shown.plain(told["target"]["value"], unit, said.currency)
        counted.insert(0, _("target: {value}").format(value=aim))
    if told["small_sample"]:
        counted.append(_("small sample"))
    lines = (f"{shown.change(told)} · {before}", " · ".join(counted), told["words"][said.language]["formula"])
    return Card(title(told), shown.value(told, unit, said.currency), shown.light(told), told["light"] or "", lines)


def followed(content: Mapping[str, Any]) -> list[str]:
    """The three that come first, and those that show how the firm lives."""
    wanted = dict.fromkeys((*content["first"], *_TRENDS))
    return [code for code in wanted if content["kpis"].get(code, {}).get("months")]


def _numbers(said: Said) -> Iterator[Block]:
    head = (_("Number"), _("This period"), "n", _("Before"), _("Change"), _("Target"), _("Standing"))
    for group, name in GROUPS.items():
        rows = [_row(one, said.currency) for one in in_order(said.content) if one["group"] == group]
        if rows:
            yield Heading(_(name))
            yield Table(head, tuple(rows), (2.5, 1.1, 0.8, 1.1, 1.8, 1, 1.7), ends=(1, 2, 3, 4, 5))


def _row(told: Mapping[str, Any], currency: str) -> tuple[str, ...]:
    unit = Unit(told["unit"])
    marks = [shown.light(told)] if told["light"] else []
    marks += [_("small sample")] if told["small_sample"] else []
    marks += [_("as of the day it was made")] if told["as_of_today"] else []
    return (
        title(told),
        shown.value(told, unit, currency),
        shown.decimal(told["n"], 0),
        shown.value(told["previous"], unit, currency),
        shown.change(told),
        shown.plain(told["target"]["value"], unit, currency) if told["target"] else shown.NOTHING,
        " · ".join(marks),
    )
