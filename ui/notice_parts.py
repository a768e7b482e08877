"""The bell in the strip above every page, and notices as lines that open what they are about."""

from collections.abc import Sequence

import streamlit as st

from care import notices
from care.notices import NoticeRow, Tone
from core.i18n import N_, _, ngettext
from ui import actions, formats, links
from ui.address import close, opened
from ui.links import Way, way_to
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

LOOK_AGAIN = 60
"""Seconds; by itself, without counting as the reader's click."""
MARKS = {
    Tone.AT_RISK: (N_("◔ due soon"), "orange"),
    Tone.OVERDUE: (N_("▲ urgent"), "red"),
}


def bell() -> None:
    """How much there is to read; the newest, once it is opened."""
    _note_arrival()
    with st.container(key="header-bell", width="content"):
        _bell()


@st.fragment(run_every=LOOK_AGAIN)
def _bell() -> None:
    unread = actions.ask(notices.unread)
    opening = st.popover(
        _label(unread), key="bell", icon=":material/notifications:", type="tertiary", on_change="rerun"
    )
    if opening.open:
        with opening, st.container(key="bell-lines", gap="xsmall", width=320):
            _newest(unread)


def _label(unread: int) -> str:
    if not unread:
        return _("Notices")
    number = f"{notices.COUNTED}+" if unread > notices.COUNTED else formats.number(unread)
    return ngettext("**{n}** unread notice", "**{n}** unread notices", unread).format(n=number)


def _newest(unread: int) -> None:
    rows = actions.ask(notices.newest)
    if not rows:
        st.caption(_("Nothing yet. Here you are told what needs you."))
        return
    for row in rows:
        _line(row)
    with st.container(horizontal=True, vertical_alignment="center"):
        links.link_to("work/notices.py", _("All notices"), icon=":material/list:")
        st.space("stretch")
        if unread:
            st.button(_("Mark all read"), key="bell-all-read", type="tertiary", on_click=mark_all_read)


def _line(row: NoticeRow) -> None:
    way = way_of(row)
    said = esc(told(row))
    links.link_to(way.file, said if row.is_read else f"**{said}**", icon=row.icon, **way.query)
    marks = [mark.text for mark in _marks(row)]
    st.caption(esc(" · ".join([*marks, formats.near(row.at)])))


def told(row: NoticeRow) -> str:
    return " · ".join(filter(None, [row.sentence, row.about]))


def way_of(row: NoticeRow) -> Way:
    """Whatever it opens marks it as read; what has no screen of its own stays in the list."""
    about = way_to(row.subject, row.subject_id, notice=str(row.id))
    return about or Way("work/notices.py", {"notice": str(row.id)})


def mark_all_read() -> None:
    actions.perform(notices.mark_all_read)


def _note_arrival() -> None:
    """The address of a page says by which notice somebody came."""
    if notice_id := opened("notice"):
        actions.perform(notices.mark_read, notice_id)
    close("notice")


def notice_list(rows: Sequence[NoticeRow]) -> Way | None:
    """The whole list; the way that a click on a line asked for."""
    columns = [Column(_("What")), Column(_("State")), Column(_("When"))]
    clicked = linked_list(columns, [_listed(row) for row in rows], key="notice-list")
    return next((way_of(row) for row in rows if row.id == clicked), None)


def _listed(row: NoticeRow) -> ListRow:
    cells = (Cell(told(row)), Cell("", marks=_marks(row)), Cell(formats.near(row.at)))
    return ListRow(row.id, way_of(row).href, cells)


def _marks(row: NoticeRow) -> tuple[Mark, ...]:
    """A calm one that was read has none."""
    new = () if row.is_read else (Mark(_("● new"), "primary"),)
    word, tone = MARKS.get(row.tone, ("", ""))
    return (*new, Mark(_(word), tone)) if word else new
