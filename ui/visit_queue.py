"""Which visit is worked now and which comes after it. What is put off for later stays behind in this tab."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.revisits import Queue, QueueLine
from core.i18n import _, ngettext
from ui import current, formats, revisit_labels
from ui.actions import settle
from ui.address import close, open_one, opened
from ui.safe import esc

_PUT_OFF = "visits_put_off"


def whose(actor: Actor) -> bool:
    """Whether only one's own are worked; asked of those who reach more."""
    if actor.scope(Permission.REVISIT_WORK) is Scope.OWN:
        return False  # and those for whom one stands in
    mine, all_ = _("Mine"), _("All I may make")
    chosen = st.segmented_control(
        _("Whose"), [mine, all_], default=mine, key="visits_whose", label_visibility="collapsed", required=True,
        persist_state="session",
    )  # fmt: skip
    return chosen != all_


def present(queue: Queue) -> int | None:
    """The visit of the address, else the first that was not put off."""
    if found := opened("revisit"):
        return found
    put_off = current.remembered(_PUT_OFF, ())
    left = [line.revisit_id for line in queue.lines if line.revisit_id not in put_off]
    if not left and queue.lines:
        current.forget(_PUT_OFF)
        return queue.lines[0].revisit_id
    return next(iter(left), None)


def put_off(revisit_id: int) -> None:
    """Somebody else first; this one comes round again."""
    current.remember(_PUT_OFF, (*current.remembered(_PUT_OFF, ()), revisit_id))
    go_on(revisit_id)


def go_on(revisit_id: int) -> None:
    """Away from this visit, to the next of the queue."""
    settle()
    close("revisit")
    close("do")
    current.forget("revealed", *(key for key in _keys(revisit_id)))


def _keys(revisit_id: int) -> list[str]:
    fields = ("summary", "outcome", "medium", "satisfaction", "problem", "demands", "need_change", "opportunity",
              "amount", "next_on")  # fmt: skip
    return [f"visit_{revisit_id}_{field}" for field in fields]


def how_many(queue: Queue) -> None:
    words = []
    if queue.overdue:
        words.append(ngettext("{n} overdue", "{n} overdue", queue.overdue).format(n=formats.number(queue.overdue)))
    if queue.today:
        words.append(ngettext("{n} for today", "{n} for today", queue.today).format(n=formats.number(queue.today)))
    st.caption(" · ".join(words) or _("Nothing is due any more today."), width="content")


def after_it(queue: Queue, revisit_id: int) -> None:
    """Who comes next; a click takes that one first."""
    lines = [line for line in queue.lines if line.revisit_id != revisit_id]
    if not lines:
        return
    with st.expander(_("Who comes next"), icon=":material/format_list_numbered:"):
        for line in lines:
            _line(line)


def _line(line: QueueLine) -> None:
    label = f"{esc(line.name)} :small[:gray[{line.tier.value} · {revisit_labels.due_words(line.planned_on)}]]"
    st.button(label, key=f"take_{line.revisit_id}", type="tertiary", on_click=_take, args=(line.revisit_id,))


def _take(revisit_id: int) -> None:
    settle()
    open_one("revisit", revisit_id)
