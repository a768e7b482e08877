"""The forms of a lead, in its drawer: log a contact, end it or move it on, give it away, correct it."""

import streamlit as st

from care import leads
from care.interactions import NewInteraction
from care.leads import LENGTHS, Answers, LeadFile, Move, Way, rule_of
from core.i18n import _
from db.models import InvalidReason, LeadStage, LostReason, Source
from ui import current, labels, lead_address
from ui.actions import ask, conflict, perform, problems
from ui.dialog_parts import told
from ui.lead_convert_form import convert_form
from ui.lead_labels import FIELDS, MOVE_ICONS, word
from ui.people_apart import told_apart
from ui.safe import esc
from ui.talk_form import talk_form

_REASONS: dict[Move, list[LostReason] | list[InvalidReason]] = {
    Move.LOSE: list(LostReason),
    Move.INVALIDATE: list(InvalidReason),
}


def talk(file: LeadFile) -> bool:
    """Whether it was saved just now, as every form here answers."""
    _title(":material/call:", _("Log a contact"))
    if file.stage is LeadStage.NEW:
        st.caption(_("The clock stops when somebody has spoken with them, not by an attempt that reached nobody."))

    def save(contact: NewInteraction, _key: str) -> object | None:
        return perform(leads.log_contact, file.id, contact=contact)

    return talk_form(f"lead_{file.id}", save)


def move_form(file: LeadFile, move: Move) -> bool:
    if move is Move.CONTACT:
        return talk(file)
    _title(MOVE_ICONS[move], word(move))
    if move not in file.moves:
        st.warning(_("This cannot be done here and now, or not by you."), icon=":material/block:")
        return False
    if rule_of(move).way is Way.CUSTOMER:
        return convert_form(file)
    key, seen = f"lead_{file.id}_{move}", lead_address.seen(file.id, file.version)
    if lead_address.submitted(key) and _move(file, move, key, seen):
        return True
    with st.form(f"{key}_form", border=False):
        _fields(file, move, key)
        _save_button(key)
    return False


def _fields(file: LeadFile, move: Move, key: str) -> None:
    if move in _REASONS:
        st.pills(_("Why?"), _REASONS[move], format_func=word, key=f"{key}_reason")
        told("reason")
    label = {Move.QUALIFY: _("What they need"), Move.BACK: _("Why, if you like")}.get(move, _("In a few words"))
    length = LENGTHS["need"] if move is Move.QUALIFY else 300
    st.text_area(label, file.need if move is Move.QUALIFY else "", key=f"{key}_words", max_chars=length, height=96)
    told("words")


def _move(file: LeadFile, move: Move, key: str, seen: int) -> bool:
    answers = Answers(current.remembered(f"{key}_reason"), current.remembered(f"{key}_words") or "")
    done = perform(leads.move, file.id, move=move, answers=answers, seen=seen)
    if done is None:
        if not problems():
            lead_address.look_again(file.id, file.version)
        return False
    current.flash(_("{number}: {state}").format(number=esc(done.number), state=word(done.stage)))
    return True


def assign_form(file: LeadFile) -> bool:
    _title(":material/swap_horiz:", _("Give to a colleague"))
    key, seen = f"lead_{file.id}_assign", lead_address.seen(file.id, file.version)
    owners = told_apart({one.id: one.name for one in ask(leads.possible_owners)})
    people = {0: _("Nobody: back into the queue")} | owners
    if lead_address.submitted(key):
        chosen = current.remembered(f"{key}_owner")
        done = perform(leads.assign, file.id, owner_id=chosen or None, seen=seen)
        if done is not None:
            current.flash(_("Saved."))
            return True
        lead_address.look_again(file.id, file.version)
    with st.form(f"{key}_form", border=False):
        ids = list(people)
        at = ids.index(file.owner_id) if file.owner_id in people else 0
        st.selectbox(_("In charge"), ids, at, format_func=people.__getitem__, key=f"{key}_owner")
        told("owner")
        _save_button(key)
    return False


def edit_form(file: LeadFile) -> bool:
    """How to reach them stands there in full only once it was shown; left empty, it stays as it is."""
    _title(":material/edit:", _("Correct"))
    key, seen = f"lead_{file.id}_edit", lead_address.seen(file.id, file.version)
    if lead_address.submitted(key) and _edit(file, key, seen):
        return True
    if (met := conflict()) is not None:
        st.warning(esc(met.sentence))
        for field, value in met.theirs.items():
            shown = labels.source(Source(str(value))) if field == "source" else str(value)
            st.caption(_("{field}: {value}").format(field=_(FIELDS[field]), value=esc(shown)))
        lead_address.look_again(file.id, met.version)
    with st.form(f"{key}_form", border=False):
        for field in ("name", "company", "region"):
            st.text_input(_(FIELDS[field]), getattr(file, field), key=f"{key}_{field}", max_chars=LENGTHS[field])
            told(field)
        for field in ("phone", "email", "wechat"):
            known = getattr(file.ways, field)
            st.text_input(_(FIELDS[field]), key=f"{key}_{field}", max_chars=LENGTHS[field], placeholder=known)
            told(field)
        sources = list(Source)
        st.selectbox(_("Source"), sources, sources.index(file.source), format_func=labels.source, key=f"{key}_source")
        for field in ("need", "note"):
            st.text_area(_(FIELDS[field]), getattr(file, field), key=f"{key}_{field}", max_chars=LENGTHS[field])
            told(field)
        _save_button(key)
    return False


def _edit(file: LeadFile, key: str, seen: int) -> bool:
    typed = {field: current.remembered(f"{key}_{field}") for field in leads.EDITABLE}
    kept = ("phone", "email", "wechat")
    changes = {field: value for field, value in typed.items() if field not in kept or value}
    if perform(leads.edit, file.id, changes=changes, seen=seen) is None:
        return False
    current.flash(_("Saved."))
    return True


def _title(icon: str, words: str) -> None:
    st.markdown(f"#### {icon} {esc(words)}")


def _save_button(key: str) -> None:
    st.form_submit_button(
        _("Save"),
        key=f"{key}_save",
        type="primary",
        on_click=lead_address.submit,
        args=(key,),
        shortcut="Ctrl+S",
        width="stretch",
    )
