"""What happened to a lead, the newest first."""

import streamlit as st

from care.countdown import Level
from care.leads import Entry, Happened, LeadFile
from core.i18n import N_, _
from ui import formats
from ui.complaint_labels import word as spoken
from ui.complaint_signs import MEDIUM_ICONS
from ui.lead_labels import STAGE_ICONS, word
from ui.safe import esc

_SAID = {
    Happened.CHANGED: (N_("Corrected what is known"), ":material/edit:"),
    Happened.CLAIMED: (N_("Took it from the queue"), ":material/front_hand:"),
    Happened.REVEALED: (N_("Looked at full contact details"), ":material/visibility:"),
}
_WARNED = {
    int(Level.HANDLER): N_("Reminded: the first call is due soon"),
    int(Level.MANAGER): N_("Not called in time: the manager was told"),
    int(Level.OWNER): N_("Still not called: the owner of the firm was told"),
}


def story(file: LeadFile) -> None:
    with st.container(gap="small"):
        for entry in file.story:
            _draw(entry)


def _draw(entry: Entry) -> None:
    icon, title, lines = _told(entry)
    said = "".join(f"  \n{line}" for line in lines)
    by = " · ".join(filter(None, [formats.near(entry.at), entry.by or _("by itself")]))
    st.markdown(f"{icon} **{esc(title)}**{said}  \n:small[:gray[{esc(by)}]]")


def _told(entry: Entry) -> tuple[str, str, list[str]]:
    words = [esc(line, limit=4000) for line in entry.words.splitlines() if line.strip()]
    facts = entry.facts
    match entry.what:
        case Happened.MOVED:
            return STAGE_ICONS[facts["after"]], _moved(entry), words
        case Happened.SAID:
            title = _("{medium}: {outcome}").format(medium=spoken(facts["medium"]), outcome=spoken(facts["outcome"]))
            return MEDIUM_ICONS[facts["medium"]], title, words + _next(entry)
        case Happened.WARNED:
            return ":material/notifications_active:", _warned(entry), words
        case Happened.ASSIGNED:
            title = _("Given to {name}").format(name=facts["after"] or _("the queue"))
            return ":material/swap_horiz:", title, words
    title, icon = _SAID[entry.what]
    return icon, _(title), words


def _moved(entry: Entry) -> str:
    before, after = entry.facts["before"], entry.facts["after"]
    if before is None:
        return _("Registered")
    return _("{before} → {after}").format(before=word(before), after=word(after))


def _warned(entry: Entry) -> str:
    if entry.facts["cause"] == "unassigned":
        return _("Nobody took it: the managers were reminded")
    return _(_WARNED[entry.facts["level"]])


def _next(entry: Entry) -> list[str]:
    step, on = entry.facts["next_step"], entry.facts["next_on"]
    if not step and not on:
        return []
    told = " · ".join(filter(None, [esc(step), formats.day(on) if on else ""]))
    return [_("Next: {step}").format(step=told)]
