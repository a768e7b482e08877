"""Making a report: of what is over and has none, in one click; anew with a reason."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

import streamlit as st

from care import kpis, reports
from care.kpis import Kind, Period
from care.reports import Report, ReportLine
from core import clock
from core.i18n import _, language
from ui import current, report_parts
from ui.actions import perform, problems, settle
from ui.dialog_parts import told

_BACK = 12
"""So many months and a third as many quarters are offered."""


def making(found: Sequence[ReportLine]) -> None:
    made = {(line.kind, line.first_day) for line in found}
    missing = [period for period in _over() if (period.kind.value, period.start) not in made]
    if not missing:
        return
    with _place(missing):
        period = st.selectbox(
            _("Period"), missing, format_func=_named, label_visibility="collapsed", key="report_period", width=220
        )
        if st.button(_("Make the report"), icon=":material/summarize:", key="report_make"):
            _make(period)


def _place(missing: Sequence[Period]) -> AbstractContextManager[object]:
    """In the open while the last month has no report; else behind a button."""
    last_month = _over()[0]
    if last_month in missing:
        return st.container(horizontal=True, vertical_alignment="center", key="report-making", width="content")
    return st.popover(_("Another period"), icon=":material/summarize:", type="tertiary")


def _over() -> list[Period]:
    """The months and quarters that are over, the latest first."""
    today = clock.today()
    months = [kpis.month_of(today)]
    for _back in range(_BACK):
        months.append(kpis.month_of(months[-1].previous(months[-1].end).start))
    quarters = dict.fromkeys(kpis.natural(Kind.QUARTER, month.start) for month in months)
    return [period for period in (*months, *quarters) if period.end <= today]


def _named(period: Period) -> str:
    return reports.period_name(period.kind.value, period.start, language())


def again(report: Report) -> None:
    line = report.line
    period = kpis.custom(line.first_day, line.last_day)
    with st.popover(_("Make it again"), icon=":material/restart_alt:", type="tertiary"):
        st.caption(_("The numbers are counted anew and become the next version. This one stays as it is."))
        with st.form("report_again", border=False):
            reason = st.text_input(_("Why is it made again?"), key="report_reason", max_chars=300)
            told("reason")
            if st.form_submit_button(_("Make version {version}").format(version=line.version + 1), type="primary"):
                _make(period, reason)


def _make(period: Period, reason: str = "") -> None:
    settle()
    made = perform(reports.make, period=period, reason=reason)
    if made is not None:
        current.flash(_("Frozen. It cannot change any more."))
        report_parts.show(made.id)
        st.rerun()
    if problems():
        st.rerun()  # what is wrong is said beside the field, above this line
