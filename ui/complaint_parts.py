"""The parts of a complaint's page and drawer: heading, what is next, the customer's words, ways on."""

from collections.abc import Mapping, Sequence
from itertools import chain

import streamlit as st

from care import casefile, complaints
from care.complaints import ComplaintFile, Move
from core.i18n import _, ngettext
from db.models import ComplaintKind, ComplaintState, Severity
from ui import complaint_address as address
from ui import complaint_labels as words
from ui import complaint_signs as signs
from ui import current, formats, links
from ui.actions import ask
from ui.complaint_deeds import DEEDS, deeds_of
from ui.escalation_labels import level_word
from ui.safe import esc

_S, _M = ComplaintState, Move
# What comes next when all goes well, and what else comes often; the rest is in the menu.
_NEXT = {
    _S.NEW: (_M.ACCEPT,),
    _S.ACCEPTED: (_M.INVESTIGATE,),
    _S.INVESTIGATING: (_M.PROPOSE, _M.WAIT_CUSTOMER),
    _S.WAITING_CUSTOMER: (_M.RESUME,),
    _S.WAITING_THIRD: (_M.RESUME,),
    _S.PROPOSED: (_M.CLOSE, _M.OBJECT),
    _S.CLOSED: (_M.REOPEN,),
}


def next_moves(file: ComplaintFile) -> tuple[Move, ...]:
    """The usual ways on, the first one first: an inquiry is answered, a complaint goes step by step."""
    usual = _NEXT.get(file.facts.state, ())
    return usual if file.facts.kind is ComplaintKind.COMPLAINT else (_M.ANSWER, *usual)


def heading(file: ComplaintFile, *, key: str) -> None:
    """State, severity, what is special about it; then who and whose."""
    facts = file.facts
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-strip"):
        st.badge(words.word(facts.state), icon=signs.STATE_ICONS[facts.state], color=signs.STATE_TONES[facts.state])
        if facts.kind is ComplaintKind.COMPLAINT:
            tone = signs.SEVERITY_TONES[facts.severity]
            st.badge(words.word(facts.severity), icon=signs.SEVERITY_ICONS[facts.severity], color=tone)
        else:
            st.badge(words.word(facts.kind), icon=signs.KIND_ICONS[facts.kind], color="blue")
        _marks(file)
    _who(file, key)


def _marks(file: ComplaintFile) -> None:
    facts = file.facts
    if facts.is_safety:
        st.badge(_("Safety"), icon=":material/health_and_safety:", color="red")
    if file.links.repeat_of:
        st.badge(_("Repeated"), icon=":material/repeat:", color="orange")
    if facts.reopen_count:
        n = facts.reopen_count
        told = ngettext("reopened {n} time", "reopened {n} times", n).format(n=n)
        st.badge(told, icon=":material/restart_alt:", color="violet")
    # A reminder to the handler is no news to anybody else, and the clock tells it as well.
    if level := max((raised.level for raised in file.escalations if not raised.acknowledged_by), default=0):
        st.badge(level_word(level), icon=":material/trending_up:", color="red")


def _who(file: ComplaintFile, key: str) -> None:
    party = file.party
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-who"):
        name = esc(party.name) or _("Anonymous")
        if party.id is not None:
            links.link_to("customers/profile.py", name, icon=":material/person:", customer=str(party.id))
        else:
            st.markdown(f":material/person: {name}", width="content")
        told = [
            esc(formats.phone(party.reach)) if party.reach else "",
            words.word(file.facts.category),
            _("Handler: {name}").format(name=esc(file.handler) or _("nobody")),
            esc(file.team),
        ]
        st.caption(" · ".join(filter(None, told)), width="content")


def customers_words(file: ComplaintFile, *, key: str) -> None:
    """What the customer said and wants, as it was typed."""
    facts = file.facts
    with st.container(border=True, gap="xsmall", key=f"{key}-words"):
        st.markdown(_lines(facts.description))
        if facts.remedy_requested:
            label = _("What the customer wants")
            st.markdown(f":small[:gray[{label}]]  \n{_lines(facts.remedy_requested)}")
        told = [
            words.word(facts.channel),
            formats.moment(facts.received_at),
            _("registered by {name}").format(name=esc(file.opened_by)) if file.opened_by else "",
        ]
        st.caption(" · ".join(filter(None, told)))


