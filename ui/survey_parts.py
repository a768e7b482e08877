"""Asking a complaint's customer: the link to hand over, the phone's script, and what came back."""

from collections.abc import Mapping

import streamlit as st

from care import surveys
from care.surveys import Asked, ComplaintSurveys, CustomerAnswer, Invited, Proposal, Said, Standing
from core.i18n import N_, _
from core.settings import settings
from db.models import InvitationMode, InvitationPurpose
from ui import current, formats, one_time_links
from ui.actions import ask, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

PURPOSES: Mapping[InvitationPurpose, str] = {
    InvitationPurpose.CONFIRMATION: N_("The customer's confirmation"),
    InvitationPurpose.HANDLING: N_("How the customer found our handling"),
}
MODES = {
    InvitationMode.LINK: N_("by a link"),
    InvitationMode.MAIL: N_("by e-mail"),
    InvitationMode.PHONE: N_("on the phone"),
}
_STANDINGS: Mapping[Standing, tuple[str, str, str]] = {
    Standing.OPEN: (N_("waiting for an answer"), ":material/hourglass_empty:", "blue"),
    Standing.ANSWERED: (N_("answered"), ":material/check:", "green"),
    Standing.EXPIRED: (N_("expired"), ":material/timer_off:", "grey"),
    Standing.WITHDRAWN: (N_("taken back"), ":material/link_off:", "grey"),
}
_PROPOSALS = {
    Proposal.CLOSE: N_("The customer says it is solved. It can be closed."),
    Proposal.OBJECT: N_("The customer says it is not solved. Take it up again."),
    Proposal.REOPEN: N_("The customer is not satisfied. Look into it, and reopen it if needed."),
}


def survey_panel(complaint_id: int) -> None:
    """Everything about asking: nothing is shown of a question that neither was nor can be asked."""
    found = ask(surveys.of_complaint, complaint_id)
    if found.proposal:
        show = st.success if found.proposal is Proposal.CLOSE else st.warning
        show(_(_PROPOSALS[found.proposal]), icon=":material/record_voice_over:")
    for purpose in surveys.ABOUT_COMPLAINTS:
        asked = [one for one in found.asked if one.purpose is purpose]
        if asked or not found.why_not[purpose] or not found.why_not_by_phone[purpose]:
            with st.container(border=True, gap="small", key=f"survey-{purpose.value}"):
                st.markdown(f"**{_(PURPOSES[purpose])}**")
                answers_panel(asked)
                invitation_panel(complaint_id, purpose, found)
                phone_form(complaint_id, purpose, found)


def answers_panel(asked: list[Asked]) -> None:
    """Every time the customer was asked, with what they said."""
    for one in asked:
        words, icon, color = _STANDINGS[one.standing]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(_(words), icon=icon, color=color)  # type: ignore[arg-type]
            st.caption(_how(one), width="content")
        if one.said:
            _what(one.said)


def invitation_panel(complaint_id: int, purpose: InvitationPurpose, found: ComplaintSurveys) -> None:
    """The link that was just made, and the buttons that make, mail and take back."""
    _show_kept(complaint_id, purpose)
    if found.why_not[purpose]:
        if not any(one.purpose is purpose for one in found.asked):
            st.caption(esc(found.why_not[purpose]))
        return
    open_one = any(one.purpose is purpose and one.standing is Standing.OPEN for one in found.asked)
    key = f"survey-{purpose.value}-{complaint_id}"
    with st.container(horizontal=True, gap="small"):
        label = _("Make a new link") if open_one else _("Make a link")
        st.button(label, key=f"{key}-link", icon=":material/link:", on_click=_ask_by,
                  args=(complaint_id, purpose, InvitationMode.LINK),
                  help=_("The older link stops working.") if open_one else None)  # fmt: skip
        st.button(_("Send by e-mail"), key=f"{key}-mail", icon=":material/mail:", on_click=_ask_by,
                  args=(complaint_id, purpose, InvitationMode.MAIL), disabled=bool(found.why_no_mail),
                  help=esc(found.why_no_mail or found.mailbox))  # fmt: skip
        if open_one:
            st.button(_("Take the link back"), key=f"{key}-back", icon=":material/link_off:", type="tertiary",
                      on_click=_take_back, args=(complaint_id, purpose))  # fmt: skip


