"""The versions of a rule: who wrote each, why, and what differs from the one before."""

from collections.abc import Sequence

import streamlit as st

from care.handbook import Piece, VersionRow
from core.i18n import _
from ui import formats
from ui.safe import esc


def versions(rows: Sequence[VersionRow]) -> None:
    st.subheader(_("Versions"), anchor=False)
    for row in rows:
        with st.expander(_title(row)):
            st.caption(esc(" · ".join(filter(None, [row.reason, row.drafted_by, formats.moment(row.drafted_at)]))))
            st.markdown(difference(row.title))
            st.markdown(difference(row.text_zh))
            st.markdown(difference(row.text_en))
            if row.check:
                st.caption(_("Checked: {check}").format(check=difference(row.check)))


def difference(pieces: Sequence[Piece]) -> str:
    """Added words green and underlined by their colour's name, removed ones struck through; never by colour alone."""
    if all(piece.change == "added" for piece in pieces):
        return "".join(esc(piece.text, limit=5000) for piece in pieces)
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    text = esc(piece.text, limit=5000)
    if piece.change == "same" or not piece.text.strip():
        return text
    return f":green-background[+{text}]" if piece.change == "added" else f":red-background[~~{text.strip()}~~]"


def _title(row: VersionRow) -> str:
    name = _("Version {n}").format(n=row.version)
    if row.in_force_at is None:
        planned = _("from {day}").format(day=formats.day(row.effective_on)) if row.effective_on else ""
        return " · ".join(filter(None, [name, _("Draft"), planned]))
    return f"{name} · {formats.day(row.effective_on)}"