def _lines(text: str) -> str:
    return "  \n".join(esc(line, limit=4000) for line in text.splitlines() if line.strip())


def ways_on(file: ComplaintFile, *, key: str) -> None:
    """The next step as the one primary button, if it is theirs; what else comes often beside it, the rest in a menu."""
    usual = [move for move in next_moves(file) if move in file.moves]
    rest = [move for move in file.moves if move not in usual]
    deeds, is_open = deeds_of(file), file.facts.closed_at is None
    with st.container(horizontal=True, gap="small", key=f"{key}-ways"):
        for move in usual:
            st.button(
                words.word(move),
                key=f"{key}_{move.value}",
                icon=signs.MOVE_ICONS[move],
                type="primary" if is_open and move is next_moves(file)[0] else "secondary",
                on_click=address.begin_move,
                args=(move,),
            )
        if "contact" in deeds and Move.INVESTIGATE not in usual:  # which is to log a contact too
            deed = DEEDS["contact"]
            st.button(
                _(deed.title), key=f"{key}_contact", icon=deed.icon, on_click=address.begin_deed, args=("contact",)
            )
        _menu([*rest, *(code for code in deeds if code != "contact" or Move.INVESTIGATE in usual)], key=f"{key}_more")


def _menu(ways: Sequence[Move | str], *, key: str) -> None:
    if ways:
        codes = [str(way) for way in ways]
        st.menu_button(_("More"), codes, key=key, format_func=_way, on_click=_choose, args=(key,))


def _way(code: str) -> str:
    return words.word(Move(code)) if code in set(Move) else _(DEEDS[code].title)


def _choose(key: str) -> None:
    code = current.remembered(key)
    if code in set(Move):
        address.begin_move(Move(code))
    elif code in DEEDS:
        address.begin_deed(code)


def missing(file: ComplaintFile) -> None:
    """What the next step takes: what must exist first, what will be asked for, or whose turn it is."""
    step = next((move for move in next_moves(file) if file.facts.closed_at is None), None)
    if step is None:
        return
    with st.container(border=True, gap="xsmall", key="next-step"):
        told = _("Next: {step}").format(step=words.word(step))
        st.markdown(f"{signs.MOVE_ICONS[step]} **{told}**")
        if step not in file.moves:
            st.caption(_whose_turn(file, step))
            return
        gate = ask(complaints.gate, file.facts.id, move=step)
        for sentence in gate.unmet:
            st.markdown(f":orange[:material/rule: {esc(sentence)}]")
        for sentence in gate.hints:
            st.caption(f":material/lightbulb: {esc(sentence)}")
        in_play = complaints.asked(gate.asks, gate.prefilled)
        wanted = [_(one.label) for one in in_play if one.is_required and gate.prefilled.get(one.code) is None]
        if wanted:
            st.caption(_("Still to be told: {fields}").format(fields=_(", ").join(wanted)))


def _whose_turn(file: ComplaintFile, step: Move) -> str:
    serious = file.facts.severity in (Severity.CRITICAL, Severity.MAJOR)
    if step is Move.CLOSE and serious:
        return _("A serious complaint is closed by somebody who decides on it and does not handle it.")
    if step is not Move.ACCEPT and file.handler:
        return _("{name} has it in hand.").format(name=esc(file.handler))
    return _("It waits for somebody to accept it.")


def names(file: ComplaintFile) -> Mapping[str, str]:
    """Whom and what the timeline points to, by field and id."""
    people = {f"handler:{one.id}": one.name for one in ask(complaints.complaint_choices).handlers}
    files = {f"attachment:{one.id}": one.name for one in ask(casefile.attachments, file.facts.id)}
    kept = file.links
    single = [one for one in (kept.duplicate_of, kept.repeat_of, kept.follows) if one]
    others = {f"complaint:{one.id}": one.number for one in chain(single, kept.earlier)}
    return {**people, **files, **others}