def phone_form(complaint_id: int, purpose: InvitationPurpose, found: ComplaintSurveys) -> None:
    """The same questions in the same words, read out by a colleague of the handler."""
    reason = found.why_not_by_phone[purpose]
    if reason:
        if not found.why_not[purpose]:
            st.caption(esc(reason))
        return
    words, key = surveys.wording(purpose), f"survey-call-{purpose.value}-{complaint_id}"
    with st.expander(_("Ask on the phone"), icon=":material/call:"), st.form(f"{key}-form", border=False):
        st.caption(esc(words.opening))
        st.radio(
            esc(words.solved), [True, False], index=None, horizontal=True, format_func=_yes_no, key=f"{key}-solved"
        )
        told("is_solved")
        st.radio(esc(words.score), list(surveys.SCORES), index=None, format_func=_score, key=f"{key}-score")
        told("score")
        st.text_area(esc(words.comment), key=f"{key}-comment", max_chars=surveys.LONGEST_COMMENT, height=90)
        told("comment")
        st.caption(esc(words.closing))
        st.form_submit_button(
            _("Save the answer"), key=f"{key}-save", type="primary", on_click=_record, args=(complaint_id, purpose, key)
        )


def _how(one: Asked) -> str:
    """by a link · 9 March 10:00 · 何敏 · until 23 March"""
    parts = [_(MODES[one.mode]), formats.moment(one.sent_at), esc(one.by)]
    if one.standing is Standing.OPEN:
        parts.append(_("valid until {moment}").format(moment=formats.moment(one.expires_at)))
    if one.reminded_at:
        parts.append(_("reminded"))
    return " · ".join(filter(None, parts))


def _what(said: Said) -> None:
    """A phone call's moment and caller stand above already."""
    parts = [
        _yes_no(said.is_solved) if said.is_solved is not None else "",
        _score(said.score) if said.score else "",
        "" if said.collector else formats.moment(said.at),
    ]
    st.markdown(" · ".join(filter(None, parts)))
    for line in filter(str.strip, said.comment.splitlines()):
        st.markdown(f"> {esc(line)}")


def _yes_no(is_solved: bool) -> str:
    return _("Yes, it is solved") if is_solved else _("No, it is not solved")


def _score(score: int) -> str:
    return f"{score} {_(surveys.SCORES[score])}"


def _ask_by(complaint_id: int, purpose: InvitationPurpose, mode: InvitationMode) -> None:
    made = perform(surveys.invite, complaint_id, purpose=purpose, mode=mode)
    if made is None:
        return
    if made.mailed:
        current.flash(_("The link is on its way by e-mail."))
    else:
        current.remember("survey-link", (complaint_id, purpose, made))


def _take_back(complaint_id: int, purpose: InvitationPurpose) -> None:
    if perform(surveys.withdraw, complaint_id, purpose=purpose) is not None:
        current.forget("survey-link")
        current.flash(_("The link no longer works."))


def _record(complaint_id: int, purpose: InvitationPurpose, key: str) -> None:
    given = CustomerAnswer(
        is_solved=current.remembered(f"{key}-solved"),
        score=current.remembered(f"{key}-score"),
        comment=current.remembered(f"{key}-comment") or "",
    )
    if perform(surveys.record_by_phone, complaint_id, purpose=purpose, answer=given) is not None:
        settle()
        current.forget("survey-link")
        current.flash(_("Saved."))


def _show_kept(complaint_id: int, purpose: InvitationPurpose) -> None:
    kept = current.remembered("survey-link")
    if kept and kept[:2] == (complaint_id, purpose):
        fresh_link(kept[2])


def fresh_link(made: Invited) -> None:
    """Shown until another page is opened: it is stored nowhere."""
    address = made.address or one_time_links.address_of(made.path)
    st.success(
        _("Send this link to the customer, or let them scan it. It works once, until {moment}.").format(
            moment=formats.moment(made.expires_at)
        ),
        icon=":material/link:",
    )
    st.code(address, language=None, wrap_lines=True)
    st.image(made.qr or surveys.qr_of(address), width=180, caption=_("For the customer's phone"))
    if not settings().public_url:
        st.warning(
            _("Customers outside the office cannot open it: an administrator has to set GUANJIA_PUBLIC_URL."),
            icon=":material/public_off:",
        )
