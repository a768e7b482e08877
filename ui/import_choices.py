"""What a person may change about an import: the sheet, the columns, the rules."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from care import imports
from care.imports import Choices, DateOrder, Kind, Match, Mode, Progress, Unknown
from core.i18n import N_, _
from ui.safe import esc

T = TypeVar("T")

_MODES = {
    Mode.UPSERT: N_("Add new ones and update known ones"),
    Mode.CREATE: N_("Only add new ones"),
    Mode.UPDATE: N_("Only update known ones"),
}
_MATCHES = {
    Match.AUTO: N_("Number, then phone, then e-mail"),
    Match.NUMBER: N_("Number only"),
    Match.PHONE: N_("Phone only"),
    Match.EMAIL: N_("E-mail only"),
    Match.NAME: N_("Name too"),
}
_UNKNOWN = {
    Unknown.CREATE: N_("Make a customer from what the row says"),
    Unknown.NAME_ONLY: N_("Keep name and number with the case alone"),
    Unknown.REPORT: N_("Report the row and leave it out"),
}
_OF_UNKNOWN = {
    Kind.ORDERS: N_("Order of an unknown customer"),
    Kind.COMPLAINTS: N_("Case of an unknown customer"),
    Kind.INQUIRIES: N_("Case of an unknown customer"),
    Kind.LEADS: N_("Lead that became a customer we do not know"),
    Kind.REVISITS: N_("Visit to an unknown customer"),
    Kind.SURVEYS: N_("Answer of an unknown customer"),
}
_DATE_ORDERS = {DateOrder.MONTH_FIRST: N_("month/day/year"), DateOrder.DAY_FIRST: N_("day/month/year")}


def date_order_label(code: str) -> str:
    return _(_DATE_ORDERS[DateOrder(code)])


def field_label(kind: Kind) -> Callable[[str], str]:
    """The word for a field's code; the empty code says that a column is left out."""
    words = {field.code: _(field.label) for field in imports.FIELDS[kind]}
    return lambda code: words.get(code, _("— leave out —"))


def choose(progress: Progress) -> tuple[Choices, list[str]]:
    """The choices as they stand on the screen, and what is still to be settled among them."""
    what = progress.findings
    with st.container(horizontal=True):
        sheets = list(what.sheets) or [what.sheet]
        sheet = st.selectbox(_("Sheet"), sheets, sheets.index(what.sheet), key="sheet", width=200)
        header = st.number_input(_("Header row (0: none)"), 0, 25, what.header_row or 0, key="header-row", width=160)
        mode, match, unknown, order = policies(progress)
    for sentence in _claims(progress):
        st.warning(sentence, icon=":material/warning:")
    moved = sheet != what.sheet or header != (what.header_row or 0)
    mapping = None if moved else column_editor(progress)
    complaints = [] if mapping is None else mapping_complaints(progress, mapping)
    chosen = replace(
        progress.choices,
        sheet=sheet,
        header_row=int(header),
        mapping=mapping,
        mode=mode,
        match=match,
        unknown=unknown,
        date_order=order,
    )
    return chosen, complaints


def _claims(progress: Progress) -> list[str]:
    """Fields that several columns lay claim to: somebody has to say which one it is."""
    headers = {column.index: column.header for column in progress.findings.columns}
    sentence = _("Several columns look like “{field}”: {columns}. Choose below, then check again.")
    said = []
    for code, columns in progress.findings.conflicts.items():
        named = _(", ").join(esc(headers.get(index, "")) for index in columns)
        said.append(sentence.format(field=field_label(progress.kind)(code), columns=named))
    return said


def column_editor(progress: Progress) -> dict[int, str]:
    """Column by column: its header, what stands in it, and the field it fills."""
    label = field_label(progress.kind)
    codes = ["", *[field.code for field in imports.FIELDS[progress.kind]]]
    by_label = {label(code): code for code in codes}
    columns = progress.findings.columns
    table = pd.DataFrame(
        {
            "header": [column.header for column in columns],
            "samples": [" ｜ ".join(column.samples) for column in columns],
            "field": [label(column.field) for column in columns],
        }
    )
    edited = st.data_editor(
        table,
        key=f"columns-{progress.id}",
        hide_index=True,
        width="stretch",
        disabled=["header", "samples"],
        column_config={
            "header": st.column_config.TextColumn(_("Column in the file")),
            "samples": st.column_config.TextColumn(_("What stands in it")),
            "field": st.column_config.SelectboxColumn(_("Fills"), options=list(by_label), required=True),
        },
    )
    chosen = [by_label.get(word, "") for word in edited["field"]]
    return {column.index: code for column, code in zip(columns, chosen, strict=True)}


def mapping_complaints(progress: Progress, mapping: dict[int, str]) -> list[str]:
    """What must be settled before the rows can be checked."""
    label, taken = field_label(progress.kind), [code for code in mapping.values() if code]
    missing = [group for group in imports.REQUIRED[progress.kind] if not set(group) & set(taken)]
    twice = sorted({code for code in taken if taken.count(code) > 1})
    said = [_("No column fills: {fields}.").format(fields=" / ".join(map(label, group))) for group in missing]
    return said + [_("Two columns fill “{field}”: keep one.").format(field=label(code)) for code in twice]


def policies(progress: Progress) -> tuple[Mode, Match, Unknown, str | None]:
    """How rows meet what is there already."""
    chosen = progress.choices
    mode = _one(_("What to do"), _MODES, chosen.mode, "mode")
    match = _one(_("Same customer when"), _MATCHES, chosen.match, "match")
    unknown, order = chosen.unknown, chosen.date_order
    if progress.kind in _OF_UNKNOWN:
        ways: dict[Unknown, str] = {
            way: words
            for way, words in _UNKNOWN.items()
            if way is not Unknown.NAME_ONLY or progress.kind in imports.CASES
        }
        unknown = _one(_(_OF_UNKNOWN[progress.kind]), ways, unknown, "unknown")
    if progress.findings.date_order:
        order = _one(_("Ambiguous dates"), _DATE_ORDERS, DateOrder(progress.findings.date_order), "date-order").value
    return mode, match, unknown, order


def _one(label: str, words: Mapping[T, str], chosen: T, key: str) -> T:
    options = list(words)
    picked = st.selectbox(
        label, options, index=options.index(chosen), format_func=lambda one: _(words[one]), key=key, width=260
    )
    return chosen if picked is None else picked
