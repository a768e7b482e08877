"""What happened to a complaint, the newest first: moves with what their gates were told, contacts, notes, files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from care.casefile import Entry
from care.complaints import ComplaintFile, Contacted
from core.i18n import N_, _
from db.models import ComplaintEventKind as Kind
from ui import complaint_answers as told
from ui import complaint_labels as words
from ui import complaint_signs as signs
from ui import current, formats
from ui.complaint_details import details
from ui.safe import esc

AT_ONCE = 30
_SAID = {
    Kind.OPENED: (N_("Registered"), ":material/flag:"),
    Kind.MOVED: (N_("Moved"), ":material/arrow_forward:"),
    Kind.EDITED: (N_("Changed the file"), ":material/edit:"),
    Kind.ASSIGNED: (N_("Handed to another handler"), ":material/swap_horiz:"),
    Kind.REGRADED: (N_("Changed the severity"), ":material/priority_high:"),
    Kind.NOTED: (N_("Note"), ":material/sticky_note_2:"),
    Kind.CONTACTED: (N_("Contact"), ":material/call:"),
    Kind.EXTENSION_ASKED: (N_("Asked for more time"), ":material/more_time:"),
    Kind.EXTENSION_DECIDED: (N_("Decided on more time"), ":material/gavel:"),
    Kind.ATTACHED: (N_("Attached a file"), ":material/attach_file:"),
    Kind.DETACHED: (N_("Removed an attached file"), ":material/link_off:"),
    Kind.LINKED: (N_("Linked with another complaint"), ":material/link:"),
    Kind.TASKED: (N_("Gave a task"), ":material/add_task:"),
    Kind.CAUSE_FOUND: (N_("Wrote down the root cause"), ":material/troubleshoot:"),
    Kind.ACTION_CHANGED: (N_("Corrective action"), ":material/build:"),
    Kind.ESCALATED: (N_("Escalated"), ":material/trending_up:"),
    Kind.ACKNOWLEDGED: (N_("Acknowledged an escalation"), ":material/done_all:"),
    Kind.INVITED: (N_("Asked the customer to answer"), ":material/send:"),
    Kind.ANSWERED: (N_("The customer answered"), ":material/rate_review:"),
}


@dataclass(frozen=True)
class Item:
    at: datetime
    cycle: int
    icon: str
    title: str
    lines: tuple[str, ...]
    by: str


def timeline(file: ComplaintFile, *, names: Mapping[str, str], limit: int = 0) -> None:
    """Everything, or the newest `limit`; a line where the complaint was taken up again."""
    items = list(_items(file, names))
    shown = items[: limit or _shown(file.facts.id)]
    cycle = file.facts.cycle
    with st.container(gap="small"):
        for item in shown:
            if item.cycle < cycle:
                st.caption(
                    _("— Round {n}, before it was taken up again —").format(n=item.cycle), text_alignment="center"
                )
                cycle = item.cycle
            _draw(item)
    if not limit and len(items) > len(shown):
        st.button(_("Show earlier ones"), key="more_events", type="tertiary", on_click=_more, args=(file.facts.id,))


def _items(file: ComplaintFile, names: Mapping[str, str]) -> Iterator[Item]:
    """Contacts stand as records of their own; the event that one was written is not told twice."""
    moves = [_event(entry, names) for entry in file.entries if entry.kind is not Kind.CONTACTED]
    contacts = [_contact(contact, file.entries) for contact in file.contacts]
    return iter(sorted([*moves, *contacts], key=lambda item: item.at, reverse=True))


def _event(entry: Entry, names: Mapping[str, str]) -> Item:
    title, icon = _SAID[entry.kind]
    by = entry.by or (_("the customer") if entry.kind is Kind.ANSWERED else _("by itself"))
    move = told.move_of(entry.detail) if entry.kind is Kind.MOVED else None
    if move is None:
        lines = [*details(entry, names), *_paragraphs(entry.words)]
        if entry.kind is Kind.ESCALATED and lines:  # what it says is a heading: who was told, and why
            return Item(entry.at, entry.cycle, icon, lines[0], tuple(lines[1:]), by)
        return Item(entry.at, entry.cycle, icon, _(title), tuple(lines), by)
    label = told.main_label(move, entry.detail)
    is_in_the_contact = entry.detail.get("main") == "summary"
    said = (
        []
        if is_in_the_contact
        else [_("{field}: {value}").format(field=label, value=line) if label else line for line in _whole(entry.words)]
    )
    lines = [*said, *told.answers(move, entry.detail, names)]
    return Item(entry.at, entry.cycle, signs.MOVE_ICONS[move], _moved(entry, words.word(move)), tuple(lines), by)


def _moved(entry: Entry, move: str) -> str:
    if entry.before is None or entry.after is None:
        return move
    return _("{move}: {before} → {after}").format(
        move=move, before=words.word(entry.before), after=words.word(entry.after)
    )


def _contact(contact: Contacted, entries: Sequence[Entry]) -> Item:
    title = _("{medium}: {outcome}").format(medium=words.word(contact.medium), outcome=words.word(contact.outcome))
    lines = list(_paragraphs(contact.summary))
    if contact.next_step or contact.next_on:
        day = formats.day(contact.next_on) if contact.next_on else ""
        lines.append(_("Next: {step}").format(step=" · ".join(filter(None, [esc(contact.next_step), day]))))
    cycle = max((entry.cycle for entry in entries if entry.at <= contact.at), default=1)
    direction = words.word(contact.direction)
    by = f"{contact.by} · {direction}" if contact.by else direction
    return Item(contact.at, cycle, signs.MEDIUM_ICONS[contact.medium], title, tuple(lines), by)


def _draw(item: Item) -> None:
    said = "".join(f"  \n{line}" for line in item.lines)
    icon, title = item.icon, item.title
    st.markdown(f"{icon} **{title}**{said}  \n:small[:gray[{formats.near(item.at)} · {esc(item.by)}]]")


def _paragraphs(text: str) -> Iterator[str]:
    """Line by line, as it was typed."""
    return (esc(line, limit=4000) for line in text.splitlines() if line.strip())


def _whole(text: str) -> list[str]:
    """The first line takes the label; with none there is nothing to label."""
    return ["  \n".join(_paragraphs(text))] if text.strip() else []


def _shown(complaint_id: int) -> int:
    kept = current.remembered("events_shown")
    return int(kept["n"]) if kept and kept["id"] == complaint_id else AT_ONCE


def _more(complaint_id: int) -> None:
    current.remember("events_shown", {"id": complaint_id, "n": _shown(complaint_id) + AT_ONCE})
