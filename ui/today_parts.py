"""Lines of a day with the one button that does each: overdue, today, the next seven days; and what has no deadline."""

from care.today import Day, Item, Kind, Lane
from core import clock
from core.i18n import N_, _, ngettext
from ui import formats, greeting_labels
from ui.lane_parts import Deed, LaneBox, LaneLine, Tone
from ui.menu import screen

CUSTOMER, REVISIT, GREETING = "customer", "revisit", "greeting"
TALK, VISIT, GREET, VERIFY, CONSENT = "talk", "visit", "greet", "verify", "consent"

_ICONS = {
    Kind.VERIFY: "fact_check",
    Kind.LAPSE: "hourglass_bottom",
    Kind.ASSIGNED: "person_add",
    Kind.BOUGHT: "shopping_bag",
    Kind.CONSENT: "handshake",
    Kind.NEXT_STEP: "call",
    Kind.REVISIT: "event_repeat",
    Kind.GREETING: "cake",
    Kind.UNPLANNED: "event_busy",
}
_WHAT = {
    Kind.VERIFY: N_("verify the file"),
    Kind.LAPSE: N_("about to be lost"),
    Kind.ASSIGNED: N_("say hello"),
    Kind.BOUGHT: N_("ask how it went"),
    Kind.CONSENT: N_("ask for consent"),
    Kind.NEXT_STEP: N_("get in touch"),
    Kind.REVISIT: N_("due revisit"),
    Kind.UNPLANNED: N_("agree what comes next"),
}
_DEEDS = {
    Kind.VERIFY: (VERIFY, N_("Still true"), "task_alt"),
    Kind.CONSENT: (CONSENT, N_("Record consent"), "handshake"),
    Kind.REVISIT: (VISIT, N_("Revisit now"), "call"),
    Kind.GREETING: (GREET, N_("Greet"), "send"),
}
_CALL = (TALK, N_("Log contact"), "edit_note")
_LATE = (Kind.VERIFY, Kind.NEXT_STEP, Kind.REVISIT, Kind.GREETING)


def urgent(day: Day) -> list[LaneBox]:
    """Overdue, today, the next seven days."""
    nothing = _("Nothing here.")
    return [
        _box(_("Overdue"), "error", day.overdue, nothing),
        _box(_("Today"), "today", day.today, nothing),
        _box(_("Next 7 days"), "date_range", day.coming, nothing),
    ]


def without_deadline(day: Day) -> list[LaneBox]:
    """Only what there is."""
    boxes = (
        _box(_("New to you"), "person_add", day.assigned),
        _box(_("Bought lately"), "shopping_bag", day.bought),
        _box(_("Without a next step"), "event_busy", day.unplanned),
        _box(_("Without consent"), "handshake", day.unconsented),
    )
    return [box for box in boxes if box.total]


def _box(title: str, icon: str, lane: Lane, nothing: str = "") -> LaneBox:
    more = ngettext("and {n} more", "and {n} more", lane.hidden).format(n=formats.number(lane.hidden))
    file = "customers/directory.py"
    if lane.items and all(item.kind is Kind.REVISIT for item in lane.items):
        file = "revisits/calendar.py"
    lines = tuple(map(_line, lane.items))
    return LaneBox(title, icon, lines, lane.total, nothing, f"/{screen(file).address}", more)


def _line(item: Item) -> LaneLine:
    kind, id_ = CUSTOMER, item.customer_id
    if item.revisit_id:
        kind, id_ = REVISIT, item.revisit_id
    elif item.greeting:
        kind, id_ = GREETING, item.greeting.id
    code, label, icon = _DEEDS.get(item.kind, _CALL)
    return LaneLine(
        id=id_,
        kind=kind,
        href=f"/{screen('customers/profile.py').address}?customer={item.customer_id}",
        who=_who(item),
        what=_what(item),
        icon=_ICONS[item.kind],
        when=_when(item),
        tone=_tone(item),
        deed=Deed(code, _(label), icon),
    )


def _who(item: Item) -> str:
    person = item.greeting.person if item.greeting else ""
    return f"{item.name} · {person}" if person and person != item.name else item.name


def _what(item: Item) -> str:
    if item.greeting:
        return greeting_labels.what(item.greeting.occasion, item.greeting.about, item.greeting.years)
    return item.words or _(_WHAT[item.kind])


def _tone(item: Item) -> Tone:
    is_late = item.kind in _LATE and item.day is not None and item.day < clock.today()
    return Tone.OVERDUE if is_late else Tone.CALM


def _when(item: Item) -> str:
    """In days, as one says it."""
    if item.day is None:
        return _("no order yet")
    days = (item.day - clock.today()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    if item.kind in _LATE:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    if item.kind in (Kind.CONSENT, Kind.UNPLANNED):
        return ngettext("last order {n} day ago", "last order {n} days ago", -days).format(n=-days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
