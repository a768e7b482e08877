"""Taking the customers one sees home as an Excel file."""

from care import customers
from core.i18n import _
from ui import current, filter_parts, labels
from ui.actions import ask, perform
from ui.export_parts import export_popover


def export_button() -> None:
    export_popover(
        "customer",
        _("Everything that fits search and filters, with full phone numbers. The log keeps who and why."),
        _take,
    )


def _take(reason: str) -> str | None:
    made = ask(
        customers.export_file,
        search=current.remembered("directory_search") or "",
        filters=filter_parts.filters_in_use(),
        words={**_all(labels.KINDS), **_all(customers.SOURCES)},
    )
    return perform(customers.hand_out_export, made=made, reason=reason)


def _all(table: dict) -> dict:  # type: ignore[type-arg]
    return {code: _(word) for code, word in table.items()}
