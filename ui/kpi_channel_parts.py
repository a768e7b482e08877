"""How the firm talks with its customers: contacts by channel, and how often somebody was reached."""

import streamlit as st

from care.kpis import CHANNEL_FORMULA, Channel, ChannelMix, Unit
from core.i18n import _
from ui import chart_export, chart_parts, formats, kpi_parts
from ui.chart_parts import Bar
from ui.complaint_labels import word
from ui.safe import esc


def channels(mix: ChannelMix) -> None:
    """Nothing to click: a contact belongs to a customer's story."""
    formula = CHANNEL_FORMULA
    with st.container(border=True, key="kpi-channels", gap="xsmall"):
        st.markdown(f"**{esc(formula.title)}**", help=f"{formula.definition} {formula.edge_cases}")
        if not mix.n:
            st.caption(_("Nobody has written down a contact in this period."))
            return
        told = [f"n = {formats.number(mix.n)}", _("reached: {value}").format(value=_reached(mix))]
        st.caption(esc(" · ".join(told)))
        bars = [Bar(word(one.medium), one.n, _words(one, mix.n)) for one in mix.channels]
        chart_parts.rows(bars, unit=_("number of contacts"), number_format=",d", alt_text=formula.title)
        header = (_("Channel"), formula.title, _("reached"))
        rows = [(word(one.medium), one.n, one.reached.value) for one in mix.channels]
        chart_export.buttons(formula.title, header, rows, of="kpi-channels")


def _words(one: Channel, n: int) -> str:
    share = formats.percent(one.n / n)
    said = _("{channel} · {n} ({share}) · reached: {value}")
    return said.format(channel=word(one.medium), n=formats.number(one.n), share=share, value=_reached(one))


def _reached(one: Channel | ChannelMix) -> str:
    return kpi_parts.shown(one.reached, Unit.SHARE)
