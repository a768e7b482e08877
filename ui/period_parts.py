"""Choosing a period and a part of the firm; what is chosen can be told in an address and read back from one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from care import kpis
from care.kpis import Choices, Filters, Kind, Period
from core import clock
from core.errors import Refusal
from core.i18n import N_, _
from db.models import Source, Tier
from ui import current, labels
from ui.address import read_id
from ui.people_apart import told_apart

_NAMES = {
    "this_month": N_("This month"),
    "last_month": N_("Last month"),
    "this_quarter": N_("This quarter"),
    "this_year": N_("This year"),
    "custom": N_("Custom"),
}
_FIELDS: dict[str, Callable[[str], Any]] = {
    "team": read_id,
    "owner": read_id,
    "tier": Tier,
    "region": str,
    "source": Source,
}


def take_address() -> None:
    """A link such as ?from=2026-01-01&to=2026-01-31&tier=A sets the pickers, once for each tab."""
    if current.remembered("kpi_address_taken"):
        return
    current.remember("kpi_address_taken", True)
    asked = st.query_params
    try:
        chosen = kpis.custom(date.fromisoformat(asked.get("from", "")), date.fromisoformat(asked.get("to", "")))
    except (ValueError, Refusal):
        chosen = None
    if chosen is not None:
        current.remember("kpi_period", _name_of(chosen))
        current.remember("kpi_days", (chosen.start, chosen.last_day))
    for field, read in _FIELDS.items():
        with suppress(ValueError):  # a field that makes no sense is no filter
            if value := asked.get(field):
                current.remember(f"kpi_{field}", read(value))


def period_picker() -> Period | None:
    """None while only one of two days has been picked."""
    choice = st.segmented_control(
        _("Period"),
        list(_NAMES),
        default=None if current.remembered("kpi_period") else "this_month",
        required=True,
        format_func=lambda name: _(_NAMES[name]),
        label_visibility="collapsed",
        key="kpi_period",
        persist_state="session",
        wrap=True,
    )
    if choice != "custom":
        return _named()[choice or "this_month"]
    return _two_days()


def _two_days() -> Period | None:
    this_month = kpis.month_of(clock.today())
    days: Any = st.date_input(
        _("From – to"),
        current.remembered("kpi_days") or (this_month.start, clock.today()),
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        key="kpi_days_picked",
        persist_state="session",
        width=230,
    )
    return kpis.custom(days[0], days[1]) if len(days) == 2 else None


def _named() -> dict[str, Period]:
    today = clock.today()
    this_month = kpis.month_of(today)
    return {
        "this_month": this_month,
        "last_month": this_month.previous(this_month.end),
        "this_quarter": kpis.natural(Kind.QUARTER, today),
        "this_year": kpis.natural(Kind.YEAR, today),
    }


def _name_of(period: Period) -> str:
    return next((name for name, named in _named().items() if named == period), "custom")


def filter_picker(choices: Choices) -> Filters:
    """A quiet button that counts the filters in use and opens onto them."""
    used = sum(current.remembered(f"kpi_{field}") is not None for field in _FIELDS)
    name = _("Filter · {n}").format(n=used) if used else _("Filter")
    with st.popover(name, icon=":material/filter_list:", type="primary" if used else "secondary"):
        teams, owners = dict(choices.teams), told_apart(dict(choices.owners))
        return Filters(
            team_id=_one("team", _("Team"), list(teams), lambda id_: teams.get(id_, str(id_))),
            owner_id=_one("owner", _("In charge"), list(owners), lambda id_: owners.get(id_, str(id_))),
            tier=_one("tier", _("Tier"), list(Tier), labels.tier),
            region=_one("region", _("Region"), list(choices.regions), str),
            source=_one("source", _("Source"), list(Source), labels.source),
        )


def _one(field: str, label: str, options: Sequence[Any], words: Callable[[Any], str]) -> Any:
    return st.selectbox(
        label,
        options,
        index=None,
        format_func=words,
        placeholder=_("All"),
        key=f"kpi_{field}",
        persist_state="session",
    )


def tell_address(period: Period, filters: Filters, rows: str) -> None:
    """Let the browser's address say what is shown; the plain one means this month, whenever it is opened."""
    is_plain = (period, filters, rows) == (_named()["this_month"], Filters(), "")
    told = {} if is_plain else as_address(period, filters) | ({"rows": rows} if rows else {})
    if st.query_params.to_dict() != told:
        st.query_params.from_dict(told)


def as_address(period: Period, filters: Filters) -> dict[str, str]:
    """What a link must carry so that whoever opens it sees the same."""
    chosen = {
        "team": filters.team_id,
        "owner": filters.owner_id,
        "tier": filters.tier,
        "region": filters.region,
        "source": filters.source,
    }
    days = {"from": period.start.isoformat(), "to": period.last_day.isoformat()}
    return days | {field: str(value) for field, value in chosen.items() if value is not None}
