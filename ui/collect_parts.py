"""Collecting answers: a line for each customer, the link that was just made, the script of a call."""

import streamlit as st

from care import feedback, surveys
from care.surveys import DueLine, ToCollect
from core import i18n
from core.i18n import _, ngettext
from db.models import InvitationMode
from ui import current, formats, labels, links, survey_labels, survey_parts, survey_script
from ui.actions import ask, perform, settle
from ui.address import close, open_one
from ui.safe import esc

_LANGUAGES = {"zh_CN": "中文", "en": "English"}


def due_words(one: DueLine) -> str:
    """Hand 12 links over · the quarter's survey."""
    about = one.campaign or _("after purchases")
    return f"{deed_words(one)} · {about}"


def deed_words(one: DueLine) -> str:
    """Hand 12 links over."""
    if one.mode is InvitationMode.PHONE:
        what = ngettext("Call {n} customer", "Call {n} customers", one.count)
    else:
        what = ngettext("Hand {n} link over", "Hand {n} links over", one.count)
    return what.format(n=formats.number(one.count))


def address_of(mode: InvitationMode, campaign_id: int | None) -> dict[str, str]:
    """What the address of the page says to collect these; None: about purchases."""
    return {"mode": mode.value} | ({"campaign": str(campaign_id)} if campaign_id else {})


def line(one: ToCollect, mode: InvitationMode) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"collect-{one.invitation_id}"):
        with st.container(gap=None):
            links.link_to("customers/profile.py", esc(one.customer), customer=str(one.customer_id))
            st.caption(esc(_about(one, mode)))
        st.space("stretch")
        if mode is InvitationMode.PHONE:
            st.button(
                _("Call"), key=f"call-{one.invitation_id}", icon=":material/call:", on_click=_take,
                args=(one.invitation_id,), disabled=bool(one.taken_by),
            )  # fmt: skip
        else:
            st.button(
                _("Make the link"), key=f"link-{one.invitation_id}", icon=":material/link:", on_click=_hand_over,
                args=(one.invitation_id, one.customer),
            )  # fmt: skip


def fresh_link() -> None:
    """Shown until another page is opened: it is stored nowhere."""
    kept = current.remembered("handed-over")
    if kept:
        customer, made = kept
        with st.container(border=True, key="fresh-link"):
            st.markdown(f"**{esc(customer)}**")
            survey_parts.fresh_link(made)


def call(invitation_id: int) -> None:
    """The script, in the language one speaks with the customer."""
    found, key = ask(surveys.script, invitation_id), f"script-{invitation_id}"
    st.subheader(esc(found.customer), anchor=False)
    _number(invitation_id)
    tried = ngettext("tried {n} time", "tried {n} times", found.dials).format(n=found.dials) if found.dials else ""
    st.caption(esc(" · ".join(filter(None, [survey_labels.purpose(found.purpose), tried]))))
    with st.container(horizontal=True):
        st.button(_("Not reached"), key="not-reached", on_click=_not_reached, args=(invitation_id,))
        st.button(_("Does not want to"), key="does-not-want", on_click=_refused, args=(invitation_id,))
    before = i18n.language()
    spoken = st.segmented_control(
        _("Language"), list(_LANGUAGES), default=before, required=True, format_func=_LANGUAGES.__getitem__,
        label_visibility="collapsed", key="script_language",
    )  # fmt: skip
    i18n.use(spoken or before)
    st.markdown(
        esc(
            _("Good day, we would like to know how satisfied you are. It takes a minute. May I ask you some questions?")
        )
    )
    with st.form(f"{key}-form"):
        survey_script.ask_questions(found.questions, key)
        i18n.use(before)
        st.form_submit_button(
            _("Save the answer"), type="primary", on_click=_save, args=(invitation_id, found, key, spoken or before)
        )


def _number(invitation_id: int) -> None:
    """Known to the tab that took the call; another one takes it anew."""
    kept = current.remembered("call-taken")
    if kept is None or kept.invitation_id != invitation_id:
        st.button(
            _("Show the number to call"), key="show-number", icon=":material/visibility:", on_click=_show,
            args=(invitation_id,),
        )  # fmt: skip
    elif kept.number:
        st.link_button(formats.phone(kept.number), f"tel:{kept.number}", icon=":material/call:")
    else:
        st.caption(_("We have no phone number of this customer."))


def _show(invitation_id: int) -> None:
    _look_up(invitation_id)


def _look_up(invitation_id: int) -> bool:
    taken = perform(surveys.take_call, invitation_id)
    if taken is not None:
        current.remember("call-taken", taken)
    return taken is not None


def _about(one: ToCollect, mode: InvitationMode) -> str:
    tried = ngettext("tried {n} time", "tried {n} times", one.dials).format(n=one.dials) if one.dials else ""
    owner = _("in charge: {name}").format(name=one.owner) if one.owner and mode is InvitationMode.PHONE else ""
    busy = _("{name} is calling").format(name=one.taken_by) if one.taken_by else ""
    until = _("until {moment}").format(moment=formats.moment(one.expires_at))
    given = _("handed over {day}, no answer yet").format(day=formats.local_day(one.handed_over_at))
    again = given if one.handed_over_at else ""
    return " · ".join(filter(None, [labels.tier(one.tier), owner, tried, busy, again, until]))


def _take(invitation_id: int) -> None:
    if _look_up(invitation_id):
        settle()
        open_one("call", invitation_id)


def _hand_over(invitation_id: int, customer: str) -> None:
    made = perform(surveys.hand_over, invitation_id)
    if made is not None:
        current.remember("handed-over", (customer, made))


def _not_reached(invitation_id: int) -> None:
    if perform(surveys.not_reached, invitation_id) is not None:
        current.flash(_("Noted. Somebody tries again."))
        close("call")


def _refused(invitation_id: int) -> None:
    if perform(surveys.does_not_want, invitation_id) is not None:
        current.flash(_("Noted. They are left alone."))
        close("call")


def _save(invitation_id: int, found: surveys.Script, key: str, language: str) -> None:
    given = survey_script.collected(found.questions, key)
    if perform(feedback.take_by_phone, invitation_id, given=given, language=language) is not None:
        settle()
        current.flash(_("Saved."))
        close("call")
