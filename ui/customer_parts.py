"""Customers as lists and strips show them."""

from collections.abc import Sequence
from itertools import islice

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care.customers import Directory, Line, Profile
from core.i18n import _
from db.models import ChannelType, Lifecycle
from ui import formats, labels, links
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, Paging, linked_list


def customer_list(lines: Sequence[Line], *, key: str, paging: Paging) -> int | None:
    """Fifty lines; the id of the one that was clicked."""
    columns = [
        Column(_("Customer")),
        Column(_("Stage")),
        Column(_("Phone")),
        Column(_("In charge")),
        Column(_("Region"), "desk"),
        Column(_("Last order"), "end"),
        Column(_("Revenue"), "end desk"),
    ]
    stages = {stage: Mark(labels.lifecycle(stage), labels.LIFECYCLE_TONES[stage]) for stage in Lifecycle}
    no_consent = (Mark(_("No consent"), "orange"),)
    rows = [_line(line, stages[line.lifecycle], () if line.has_consent else no_consent) for line in lines]
    return linked_list(columns, rows, key=key, paging=paging)


def _line(line: Line, stage: Mark, warnings: tuple[Mark, ...]) -> ListRow:
    tier = Mark(line.tier.value, "primary" if line.tier.value == "A" else "grey")
    return ListRow(
        line.id,
        f"/{screen('customers/profile.py').address}?customer={line.id}",
        (
            Cell(line.name, quiet=line.company if line.company != line.name else "", marks=(tier, *warnings)),
            Cell("", marks=(stage,)),
            Cell(line.mobile or formats.NOTHING),
            Cell(line.owner or formats.NOTHING),
            Cell(line.region or formats.NOTHING),
            Cell(formats.short_day(line.last_order_on)),
            Cell(formats.round_money(line.revenue_cents) if line.revenue_cents else formats.NOTHING),
        ),
    )


def how_many(found: Directory) -> str:
    if found.is_counted:
        return _("{n} customers").format(n=formats.number(found.total))
    return _("{n}+ customers; search or filter to narrow them down").format(n=formats.number(found.total))


def invitation(actor: Actor) -> None:
    """Nobody is here yet: the next step, by what one may do."""
    st.info(_("There is no customer here yet."), icon=":material/group_add:")
    with st.container(horizontal=True):
        if actor.may(Permission.IMPORT_RUN):
            links.link_to("imports/import_file.py", _("Import a spreadsheet"), icon=":material/upload_file:")
        if actor.may(Permission.CUSTOMER_CREATE):
            links.link_to("customers/new.py", _("Add a customer"), icon=":material/person_add:")


CALLED = (ChannelType.MOBILE, ChannelType.LANDLINE)


def customer_strip(file: Profile) -> None:
    """Name, tier, stage, consent, phone, owner, completeness, last verified."""
    st.title(esc(file.name), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="customer-strip"):
        st.badge(labels.tier(file.tier), color="primary" if file.tier.value == "A" else "gray")
        tone = labels.LIFECYCLE_TONES[file.lifecycle]
        st.badge(labels.lifecycle(file.lifecycle), color=tone)  # type: ignore[arg-type]
        if file.has_consent:
            st.badge(_("Consent given"), icon=":material/check:", color="green")
        else:
            st.badge(_("No consent"), icon=":material/warning:", color="orange")
        if file.freshness.is_stale:
            st.badge(_("To be verified"), icon=":material/schedule:", color="orange")
        st.caption(" · ".join(_strip_words(file)), width="content")


def _strip_words(file: Profile) -> list[str]:
    owner = esc(file.owner) if file.owner else _("nobody")
    checked = file.freshness.verified_at
    verified = formats.local_day(checked) if checked else _("never")
    phones = (way.shown for person in file.contacts for way in person.ways if way.type in CALLED)
    return [
        esc(file.number),
        *(esc(phone) for phone in islice(phones, 1)),
        _("In charge: {name}").format(name=owner),
        _("File {percent} % complete").format(percent=file.freshness.completeness),
        _("Verified: {day}").format(day=verified),
    ]
