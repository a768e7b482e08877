"""Visits as a list by day, for a thumb on the road and for whoever likes lists: overdue ones first."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from urllib.parse import quote

import streamlit as st

from care import revisits
from care.revisits import Agenda, CalendarVisit, Face, Whose
from core.i18n import _, ngettext
from ui import current, formats, links, visit_address, visit_labels
from ui.actions import ask
from ui.safe import esc
from ui.visit_width import is_narrow

MAP = "https://uri.amap.com/search?keyword="
"""Opens the map app of a phone in China, and a page elsewhere; the address is told to it when somebody taps."""


def agenda(whose: Whose) -> None:
    day = visit_address.day()
    of = repr((whose, day))
    found = ask(revisits.agenda, whose=whose, page=_page(of), day=day)
    _heading(found, day)
    if not found.visits:
        _nothing(day)
    for group, visits in groupby(found.visits, key=_group):
        _day(group, visits, whose)
    _pager(found, of)


def _heading(found: Agenda, day: date | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="agenda-heading"):
        if day is not None:
            st.markdown(f"**{esc(formats.weekday(day))}** · {_visits(found.total)}", width="content")
            st.button(
                _("All days"), key="agenda-all", icon=":material/arrow_back:", on_click=visit_address.list_all_days
            )
            return
        late = ngettext("▲ {n} overdue", "▲ {n} overdue", found.overdue).format(n=formats.number(found.overdue))
        parts = [f":red[{late}]"] if found.overdue else []
        parts.append(_("{n} for today").format(n=formats.number(found.today)))
        parts.append(_("{n} in the next 7 days").format(n=formats.number(found.coming)))
        st.markdown(" · ".join(parts))


def _visits(n: int) -> str:
    return ngettext("{n} visit", "{n} visits", n).format(n=formats.number(n))


def _nothing(day: date | None) -> None:
    if day is not None:
        st.info(_("Nothing stands on this day."), icon=":material/event_available:")
    else:
        st.info(_("No revisit is planned here. They come by themselves as customers' cycles come round."),
                icon=":material/event_available:")  # fmt: skip


def _group(visit: CalendarVisit) -> date | None:
    """The day; None: the days that have gone by stand together."""
    return None if visit.face is Face.OVERDUE else visit.on


def _day(day: date | None, visits: Iterable[CalendarVisit], whose: Whose) -> None:
    title = _("Overdue") if day is None else visit_labels.near_day(day)
    st.markdown(f"**{title}**")
    with st.container(gap="xsmall"):
        for visit in visits:
            _line(visit, names=whose.user_id is None)


def _line(visit: CalendarVisit, *, names: bool) -> None:
    """On a phone the buttons have a row of their own, in reach of the thumb."""
    narrow = is_narrow()
    line = st.container(
        horizontal=not narrow, vertical_alignment="center", gap="small", key=f"agenda-{visit.id}", border=True
    )
    with line:
        st.markdown(_told(visit, names), width="stretch")
        with st.container(
            horizontal=True, horizontal_alignment="distribute" if narrow else "right", vertical_alignment="center",
            width="stretch" if narrow else "content", gap="small",
        ):  # fmt: skip
            if st.button(_("Open"), key=f"open-{visit.id}", type="tertiary", help=_("Call, way, another day")):
                visit_address.open_visit(visit.id)
                st.rerun()
            if visit.is_open:
                work_link(visit.id)


def work_link(visit_id: int) -> None:
    """The one button that does it."""
    with st.container(key=f"do-visit-{visit_id}", width="content"):
        links.link_to("revisits/next.py", _("Do it"), icon=":material/play_arrow:", revisit=str(visit_id))


def _told(visit: CalendarVisit, names: bool) -> str:
    """Name, tier and state; below, until when and where."""
    until = _("by {day}").format(day=formats.weekday(visit.latest_on)) if visit.is_open else ""
    tries = ngettext("{n} try", "{n} tries", visit.attempts).format(n=visit.attempts) if visit.attempts else ""
    below = [esc(until), esc(tries), esc(visit.assignee) if names else "", way(visit.address)]
    first = f"**{esc(visit.name)}** :gray[{visit.tier.value}] {visit_labels.marked(visit.face, visit.on)}"
    return f"{first}  \n:small[:gray[{' · '.join(filter(None, below))}]]"


def way(address: str) -> str:
    """The address as a link to the map; empty: it is not known."""
    return f"[{esc(address)}]({MAP}{quote(address, safe='')})" if address else ""


def _page(of: str) -> int:
    kept = current.remembered("agenda_page")
    return kept[1] if kept and kept[0] == of else 1


def _pager(found: Agenda, of: str) -> None:
    page, last = found.page, found.pages
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="agenda-pager"):
        st.button(_("Previous page"), key="agenda-earlier", icon=":material/chevron_left:", disabled=page <= 1,
                  on_click=current.remember, args=("agenda_page", (of, page - 1)))  # fmt: skip
        st.caption(f"{page} / {last}", width="content")
        st.button(_("Next page"), key="agenda-later", icon=":material/chevron_right:", disabled=page >= last,
                  on_click=current.remember, args=("agenda_page", (of, page + 1)))  # fmt: skip
