"""Care on a customer's file: birthdays, what is said next, gifts of the year, days of their own."""

from datetime import date

import streamlit as st

from auth.permissions import Permission
from care import almanac, greetings
from care.almanac import LunarDay
from care.customers import Profile
from care.greetings import CustomerGifts, PastLine
from core import clock
from core.i18n import _
from db.models import GreetingState
from ui import current, day_parts, formats, gift_forms, greeting_labels, links, lunar_parts
from ui.actions import ask
from ui.complaint_labels import word
from ui.safe import esc

_PAST = 3


def section(file: Profile) -> None:
    """As far as the reader's role goes."""
    actor = current.actor()
    if not actor.may(Permission.GREETING_READ):
        return
    may_send = actor.may(Permission.GREETING_SEND)
    st.subheader(_("Care"), anchor=False)
    with st.container(gap="xxsmall", key="care-section"):
        _birthdays(file)
        _next(file.id)
        for row in ask(greetings.past_greetings, file.id)[:_PAST]:
            st.caption(esc(_past(row)))
        _gifts(ask(greetings.gifts_of, file.id), file, may_send=may_send)
        day_parts.own_days(file.id, may_change=may_send)
    if may_send:
        with st.expander(_("A day of their own"), icon=":material/event:"):
            day_parts.add_form(file.id)


def _birthdays(file: Profile) -> None:
    for name, solar, lunar in _people(file):
        day = _celebrated(solar, lunar)
        if day is not None:
            told = greeting_labels.when(day)
            of = lunar_parts.lunar_words(lunar) if lunar else ""
            words = " · ".join(filter(None, [name, of, formats.day(day), told.split(" · ")[0]]))
            st.markdown(f":material/cake: {esc(words)}")


def _people(file: Profile) -> list[tuple[str, date | None, str]]:
    own = (file.name, file.fields.get("birthday"), file.fields.get("birthday_lunar") or "")
    return [own, *((person.name, person.birthday, person.birthday_lunar) for person in file.contacts)]


def _celebrated(solar: date | None, lunar: str) -> date | None:
    """Who has a lunar birthday celebrates that one."""
    try:
        if lunar:
            return almanac.next_lunar_birthday(LunarDay.of(lunar), clock.today())
    except ValueError:
        return None
    return almanac.next_solar_birthday(solar, clock.today()) if solar else None


def _next(customer_id: int) -> None:
    coming = ask(greetings.coming_of, customer_id)
    for line in coming[:2]:
        what = greeting_labels.what(line.occasion, line.about, line.years)
        words = _("Next greeting: {what}").format(what=f"{what} · {greeting_labels.when(line.day)}")
        links.link_to(
            "greetings/greetings.py", esc(words), icon=greeting_labels.ICONS[line.occasion], greeting=str(line.id)
        )
    if not coming:
        st.caption(_("No greeting in the coming 30 days."))


def _past(row: PastLine) -> str:
    what = greeting_labels.what(row.occasion, row.about, None)
    state = _(greeting_labels.STATES[row.state])
    why = row.reason if row.state is GreetingState.SKIPPED else ""
    if row.cancelled_for:
        why = _(greeting_labels.CANCELLED[row.cancelled_for])
    how = word(row.medium) if row.medium else ""
    return " · ".join(filter(None, [formats.day(row.day), what, state, how, row.by, why]))


def _gifts(found: CustomerGifts, file: Profile, *, may_send: bool) -> None:
    spent, limit = formats.round_money(found.spent_cents), formats.round_money(found.limit_cents)
    label = _("Gifts this year: {spent} of {limit}").format(spent=spent, limit=limit)
    if not found.rows and not may_send:
        st.caption(esc(label))
        return
    with st.expander(esc(label), icon=":material/redeem:"):
        for row in found.rows[:5]:
            gift_forms.facts(row)
            st.caption(_(greeting_labels.GIFT_STATES[row.state]))
        if may_send:
            gift_forms.ask_form(file.id)
