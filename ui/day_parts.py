"""Days that the firm keeps besides birthdays and festivals, those of one customer, and what is due for service."""

from datetime import timedelta

import streamlit as st

from auth.permissions import Permission
from care import greetings
from care.customers import OLDEST
from care.greetings import DayRow, NewDay
from core import clock
from core.i18n import _, ngettext
from ui import current, formats, lunar_parts
from ui.actions import ask, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

_YEAR = timedelta(days=366)


def days_tab() -> None:
    """The firm's own."""
    may_change = current.actor().may(Permission.GREETING_TEMPLATES)
    days = ask(greetings.named_days)
    if not days:
        st.caption(_("No day of your own yet: a day of a trade, such as teachers' day, or the firm's anniversary."))
    for day in days:
        _day(day, may_remove=may_change)
    if may_change:
        with st.expander(_("Add a day"), icon=":material/add:", expanded=not days):
            add_form(None)


def add_form(customer_id: int | None) -> None:
    key = f"day-{customer_id or 0}-{current.remembered('day-turn', 0)}"
    with st.form(key, border=False):
        hint = _("Such as: founding day") if customer_id else _("Such as: teachers' day")
        st.text_input(_("Name"), key=f"{key}-name", max_chars=60, placeholder=hint)
        told("name")
        ours, lunar = st.columns(2)
        with ours:
            st.date_input(
                _("Day"), None, min_value=OLDEST, max_value=clock.today() + _YEAR, format="YYYY-MM-DD", key=f"{key}-day"
            )
        with lunar:
            lunar_parts.lunar_select(_("Or a lunar day"), "", key=f"{key}-lunar", with_rule=False)
        told("code")
        if customer_id is None:
            st.text_input(_("Only for this trade (optional)"), key=f"{key}-industry", max_chars=60)
        st.number_input(_("Counted from the year (optional)"), 1900, clock.today().year, None, key=f"{key}-since")
        told("since_year")
        st.form_submit_button(_("Add the day"), key=f"{key}-save", on_click=_add, args=(customer_id, key))


def own_days(customer_id: int, *, may_change: bool) -> None:
    """Of one customer, on the file."""
    for day in ask(greetings.named_days, customer_id=customer_id):
        _day(day, may_remove=may_change)


def _day(day: DayRow, *, may_remove: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"named-day-{day.id}"):
        when = lunar_parts.lunar_words(day.code) if day.is_lunar else day.code
        told_of = [when, day.industry, _("next on {day}").format(day=formats.day(day.next_on))]
        st.markdown(f"**{esc(day.name)}** :small[:gray[{esc(' · '.join(filter(None, told_of)))}]]", width="content")
        if may_remove:
            st.button(_("Remove"), key=f"remove-day-{day.id}", type="tertiary", on_click=_remove, args=(day.id,))


def _add(customer_id: int | None, key: str) -> None:
    ours, lunar = current.remembered(f"{key}-day"), current.remembered(f"{key}-lunar")
    day = NewDay(
        name=current.remembered(f"{key}-name") or "",
        code=lunar or (f"{ours:%m-%d}" if ours else ""),
        is_lunar=bool(lunar),
        since_year=current.remembered(f"{key}-since"),
        industry=current.remembered(f"{key}-industry") or "",
    )
    if perform(greetings.add_day, day=day, customer_id=customer_id) is not None:
        _done(_("Added. Greetings for it are planned tonight."))


def _remove(day_id: int) -> None:
    if perform(greetings.remove_day, day_id):
        _done(_("Removed. What is open for it is called off tonight."))


def service_tab() -> None:
    """So long after somebody bought something, its customer hears from us."""
    may_change = current.actor().may(Permission.GREETING_TEMPLATES)
    rows = ask(greetings.service_intervals)
    if not rows:
        st.caption(_("Nothing is due for service by itself yet. Say after how many days an item needs care."))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", key=f"interval-{row.id}"):
            words = ngettext("{n} day after buying", "{n} days after buying", row.days).format(n=row.days)
            st.markdown(f"**{esc(row.name)}** :small[:gray[{esc(f'{row.sku} · {words}')}]]", width="content")
            if may_change:
                st.button(_("Remove"), key=f"remove-interval-{row.id}", type="tertiary", on_click=_remove_interval,
                          args=(row.id,))  # fmt: skip
    if may_change:
        with st.expander(_("Add an interval"), icon=":material/add:", expanded=not rows):
            _interval_form()


def _interval_form() -> None:
    key = f"interval-{current.remembered('day-turn', 0)}"
    with st.form(key, border=False):
        sku, days = st.columns(2)
        with sku:
            st.text_input(_("Item code"), key=f"{key}-sku", max_chars=60)
            told("sku")
        with days:
            st.number_input(_("Days after buying"), 1, 3_660, 180, key=f"{key}-days")
            told("days")
        st.text_input(
            _("What is due then?"), key=f"{key}-name", max_chars=60, placeholder=_("Such as: change the filter")
        )
        told("name")
        st.form_submit_button(_("Add the interval"), key=f"{key}-save", on_click=_set_interval, args=(key,))


def _set_interval(key: str) -> None:
    done = perform(
        greetings.set_interval,
        sku=current.remembered(f"{key}-sku") or "",
        name=current.remembered(f"{key}-name") or "",
        days=current.remembered(f"{key}-days") or 0,
    )
    if done is not None:
        _done(_("Saved. Reminders are planned tonight."))


def _remove_interval(interval_id: int) -> None:
    if perform(greetings.remove_interval, interval_id):
        _done(_("Removed. What is open for it is called off tonight."))


def _done(sentence: str) -> None:
    settle()
    current.remember("day-turn", current.remembered("day-turn", 0) + 1)
    current.flash(sentence)
