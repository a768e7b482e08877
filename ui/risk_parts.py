"""Customers at risk: each with its points, the reasons in words, and what one can do about it."""

import streamlit as st

from care.kpis import Reason, RiskLine, Risks
from core import clock
from core.i18n import _, ngettext
from ui import address, formats, links
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_HIGH, _MIDDLE = 60, 35


def show(risks: Risks) -> None:
    if not risks.lines:
        st.success(
            _("Nobody is at risk as far as we know. A good moment to ask how things are."), icon=":material/sunny:"
        )
        return
    counted = ngettext("{n} customer at risk", "{n} customers at risk", risks.total)
    told = [counted.format(n=formats.number(risks.total))]
    if len(risks.lines) < risks.total:
        told.append(_("the {n} riskiest are shown").format(n=len(risks.lines)))
    if risks.is_capped:
        told.append(_("of the silent ones, the most valuable"))
    st.caption(esc(" · ".join(told)))
    columns = [Column(_("Customer")), Column(_("Risk")), Column(_("Why")), Column(_("In charge"), "desk")]
    rows = [_line(line) for line in risks.lines]
    chosen = linked_list([*columns, Column(_("Revenue so far"), "end desk")], rows, key="risks")
    if chosen is not None:
        address.open_one("risk", chosen)
        st.rerun()


def _line(line: RiskLine) -> ListRow:
    return ListRow(
        line.customer_id,
        f"/{screen('kpis/risks.py').address}?risk={line.customer_id}",
        (
            Cell(line.name, marks=(Mark(line.tier.value),)),
            Cell("", marks=(_mark(line.points),)),
            Cell(_("; ").join(reason_words(line))),
            Cell(line.owner or formats.NOTHING),
            Cell(formats.round_money(line.revenue_cents)),
        ),
    )


def _mark(points: int) -> Mark:
    if points >= _HIGH:
        return Mark(_("▲ high · {n}").format(n=points), "red")
    if points >= _MIDDLE:
        return Mark(_("◔ middle · {n}").format(n=points), "orange")
    return Mark(_("○ low · {n}").format(n=points), "grey")


def reason_words(line: RiskLine) -> list[str]:
    return [_words(one.reason, line) for one in line.reasons]


def _words(reason: Reason, line: RiskLine) -> str:
    facts = line.facts
    match reason:
        case Reason.SILENT:
            return _silence(line)
        case Reason.OPEN_COMPLAINTS:
            said = ngettext("{n} open complaint", "{n} open complaints", facts.open_complaints)
            return said.format(n=facts.open_complaints)
        case Reason.LOW_SCORE:
            return _("gave {score} of 5").format(score=facts.lowest_score)
    n = facts.refusals
    return ngettext("declined our solution once", "declined our solutions {n} times", n).format(n=n)


def _silence(line: RiskLine) -> str:
    facts = line.facts
    assert facts.last_order_on is not None
    days = (clock.today() - facts.last_order_on).days
    if facts.usual_gap_days is None:
        return _("no order for {days} days").format(days=days)
    return _("no order for {days} days, usually every {gap}").format(days=days, gap=facts.usual_gap_days)


def panel(line: RiskLine) -> None:
    """The customer that was picked: every reason with its points, and the ways to do something."""
    with st.container(border=True, key="risk-panel"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(esc(line.name), anchor=False, width="content")
            st.space("stretch")
            st.button(_("Close"), type="tertiary", icon=":material/close:", on_click=address.close, args=("risk",))
        for words, one in zip(reason_words(line), line.reasons, strict=True):
            st.markdown(esc(_("{reason}: {points} points").format(reason=words, points=one.points)))
        with st.container(horizontal=True):
            id_ = str(line.customer_id)
            links.link_to("customers/log_contact.py", _("Log a contact"), icon=":material/call:", customer=id_)
            links.link_to("customers/profile.py", _("Open the file"), icon=":material/person:", customer=id_)
            if line.facts.open_complaints:
                links.link_to("complaints/board.py", _("Complaints"), icon=":material/report:")
