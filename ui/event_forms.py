"""Planning an event, changing it, calling it off: forms in a dialog, opened by `?do=`."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import streamlit as st

from care import customers, events
from care.events import LENGTHS, EventFile, NewEvent
from core import clock
from core.i18n import N_, _
from db.models import CustomerEvent, EventKind
from ui import current, event_labels, formats, links
from ui.actions import ask, conflict, perform, settle
from ui.complaint_forms import moment_typed
from ui.dialog_parts import told
from ui.people_apart import told_apart

_SEEN, _SENT, _TURN = "event_seen", "event_sent", "event_turn"
FIELDS = {
    "name": N_("Name of the event"), "kind": N_("Kind"), "starts_at": N_("Begins"), "ends_at": N_("Ends"),
    "place": N_("Place"), "about": N_("What the event is about"), "capacity": N_("Seats"), "cost_cents": N_("Cost"),
    "owner_id": N_("Run by"), "team_id": N_("Team"),
}  # fmt: skip


def label(field: str) -> str:
    return _(FIELDS[field])


def begin(deed: str) -> None:
    close()
    current.remember(_TURN, current.remembered(_TURN, 0) + 1)
    st.query_params["do"] = deed


def close() -> None:
    current.forget(_SEEN, _SENT)
    settle()
    st.query_params.pop("do", None)


def plan_dialog_if_asked() -> None:
    if st.query_params.get("do") == "plan":
        st.dialog(_("Plan an event"), on_dismiss=close)(_plan)()


def dialog_if_asked(file: EventFile) -> None:
    deed = st.query_params.get("do")
    if deed == "change":
        st.dialog(_("Change the event"), on_dismiss=close)(_change)(file)
    elif deed == "cancel":
        st.dialog(_("Call the event off"), on_dismiss=close)(_cancel)(file)


def _plan() -> None:
    day = clock.local(clock.start_of(clock.today() + timedelta(days=14)))
    start = datetime.combine(day.date(), time(14))
    kept = NewEvent("", EventKind.THANKS, start, start + timedelta(hours=3), owner_id=current.actor().id)

    def save(wanted: NewEvent) -> CustomerEvent | None:
        return perform(events.plan_event, event=wanted)

    if made := _form(kept, save):
        current.flash(_("Planned. Now invite customers."))
        links.to("events/event.py", event=str(made.id))


def _change(file: EventFile) -> None:
    line = file.line
    kept = NewEvent(
        line.name, line.kind, _as_typed(line.starts_at), _as_typed(line.ends_at), line.place, line.about,
        line.capacity, line.cost_cents, line.owner_id,
    )  # fmt: skip
    seen = current.remembered(_SEEN) or line.version
    current.remember(_SEEN, seen)

    def save(wanted: NewEvent) -> CustomerEvent | None:
        return perform(events.change_event, line.id, event=wanted, seen=current.remembered(_SEEN))

    if _form(kept, save):
        current.flash(_("Saved."))
        st.rerun()


def _form(kept: NewEvent, save: Callable[[NewEvent], CustomerEvent | None]) -> CustomerEvent | None:
    """What was saved just now. What is refused is told beside its field, and what was typed stays."""
    key = f"event_form_{current.remembered(_TURN, 0)}"
    if current.remembered(_SENT) == key:
        current.forget(_SENT)
        if (done := save(_typed(key))) is not None:
            close()
            return done
        if met := conflict():
            current.remember(_SEEN, met.version)
            changed = _(", ").join(label(name) for name in met.theirs)
            st.warning(
                _("A colleague has changed this meanwhile: {fields}. Saving again puts yours in its place.").format(
                    fields=changed or formats.NOTHING
                )
            )
    with st.form(f"{key}_form", border=False):
        _fields(key, kept)
        st.form_submit_button(
            _("Save"), key=f"{key}_save", type="primary", on_click=current.remember, args=(_SENT, key),
            shortcut="Ctrl+S", width="stretch",
        )  # fmt: skip
    return None


def _fields(key: str, kept: NewEvent) -> None:
    _text(key, "name", kept.name)
    kinds = list(EventKind)
    st.pills(label("kind"), kinds, default=kept.kind, format_func=event_labels.word, key=f"{key}_kind",
             required=True)  # fmt: skip
    left, right = st.columns(2)
    for place, name in ((left, "starts_at"), (right, "ends_at")):
        with place:
            st.datetime_input(label(name), getattr(kept, name), key=f"{key}_{name}", format="YYYY-MM-DD", step=900)
            told(name)
    _text(key, "place", kept.place)
    left, right = st.columns(2)
    with left:
        st.number_input(_("Seats (empty: nobody counts)"), 1, None, kept.capacity, step=1, key=f"{key}_capacity")
        told("capacity")
    with right:
        what = _("What it costs ({currency})").format(currency=formats.currency_name())
        cost = kept.cost_cents / 100 if kept.cost_cents else None
        st.number_input(what, 0.0, None, cost, step=1.0, format="%.2f", key=f"{key}_cost")
        told("cost")
    _owner(key, kept.owner_id)
    st.text_area(label("about"), kept.about, key=f"{key}_about", max_chars=LENGTHS["about"], height=96)
    told("about")


def _text(key: str, name: str, value: str) -> None:
    st.text_input(label(name), value, key=f"{key}_{name}", max_chars=LENGTHS[name])
    told(name)


def _owner(key: str, owner_id: int | None) -> None:
    me = current.actor()
    people = told_apart({me.id or 0: me.name} | {one.id: one.name for one in ask(customers.colleagues)})
    ids = list(people)
    at = ids.index(owner_id) if owner_id in people else 0
    st.selectbox(label("owner_id"), ids, at, format_func=people.__getitem__, key=f"{key}_owner_id")
    told("owner_id")


def _typed(key: str) -> NewEvent:
    def typed(name: str) -> Any:
        return current.remembered(f"{key}_{name}")

    cost, first = typed("cost"), clock.now()
    return NewEvent(
        name=typed("name") or "",
        kind=typed("kind") or EventKind.OTHER,
        starts_at=moment_typed(typed("starts_at")) or first,
        ends_at=moment_typed(typed("ends_at")) or first,
        place=typed("place") or "",
        about=typed("about") or "",
        capacity=typed("capacity"),
        cost_cents=int((Decimal(str(cost)) * 100).to_integral_value()) if cost else 0,
        owner_id=typed("owner_id"),
    )


def _cancel(file: EventFile) -> None:
    if current.remembered(_SENT) == "cancel":
        current.forget(_SENT)
        reason = current.remembered("event-cancel-reason") or ""
        if perform(events.cancel_event, file.line.id, reason=reason) is not None:
            close()
            current.flash(_("Called off."))
            st.rerun()
    st.write(_("Whoever invited somebody is told. The list stays as it is."))
    st.text_input(_("Why?"), key="event-cancel-reason", max_chars=300)
    told("reason")
    st.button(
        _("Call the event off"), key="event-cancel", type="primary", icon=":material/event_busy:",
        on_click=current.remember, args=(_SENT, "cancel"),
    )  # fmt: skip


def _as_typed(moment: datetime) -> datetime:
    return clock.local(moment).replace(tzinfo=None)
