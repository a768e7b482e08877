"""Workbooks we hand out: the rows that did not come in, with the reason; and the template to begin with."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.imports import complaint_choices, lead_choices
from care.imports.choices import load_findings
from care.imports.jobs import file_of
from care.imports.kinds import FIELDS, REQUIRED, Field, Kind, Parser
from care.imports.problems import Problem
from care.imports.queries import held_back, source
from care.imports.reading import Row, open_file
from care.imports.values import plain
from core.i18n import N_, _
from db.models import CustomerKind, OrderStatus, Source, Tier

# Each is read back by care.imports.words, in both languages.
_LISTS: dict[Parser, tuple[str, ...]] = {
    Parser.TIER: tuple(tier.value for tier in Tier),
    Parser.SOURCE: (
        N_("Visit"), N_("Exhibition"), N_("Referral"), N_("Website"), N_("Social media"), N_("E-mail"), N_("Phone"),
        N_("Store"), N_("Other"),
    ),
    Parser.CUSTOMER_KIND: (N_("Person"), N_("Company"), N_("Large company")),
    Parser.ORDER_STATUS: (N_("Valid"), N_("Cancelled"), N_("Refunded")),
    **complaint_choices.LISTS,
    **lead_choices.LISTS,
}  # fmt: skip
assert len(_LISTS[Parser.SOURCE]) == len(Source) - 1
assert len(_LISTS[Parser.CUSTOMER_KIND]) == len(CustomerKind)
assert len(_LISTS[Parser.ORDER_STATUS]) == len(OrderStatus)

_SHEETS = {
    Kind.CUSTOMERS: N_("Customers"),
    Kind.ORDERS: N_("Orders"),
    Kind.COMPLAINTS: N_("Complaints"),
    Kind.INQUIRIES: N_("Inquiries"),
    Kind.LEADS: N_("Leads"),
    Kind.REVISITS: N_("Revisits"),
    Kind.SURVEYS: N_("Answers to surveys"),
}
_ADVICE = {
    Parser.CASE_SCORE: N_("1 to 5, or a word such as satisfied"),
    Parser.PHONE: N_("11 digits such as 13812345678, or 010-62345678; several parted by /."),
    Parser.EMAIL: N_("such as name@example.com"),
    Parser.DATE: N_("such as 1990-03-05"),
    Parser.MOMENT: N_("such as 2025-03-05 or 2025-03-05 14:30"),
    Parser.MONEY: N_("such as 1234.50"),
    Parser.NUMBER: N_("such as 3 or 2.5"),
    Parser.POINTS: N_("a whole number"),
}


def failed_rows(session: Session, actor: Actor, job_id: int) -> bytes:
    """Only the rows held back, as they were, with reason and hint behind them; it can be imported again."""
    held = held_back(session, actor, job_id)
    job = source(session, actor, job_id)
    sheet = load_findings(job.findings).sheet
    with open_file(file_of(job), sheet=sheet) as opened:
        found = next(one for one in opened.sheets if one.name == sheet)
        columns = load_findings(job.findings).columns
        rows = [row for portion in opened.rows(sheet) for row in portion if row[0] in held]
    headers = [column.header for column in columns]
    return _workbook(found.name, headers, [column.index for column in columns], rows, held)


def _workbook(
    sheet: str,
    headers: Sequence[str],
    indexes: Sequence[int],
    rows: Sequence[Row],
    held: dict[int, tuple[Problem, ...]],
) -> bytes:
    book, content = _new()
    page = book.add_worksheet(_sheet_name(sheet))
    # Quoted text: a value that begins like a formula stays what it was, even when the cell is edited.
    text = book.add_format({"num_format": "@", "quote_prefix": True})
    red = book.add_format({"num_format": "@", "quote_prefix": True, "bg_color": "#f8d7da"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, header in enumerate([*headers, _("Reason"), _("Hint")]):
        page.write_string(0, place, header, bold)
    page.freeze_panes(1, 0)
    page.set_column(0, len(headers) - 1, 16)
    page.set_column(len(headers), len(headers) + 1, 48)
    for line, (number, cells) in enumerate(rows, 1):
        wrong = {problem.column for problem in held[number]}
        for place, index in enumerate(indexes):
            value = plain(cells[index]) if index < len(cells) else ""
            page.write_string(line, place, value[:32_000], red if headers[place] in wrong else text)
        page.write_string(line, len(headers), _joined(held[number], "message"), text)
        page.write_string(line, len(headers) + 1, _joined(held[number], "hint"), text)
    book.close()
    return content.getvalue()


def _joined(problems: Sequence[Problem], part: str) -> str:
    said = ((f"{problem.column}: " if problem.column else "") + getattr(problem, part) for problem in problems)
    return "\n".join(dict.fromkeys(said))


def template(session: Session, actor: Actor, kind: Kind) -> bytes:  # noqa: ARG001
    """Headers that are recognised, drop-downs where only some words are known, and a sheet that explains."""
    actor.require(Permission.IMPORT_RUN)
    book, content = _new()
    page = book.add_worksheet(_(_SHEETS[kind]))
    required = {group[0] for group in REQUIRED[kind]}
    heading = book.add_format({"bold": True, "bg_color": "#e6efee", "bottom": 1})
    needed = book.add_format({"bold": True, "bg_color": "#e6efee", "bottom": 1, "font_color": "#b3261e"})
    text = book.add_format({"num_format": "@"})
    for place, field in enumerate(FIELDS[kind]):
        is_needed = field.code in required
        page.write_string(0, place, ("*" if is_needed else "") + _(field.label), needed if is_needed else heading)
        page.set_column(place, place, 16, text if field.parser in {Parser.IDENTIFIER, Parser.PHONE} else None)
        if words := _LISTS.get(field.parser):
            choices = {"validate": "list", "source": [_(word) for word in words], "error_type": "warning"}
            page.data_validation(1, place, 5_000, place, choices)
    page.freeze_panes(1, 0)
    _explain(book, kind, required)
    book.close()
    return content.getvalue()


def _explain(book: Any, kind: Kind, required: set[str]) -> None:
    page = book.add_worksheet(_("How to fill it in"))
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, _("Columns marked * are needed; all others may be left out. The order does not matter."))
    for line, field in enumerate(FIELDS[kind], 2):
        page.write_string(line, 0, _(field.label))
        page.write_string(line, 1, _advice(field, field.code in required))


def _advice(field: Field, is_required: bool) -> str:
    words = _LISTS.get(field.parser)
    said = (
        " / ".join(_(word) for word in words) if words else _(_ADVICE[field.parser]) if field.parser in _ADVICE else ""
    )
    return " ".join(filter(None, (_("Required.") if is_required else "", said)))


def _new() -> tuple[Any, BytesIO]:
    import xlsxwriter  # only whoever asks for a workbook waits for it

    content = BytesIO()
    return xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ), content


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in "[]:*?/\\'")[:31] or _("Rows")
