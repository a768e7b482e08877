"""Greetings and gifts as words."""

from datetime import date

from care.almanac import Festival
from care.greetings import FESTIVALS, Lane
from core import clock
from core.i18n import N_, _, ngettext
from db.models import Cancelled, GiftState, GreetingState, Occasion
from ui import formats, lunar_parts

OCCASIONS = {
    Occasion.BIRTHDAY: N_("Birthday"),
    Occasion.ANNIVERSARY: N_("Years together"),
    Occasion.FESTIVAL: N_("Festival"),
    Occasion.NAMED_DAY: N_("Day of their own"),
    Occasion.SERVICE: N_("Service due"),
}
ICONS = {
    Occasion.BIRTHDAY: ":material/cake:",
    Occasion.ANNIVERSARY: ":material/handshake:",
    Occasion.FESTIVAL: ":material/celebration:",
    Occasion.NAMED_DAY: ":material/event:",
    Occasion.SERVICE: ":material/home_repair_service:",
}
LANES = {
    Lane.OVERDUE: N_("Overdue"),
    Lane.TODAY: N_("Today"),
    Lane.WEEK: N_("Next 7 days"),
    Lane.MONTH: N_("Next 30 days"),
}
STATES = {
    GreetingState.PLANNED: N_("to be sent"),
    GreetingState.SENT: N_("sent"),
    GreetingState.SKIPPED: N_("skipped"),
    GreetingState.CANCELLED: N_("called off"),
}
CANCELLED = {
    Cancelled.CONSENT: N_("no longer agrees"),
    Cancelled.REMOVED: N_("customer removed"),
    Cancelled.LATE: N_("too late"),
    Cancelled.CHANGED: N_("day or person changed"),
}
GIFT_STATES = {
    GiftState.ASKED: N_("waits for approval"),
    GiftState.APPROVED: N_("approved"),
    GiftState.REFUSED: N_("not approved"),
    GiftState.GIVEN: N_("given"),
    GiftState.WITHDRAWN: N_("withdrawn"),
}
GIFT_TONES = {
    GiftState.ASKED: "orange",
    GiftState.APPROVED: "blue",
    GiftState.REFUSED: "red",
    GiftState.GIVEN: "green",
    GiftState.WITHDRAWN: "grey",
}


def occasion(code: Occasion) -> str:
    return _(OCCASIONS[code])


def festival(code: str) -> str:
    return _(FESTIVALS[Festival(code)]) if code in set(Festival) else code


def subject(code: Occasion, about: str) -> str:
    """What has words of its own: Mid-Autumn Festival, Birthday."""
    return festival(about) if code is Occasion.FESTIVAL and about else occasion(code)


def what(code: Occasion, about: str, years: int | None) -> str:
    """Birthday, lunar 八月十五; 3 years together; Mid-Autumn Festival."""
    if code is Occasion.BIRTHDAY and about:
        return _("Birthday, lunar {day}").format(day=lunar_parts.lunar_words(about))
    if code is Occasion.ANNIVERSARY and years:
        return ngettext("{n} year together", "{n} years together", years).format(n=years)
    if code is Occasion.NAMED_DAY and years:
        return ngettext("{name}, {n} year", "{name}, {n} years", years).format(name=about, n=years)
    return subject(code, about) if code is Occasion.FESTIVAL else about or occasion(code)


def when(day: date) -> str:
    """As one says it, with the day itself."""
    days = (day - clock.today()).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    near = ngettext("in {n} day", "in {n} days", days).format(n=days)
    return f"{near} · {formats.weekday(day)}"
