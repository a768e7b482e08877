"""For everybody who answers for complaints: which few causes make most of them, and which rule should change."""

import streamlit as st

from auth.permissions import Permission
from care import causes, kpis
from care.causes import Cut
from care.kpis import Filters, Period
from core import clock
from core.i18n import _
from ui import cause_labels, current, improvement_parts, links, pareto_parts, pareto_rows, period_parts
from ui.actions import ask
from ui.current import signed_in


def page() -> None:
    actor = signed_in(Permission.KPI_READ)
    may_see_rows = actor.may(Permission.COMPLAINT_READ)
    period_parts.take_address()
    period = title_line(may_see_rows=may_see_rows)
    if period is None:
        st.caption(_("Pick the last day too."))
        return
    by = cut_picker()
    bar = st.query_params.get("bar", "") if may_see_rows else ""
    tell_address(period, by, bar)

    if bar:
        pareto_rows.show(by, bar, period.start, period.end)
    else:
        found = ask(causes.pareto, by=by, start=period.start, end=period.end)
        pareto_parts.show(found, way_to_rows=may_see_rows)
    if may_see_rows:
        rows = ask(causes.improvements)
        improvement_parts.show(rows)
        improvement_parts.open_asked(rows)


def title_line(*, may_see_rows: bool) -> Period | None:
    with st.container(horizontal=True, vertical_alignment="center", key="causes-title"):
        st.title(_("Causes"), anchor=False, width="content")
        if may_see_rows:
            links.link_to("complaints/actions.py", _("Corrective actions"), icon=":material/build:")
        st.space("stretch")
        return period_parts.period_picker()


def cut_picker() -> Cut:
    """Another cut is another chart: what was open behind the first is closed."""
    asked = st.query_params.get("by", "")
    if asked in list(Cut) and current.remembered("causes_by") is None:
        current.remember("causes_by", Cut(asked))
    chosen = st.segmented_control(
        _("By"),
        list(Cut),
        default=None if current.remembered("causes_by") else Cut.CAUSE,
        required=True,
        format_func=cause_labels.cut,
        label_visibility="collapsed",
        key="causes_by",
        persist_state="session",
        on_change=close_bar,
        wrap=True,
    )
    return Cut(chosen or Cut.CAUSE)


def close_bar() -> None:
    st.query_params.pop("bar", None)


def tell_address(period: Period, by: Cut, bar: str) -> None:
    """So that a reload, or whoever is sent the address, sees the same."""
    is_plain = (period, by, bar) == (kpis.month_of(clock.today()), Cut.CAUSE, "")
    told = {} if is_plain else period_parts.as_address(period, Filters()) | {"by": by.value}
    told |= {"bar": bar} if bar else {}
    told |= {name: st.query_params[name] for name in ("improvement",) if name in st.query_params}
    if st.query_params.to_dict() != told:
        st.query_params.from_dict(told)


page()
