"""For the owner and the review meeting: a month or quarter as it was frozen, to read or take along."""

import streamlit as st

from auth.permissions import Permission
from care import reports
from core.i18n import _, language
from ui import links, report_making, report_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.REPORT_READ)
    may_make = actor.may(Permission.REPORT_MAKE)
    found = ask(reports.reports)
    with st.container(horizontal=True, vertical_alignment="center", key="report-title"):
        st.title(_("Reports"), anchor=False, width="content")
        links.link_to("kpis/dashboard.py", _("Numbers"), icon=":material/monitoring:")
        st.space("stretch")
        chosen = report_parts.picker(found) if found else None
    if chosen is None:
        if may_make:
            report_making.making(found)
        st.caption(_("No report has been made yet. The first one is made by itself when the month is over."))
        return

    report = ask(reports.report, chosen.id)
    with st.container(horizontal=True, vertical_alignment="center", key="report-ways"):
        if report.is_intact:
            report_parts.ways_out(report, language())
        if may_make and report.line.is_newest:
            report_making.again(report)
        if may_make:
            report_making.making(found)
    report_parts.seal(report)
    if report.is_intact:
        report_parts.draw(reports.document(report, language()))


page()
