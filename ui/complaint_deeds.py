"""What is done about a complaint besides moving it, in one table: contacts, notes, handing over, tasks, more time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from care.complaints import Ask, ComplaintFile, Field
from core.i18n import N_
from db.models import ComplaintCategory, Medium, Outcome, Severity
from ui import complaint_deed_acts as acts
from ui.complaint_forms import Offered

_NOTHING: dict[str, Any] = {}


@dataclass(frozen=True)
class Deed:
    title: str
    icon: str
    asks: tuple[Ask, ...]
    may: Callable[[ComplaintFile], bool]
    act: Callable[[ComplaintFile, Mapping[str, Any]], object]
    prefilled: Callable[[ComplaintFile], Mapping[str, Any]] = lambda _file: _NOTHING
    offered: Callable[[ComplaintFile], Offered] = lambda _file: {}
    done: str = N_("Saved.")


def deeds_of(file: ComplaintFile) -> list[str]:
    """What this person may do from the menu, in its order."""
    return [code for code, deed in DEEDS.items() if code not in _ABOUT_A_PART and deed.may(file)]


# What stands folded away is seldom needed; the commands know what must not be missing.
_CONTACT = (
    Ask("medium", N_("How"), Field.CHOICE, Medium),
    Ask("outcome", N_("Did it work?"), Field.CHOICE, Outcome),
    Ask("inbound", N_("The customer came to us"), Field.YES_NO),
    Ask("summary", N_("What was said"), Field.WORDS),
    Ask("next_step", N_("Next step, if there is one"), Field.TEXT),
    Ask("next_on", N_("When next, if it is known"), Field.DAY),
    Ask("at", N_("When we talked"), Field.MOMENT, is_required=False),
)
_EDITED = (
    Ask("category", N_("What it is about"), Field.CHOICE, ComplaintCategory),
    Ask("description", N_("What the customer reports"), Field.WORDS),
    Ask("remedy_requested", N_("What the customer wants"), Field.WORDS, is_required=False),
    Ask("product", N_("Product or service"), Field.TEXT, is_required=False),
    Ask("order_id", N_("Order"), Field.COMPLAINT, is_required=False),
    Ask("channel", N_("How it came in"), Field.CHOICE, Medium),
    Ask("received_at", N_("When it came in"), Field.MOMENT),
    Ask("words", N_("Why"), Field.TEXT, is_required=False),
)
_WHY = Ask("words", N_("Why"), Field.TEXT)

DEEDS: dict[str, Deed] = {
    "contact": Deed(
        N_("Log a contact"),
        ":material/call:",
        _CONTACT,
        acts.talks,
        acts.contact,
        prefilled=lambda _file: {"medium": Medium.PHONE, "outcome": Outcome.CONNECTED},
    ),
    "note": Deed(
        N_("Write a note"), ":material/sticky_note_2:", (Ask("words", N_("Note"), Field.WORDS),), acts.talks, acts.note
    ),
    "subtask": Deed(
        N_("Ask a colleague"),
        ":material/add_task:",
        (
            Ask("title", N_("What is to be done"), Field.TEXT),
            Ask("assignee_id", N_("By whom"), Field.HANDLER),
            Ask("due_at", N_("Until when"), Field.MOMENT),
        ),
        acts.works,
        acts.subtask,
        offered=acts.colleagues,
    ),
    "edit": Deed(
        N_("Edit"),
        ":material/edit:",
        _EDITED,
        acts.works,
        acts.edit,
        prefilled=acts.present,
        offered=acts.orders,
    ),
    "assign": Deed(
        N_("Hand to another handler"),
        ":material/swap_horiz:",
        (Ask("handler_id", N_("Handler"), Field.HANDLER), _WHY),
        acts.hands_over,
        acts.assign,
        prefilled=lambda file: {"handler_id": file.facts.handler_id},
        offered=acts.handlers,
    ),
    "regrade": Deed(
        N_("Change the severity"),
        ":material/priority_high:",
        (Ask("severity", N_("Severity"), Field.CHOICE, Severity), _WHY),
        acts.works,
        acts.regrade,
        prefilled=lambda file: {"severity": file.facts.severity},
    ),
    "extend": Deed(
        N_("Ask for more time"),
        ":material/more_time:",
        (
            Ask("until", N_("Until when"), Field.MOMENT),
            Ask("reason", N_("Why"), Field.WORDS),
            Ask("told_customer", N_("How the customer was told the new date"), Field.TEXT),
        ),
        acts.may_ask_for_time,
        acts.extend,
    ),
    "escalate": Deed(
        N_("Customer asks for somebody above"),
        ":material/trending_up:",
        (Ask("words", N_("What the customer said"), Field.WORDS),),
        lambda file: file.facts.closed_at is None and acts.talks(file),
        acts.escalate,
    ),
    "decide": Deed(
        N_("Decide on more time"),
        ":material/gavel:",
        (
            Ask("approve", N_("Approved"), Field.YES_NO),
            Ask("words", N_("Why"), Field.TEXT),
        ),
        lambda file: file.extension is not None and file.extension.may_decide,
        acts.decide,
        prefilled=lambda _file: {"approve": True},
    ),
    "acknowledge": Deed(
        N_("Acknowledge an escalation"),
        ":material/done_all:",
        (Ask("note", N_("What is being done"), Field.TEXT),),
        lambda file: file.may_handle,
        acts.acknowledge,
    ),
}
_ABOUT_A_PART = frozenset({"acknowledge", "decide"})
