"""One greeting opened beside the list: read over, copied or mailed, marked; or skipped with a reason."""

import streamlit as st

from care import greetings
from care.greetings import Draft, Wording
from core.i18n import LANGUAGES, N_, _
from db.models import GreetingState, Medium
from ui import current, formats, gift_forms, greeting_labels, links
from ui.actions import ask, perform, settle
from ui.address import close, opened
from ui.complaint_labels import word
from ui.copy_parts import copy_button
from ui.dialog_parts import told
from ui.greeting_parts import note_done
from ui.safe import esc

_MEDIA = (Medium.WECHAT, Medium.PHONE, Medium.EMAIL, Medium.VISIT)
_LANGUAGES = {"zh_CN": "中文", "en": "English"}
_BUTTONS = {
    Medium.PHONE: (N_("Called"), ":material/call:"),
    Medium.EMAIL: (N_("Send the mail"), ":material/send:"),
    Medium.VISIT: (N_("Said in person"), ":material/check:"),
    Medium.WECHAT: (N_("Sent"), ":material/check:"),
}


def drawer_if_opened() -> None:
    """`?greeting=7`"""
    if greeting_id := opened("greeting"):
        draft = ask(greetings.greeting, greeting_id)
        st.dialog(esc(draft.customer), width="medium", position="right", on_dismiss=close_drawer)(_drawer)(draft)


def close_drawer() -> None:
    close("greeting")
    settle()


def _drawer(draft: Draft) -> None:
    if opened("greeting") != draft.id:
        st.rerun()
    with st.container(key="greeting-drawer", gap="small"):
        _facts(draft)
        if draft.state is not GreetingState.PLANNED:
            _over(draft)
        elif why := _why_not(draft):
            st.warning(why, icon=":material/block:")
            if draft.may_send:
                _skipping(draft)
        else:
            _writing(draft)
            _skipping(draft)
            gift_forms.with_greeting(draft.customer_id, draft.id)


def _facts(draft: Draft) -> None:
    links.link_to("customers/profile.py", _("Open the file"), icon=":material/person:", customer=str(draft.customer_id))
    icon = greeting_labels.ICONS[draft.occasion]
    what = greeting_labels.what(draft.occasion, draft.about, draft.years)
    who = " · ".join(filter(None, [draft.person if draft.person != draft.customer else "", draft.title]))
    st.markdown(f"{icon} **{esc(what)}** · {esc(greeting_labels.when(draft.day))}" + (f"  \n{esc(who)}" if who else ""))
    if draft.needs:
        st.caption(_("{field}: {value}").format(field=_("Preferences"), value=esc(draft.needs)))


def _over(draft: Draft) -> None:
    state = greeting_labels.STATES[draft.state]
    told_by = [_(state), word(draft.medium) if draft.medium else "", draft.done_by, formats.moment(draft.done_at)]
    st.info(esc(" · ".join(filter(None, told_by))), icon=":material/check:")
    if said := draft.words or draft.reason:
        st.markdown("  \n".join(esc(line) for line in said.splitlines()))


def _why_not(draft: Draft) -> str:
    if not draft.may_send:
        return _("Your role may read this greeting and not send it.")
    if not draft.has_agreed:
        return _("This customer has not agreed to be greeted, or has taken it back.")
    return _("The day is too long ago: a greeting this late does harm.") if draft.is_late else ""


def _writing(draft: Draft) -> None:
    medium = st.segmented_control(_("Way"), _MEDIA, default=Medium.WECHAT, required=True, format_func=word,
                                  key=f"greeting-medium-{draft.id}") or Medium.WECHAT  # fmt: skip
    language = st.segmented_control(_("Language"), LANGUAGES, default="zh_CN", required=True,
                                    format_func=_LANGUAGES.__getitem__, key=f"greeting-language-{draft.id}",
                                    label_visibility="collapsed") or "zh_CN"  # fmt: skip
    ready = draft.drafts.get((medium, language)) or draft.drafts[Medium.WECHAT, language]
    key = f"greeting-words-{draft.id}-{medium.value}-{language}"
    if medium is Medium.EMAIL:
        _mailbox(draft)
        st.text_input(_("Subject"), ready.title, key=f"{key}-title", max_chars=200)
        told("title")
    label = _("What to say") if medium in (Medium.PHONE, Medium.VISIT) else _("Text")
    st.text_area(label, ready.words, key=key, max_chars=2000, height=190)
    told("words")
    with st.container(horizontal=True, key="greeting-deeds"):
        if medium is Medium.WECHAT:
            copy_button(ready.words, key=f"{key}-copy", field=key)
        caption, icon = _BUTTONS[medium]
        st.button(
            _(caption), key="greeting-send", type="primary", icon=icon, on_click=_send,
            args=(draft, medium, key, ready), disabled=medium is Medium.EMAIL and not draft.can_mail, width="stretch",
        )  # fmt: skip


def _mailbox(draft: Draft) -> None:
    if draft.can_mail:
        st.caption(_("To {address}").format(address=esc(draft.mailbox)))
    elif draft.mailbox:
        st.warning(_("No mail server is set up, so that nothing can be sent from here. Copy the text instead."))
    else:
        st.warning(_("There is no e-mail address of this person on file."))


def _skipping(draft: Draft) -> None:
    with st.expander(_("Skip this one"), icon=":material/skip_next:"), st.form(f"skip-{draft.id}", border=False):
        st.text_input(_("Why?"), key=f"skip-reason-{draft.id}", max_chars=300,
                      placeholder=_("A few words, such as: in mourning, already greeted in the shop"))  # fmt: skip
        told("reason")
        st.form_submit_button(_("Skip"), key=f"skip-save-{draft.id}", on_click=_skip, args=(draft,))


def _send(draft: Draft, medium: Medium, key: str, ready: Wording) -> None:
    words = current.remembered(key)
    title = current.remembered(f"{key}-title")
    said = Wording(ready.words if words is None else words, (ready.title if title is None else title))
    if perform(greetings.send, draft.id, medium=medium, words=said.words, title=said.title) is not None:
        if medium is Medium.EMAIL:
            current.flash(_("The mail is on its way."))
        else:
            note_done(draft.id, draft.customer)
            current.flash(_("Noted."))
        close_drawer()


def _skip(draft: Draft) -> None:
    reason = current.remembered(f"skip-reason-{draft.id}") or ""
    if perform(greetings.skip, draft.id, reason=reason) is not None:
        note_done(draft.id, draft.customer)
        current.flash(_("Skipped."))
        close_drawer()
