"""One lead beside the board or the list: who, what, how long, what is next; and each form of it, in the same drawer."""

from collections.abc import Iterator

import streamlit as st

from care import leads
from care.leads import LeadFile, Move, Ways
from core.i18n import _
from db.models import LeadStage
from ui import clock_parts, current, formats, labels, lead_address, links
from ui.actions import ask, perform
from ui.lead_forms import assign_form, edit_form, move_form, talk
from ui.lead_labels import MOVE_ICONS, STAGE_ICONS, STAGE_TONES, word
from ui.lead_story import story
from ui.safe import esc
from ui.story_parts import next_step_words

_FORMS = {"talk": talk, "assign": assign_form, "edit": edit_form}


def lead_drawer(lead_id: int) -> None:
    """What `?lead=7` opens; a move or a deed in the address opens its form at once."""
    file = ask(leads.lead_file, lead_id)
    sheet = st.dialog(esc(file.number), width="medium", position="right", on_dismiss=lead_address.close)(_sheet)
    sheet(lead_id, iter([file]))


def _sheet(lead_id: int, just_asked: Iterator[LeadFile]) -> None:
    """Drawn by itself from the second time on, and then from what is so by then."""
    if lead_address.shown() is None:
        st.rerun()
    with st.container(key="lead-drawer", gap="small"):
        file = next(just_asked, None) or ask(leads.lead_file, lead_id)
        _heading(file)
        move, deed = lead_address.move_asked(), lead_address.deed_asked()
        if move is not None or deed:
            st.button(
                _("Back"), key="lead_back", icon=":material/arrow_back:", type="tertiary",
                on_click=lead_address.go_back,
            )  # fmt: skip
        if move is not None:
            is_done = move_form(file, move)
        elif deed:
            is_done = _FORMS[deed](file)
        else:
            _summary(file)
            is_done = False
    if is_done:
        lead_address.go_back()
        st.rerun()


def _heading(file: LeadFile) -> None:
    company = f" :gray[{esc(file.company)}]" if file.company else ""
    st.markdown(f"#### {esc(file.name)}{company}")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.badge(word(file.stage), icon=STAGE_ICONS[file.stage], color=STAGE_TONES[file.stage])
        st.caption(esc(" · ".join(_told(file))), width="content")
    if file.clock is not None:
        label = _("First call")
        st.markdown(f"{esc(label)} **{clock_parts.standing(file.clock)}** :small[:gray[{_until(file)}]]")


def _told(file: LeadFile) -> list[str]:
    words = [labels.source(file.source), file.region, file.owner or _("In the queue")]
    return [word for word in words if word]


def _until(file: LeadFile) -> str:
    if file.clock is None or file.clock.due_at is None:
        return ""
    if file.first_contact_at is not None:
        return _("at {moment}").format(moment=formats.near(file.first_contact_at))
    return _("due {moment}").format(moment=formats.near(file.clock.due_at))


def _summary(file: LeadFile) -> None:
    _ways_to_reach(file)
    for label, text in ((_("What they need"), file.need), (_("Note"), file.note)):
        if text:
            st.markdown(f":small[:gray[{esc(label)}]]  \n{esc(text, limit=2000)}")
    step = file.next_step if file.may_work else None
    if step is not None and (words := next_step_words(step.words, step.on)):
        st.badge(words, icon=":material/event:", color="primary")
    if file.reason is not None:
        st.caption(esc(" · ".join(filter(None, [word(file.reason), file.end_words]))))
    if file.agreed:
        told = _(", ").join(labels.purpose(purpose) for purpose in file.agreed)
        st.caption(_("Agreed to: {purposes}").format(purposes=told))
    if file.customer_id is not None:
        label = _("Open the customer {number}").format(number=esc(file.customer_number))
        links.link_to("customers/profile.py", label, icon=":material/person:", customer=str(file.customer_id))
    _ways_on(file)
    st.caption(_("What happened"))
    story(file)


def _ways_to_reach(file: LeadFile) -> None:
    kept = current.remembered("lead_ways")
    ways: Ways = kept[1] if kept and kept[0] == file.id else file.ways
    is_full = ways is not file.ways
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="lead-ways"):
        shown = [_phone(ways.phone, is_full=is_full), ways.email and f":material/mail: {esc(ways.email)}"]
        shown.append(ways.wechat and f":material/chat: {esc(ways.wechat)}")
        st.markdown("  ".join(filter(None, shown)), width="content")
        if file.may_work and not is_full:
            st.button(_("Show"), key="lead_reveal", icon=":material/visibility:", on_click=_reveal, args=(file.id,))


def _phone(number: str, *, is_full: bool) -> str:
    """In full it is one tap away on a phone."""
    if not number:
        return ""
    shown = esc(formats.phone(number))
    return f":material/call: [{shown}](tel:{number.partition(';')[0]})" if is_full else f":material/call: {shown}"


def _reveal(lead_id: int) -> None:
    if (ways := perform(leads.reveal, lead_id)) is not None:
        current.remember("lead_ways", (lead_id, ways))


def _ways_on(file: LeadFile) -> None:
    with st.container(horizontal=True, gap="small", key="lead-deeds"):
        if file.may_claim:
            st.button(
                _("Take it"), key="lead_claim", type="primary", icon=":material/front_hand:",
                on_click=_claim, args=(file.id,),
            )  # fmt: skip
        if file.may_work:
            kind = "secondary" if file.stage is LeadStage.QUALIFIED or file.may_claim else "primary"
            _deed("talk", _("Log a contact"), ":material/call:", kind)
        for move in file.moves:
            if move is not Move.CONTACT:
                is_next = move is Move.CONVERT and file.stage is LeadStage.QUALIFIED
                st.button(
                    word(move), key=f"lead_move_{move}", icon=MOVE_ICONS[move],
                    type="primary" if is_next else "secondary", on_click=lead_address.begin_move, args=(move,),
                )  # fmt: skip
        if file.may_assign:
            _deed("assign", _("Give to a colleague"), ":material/swap_horiz:")
        if file.may_work:
            _deed("edit", _("Correct"), ":material/edit:")


def _deed(code: str, label: str, icon: str, kind: str = "secondary") -> None:
    st.button(label, key=f"lead_do_{code}", icon=icon, type=kind, on_click=lead_address.begin_deed, args=(code,))  # type: ignore[arg-type]


def _claim(lead_id: int) -> None:
    if perform(leads.claim, lead_id) is not None:
        current.flash(_("It is yours. Call them soon."))
