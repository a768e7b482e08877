"""The words of greetings: chosen, changed with their fields beside them, seen as a real customer would."""

import streamlit as st

from auth.permissions import Permission
from care import greetings
from care.greetings import FIELDS, MEDIA, SUBJECTS, Template, TemplateName, Wording
from core.i18n import LANGUAGES, _, language
from db.models import Medium
from ui import current, customer_search, formats, greeting_labels
from ui.actions import ask, conflict, perform, settle
from ui.complaint_labels import word
from ui.dialog_parts import told
from ui.safe import esc

_LANGUAGES = {"zh_CN": "中文", "en": "English"}


def words_tab() -> None:
    name = _choose()
    held = ask(greetings.template, name)
    _standing(held)
    if current.actor().may(Permission.GREETING_TEMPLATES):
        said = _editing(held)
    else:
        said = held.wording
        st.markdown("  \n".join(esc(line) for line in filter(None, [said.title, *said.words.splitlines()])))
    _preview(name, said)


def _choose() -> TemplateName:
    with st.container(horizontal=True, vertical_alignment="bottom", key="template-choices"):
        subject = st.selectbox(_("Occasion"), SUBJECTS, format_func=lambda one: greeting_labels.subject(*one),
                               key="template-subject", width=220)  # fmt: skip
        medium = st.segmented_control(_("Way"), MEDIA, default=MEDIA[0], required=True, format_func=word,
                                      key="template-medium")  # fmt: skip
        chosen = st.segmented_control(_("Language"), LANGUAGES, default=language(), required=True,
                                      format_func=_LANGUAGES.__getitem__, key="template-language")  # fmt: skip
    occasion, about = subject or SUBJECTS[0]
    return TemplateName(occasion, about, medium or MEDIA[0], chosen or LANGUAGES[0])


def _standing(held: Template) -> None:
    if not held.is_own:
        st.caption(_("These are the words that come with the product."))
        return
    words = _("Your firm's own words, changed by {name} on {day}.")
    st.caption(esc(words.format(name=held.changed_by or "—", day=formats.local_day(held.changed_at))))


def _editing(held: Template) -> Wording:
    """Not a form: the preview below shows what is being typed."""
    key = _key(held.name)
    seen = current.remembered(f"{key}-seen")
    if seen is None:
        current.remember(f"{key}-seen", seen := held.version)
    if conflict() is not None:
        st.warning(_("A colleague has changed these words meanwhile. Save again to put yours over them."))
        for line in filter(None, held.wording.words.splitlines()):
            st.markdown(f"> {esc(line)}")
    title = held.wording.title
    if held.name.medium is Medium.EMAIL:
        title = st.text_input(_("Subject"), title, key=f"{key}-title", max_chars=200)
        told("title")
    words = st.text_area(_("Text"), held.wording.words, key=f"{key}-words", max_chars=2000, height=200)
    told("words")
    names = [f"{{{chinese}}}" if language() == "zh_CN" else f"{{{name}}}" for name, chinese in FIELDS.items()]
    st.caption(esc(_("Fields: {names}").format(names=" ".join(names))))
    with st.container(horizontal=True):
        st.button(_("Save"), key="template-save", type="primary", on_click=_save, args=(held, seen))
        if held.is_own:
            st.button(_("Back to the words of the product"), key="template-reset", type="tertiary",
                      icon=":material/undo:", on_click=_reset, args=(held,))  # fmt: skip
    return Wording(words or "", title or "")


def _preview(name: TemplateName, said: Wording) -> None:
    st.subheader(_("As a customer reads it"), anchor=False)
    customer_id = current.remembered("template-customer")
    if customer_id is None:
        customer_search.search("template-search", pick=_pick, nobody=_("Nobody found."))
        return
    seen = ask(greetings.preview, customer_id, name=name, said=said)
    with st.container(border=True, key="template-preview"):
        if seen.title:
            st.markdown(f"**{esc(seen.title)}**")
        st.markdown("  \n".join(esc(line) for line in seen.words.splitlines()))
    st.button(_("Another customer"), key="template-other", type="tertiary", icon=":material/search:", on_click=_pick,
              args=(None,))  # fmt: skip


def _pick(customer_id: int | None) -> None:
    current.remember("template-customer", customer_id)


def _key(name: TemplateName) -> str:
    turn = current.remembered("template-turn", 0)
    return f"template-{name.occasion.value}-{name.about}-{name.medium.value}-{name.language}-{turn}"


def _save(held: Template, seen: int) -> None:
    key = _key(held.name)
    settle()
    said = Wording(current.remembered(f"{key}-words") or "", current.remembered(f"{key}-title") or "")
    if perform(greetings.change_template, held.name, said=said, version=seen) is not None:
        _afresh()
        current.flash(_("Saved. It holds from now on."))
    elif (met := conflict()) is not None:
        current.remember(f"{key}-seen", met.version)


def _reset(held: Template) -> None:
    if perform(greetings.reset_template, held.name) is not None:
        settle()
        _afresh()
        current.flash(_("The words of the product hold again."))


def _afresh() -> None:
    """A browser keeps what was typed into a field of the same key."""
    current.remember("template-turn", current.remembered("template-turn", 0) + 1)
