"""What a period is called: 2026年2月, 2026年第1季度 / Feb 2026, Q1 2026. Pure."""

from datetime import date

from babel import dates

from care.kpis import Kind
from core.i18n import _, speaking


def period_name(kind: str, first_day: date, language: str) -> str:
    if kind == Kind.QUARTER:
        with speaking(language):
            return _("Q{quarter} {year}").format(quarter=(first_day.month + 2) // 3, year=first_day.year)
    return str(dates.format_skeleton("yMMM", first_day, locale=language))


def short_name(kind: str, first_day: date) -> str:
    """2026-02 or 2026-Q1: for the names of files."""
    return f"{first_day:%Y}-Q{(first_day.month + 2) // 3}" if kind == Kind.QUARTER else f"{first_day:%Y-%m}"
