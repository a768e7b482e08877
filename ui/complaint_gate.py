"""The form of one move: what the gate asks for, what must exist first, and what happens when somebody was quicker."""

from typing import Any

import streamlit as st

from care import complaints
from care.complaints import ComplaintFile, Field, Gate, Move
from core.i18n import _
from ui import complaint_address as address
from ui import complaint_labels as words
from ui import complaint_signs as signs
from ui import current, links
from ui.actions import ask, perform, problems
from ui.complaint_forms import Offered, asked, deciding, draw, typed
from ui.people_apart import told_apart
from ui.safe import esc


def gate_form(file: ComplaintFile, move: Move) -> None:
    base = _base(file, move)
    gate: Gate = base["gate"]
    key = f"gate_{file.facts.id}_{move.value}"
    st.markdown(f"#### {signs.MOVE_ICONS[move]} {words.word(move)}")
    if address.submitted(key) and _save(file, move, base, key):
        return
    for sentence in gate.unmet:
        st.warning(esc(sentence), icon=":material/rule:")
    if move is Move.REOPEN and gate.unmet and file.party.id is not None:
        _offer_a_follower(file)
    for sentence in gate.hints:
        st.caption(f":material/lightbulb: {esc(sentence)}")
    _fields(gate, key, _offered(file, gate))


def _base(file: ComplaintFile, move: Move) -> dict[str, Any]:
    """The gate as it was when the form was opened: what is typed must survive whatever others do meanwhile."""
    base: dict[str, Any] | None = current.remembered("gate_base")
    if base is None or (base["id"], base["move"]) != (file.facts.id, move):
        gate = ask(complaints.gate, file.facts.id, move=move)
        base = {"id": file.facts.id, "move": move, "gate": gate, "seen": gate.version}
        current.remember("gate_base", base)
    return base


def _save(file: ComplaintFile, move: Move, base: dict[str, Any], key: str) -> bool:
    gate: Gate = base["gate"]
    if address.is_done(key):
        address.close()
        return True
    answers = typed(gate.asks, key, gate.prefilled)
    done = perform(complaints.move, file.facts.id, move=move, answers=answers, seen=base["seen"])
    if done is None:
        if not problems():
            _look_again(file, base)
        return False
    current.flash(_("{number}: {state}").format(number=esc(done.number), state=words.word(done.state)))
    address.done(key)
    return True


def _look_again(file: ComplaintFile, base: dict[str, Any]) -> None:
    """Refused as a whole: how the complaint stands by now, and a second try is meant."""
    fresh = ask(complaints.complaint_file, file.facts.id)
    if fresh.facts.row_version == base["seen"]:
        return
    base["seen"] = fresh.facts.row_version
    state = words.word(fresh.facts.state)
    st.info(
        _("It stands at “{state}” now, with {handler}. What you typed is still here.").format(
            state=state, handler=esc(fresh.handler) or _("nobody")
        ),
        icon=signs.STATE_ICONS[fresh.facts.state],
    )


def _offer_a_follower(file: ComplaintFile) -> None:
    """Too late to take it up again: a new one that follows it."""
    links.link_to(
        "complaints/new.py",
        _("Register one that follows it"),
        icon=":material/add_alert:",
        customer=str(file.party.id),
        follows=str(file.facts.id),
    )


def _fields(gate: Gate, key: str, offered: Offered) -> None:
    above = deciding(gate.asks)
    draw(above, key, prefilled=gate.prefilled, offered=offered)
    below = [one for one in asked(gate.asks, key, gate.prefilled) if one not in above]
    with st.form(f"{key}_form", border=False):
        draw(below, key, prefilled=gate.prefilled, offered=offered)
        st.form_submit_button(
            _("Save"),
            key=f"{key}_save",
            type="primary",
            on_click=address.submit,
            args=(key,),
            shortcut="Ctrl+S",
            width="stretch",
        )


def _offered(file: ComplaintFile, gate: Gate) -> Offered:
    offered: dict[str, dict[int, str]] = {}
    for one in gate.asks:
        if one.field is Field.HANDLER:
            handlers = ask(complaints.complaint_choices).handlers
            offered[one.code] = told_apart({person.id: person.name for person in handlers})
        elif one.field is Field.COMPLAINT:
            others = ask(complaints.linkable, file.facts.id).complaints
            offered[one.code] = {other.id: other.name for other in others}
    return offered
