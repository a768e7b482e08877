"""Root cause and corrective actions of one complaint: shown on its page, recorded and planned in dialogs.

For a complaint's page: `section(complaint_id)` where it is shown, `open_asked(complaint_id)` at the end of the page.
"""

import streamlit as st

from care import causes
from care.causes import MOST_WHYS, Analysis, CauseView, NewCause
from core.i18n import _
from db.models import CauseCategory, EscapeCause
from ui import action_forms, action_parts, actions, cause_labels, complaint_address, current, formats
from ui.address import close
from ui.dialog_parts import told
from ui.safe import esc

_SHOWN_WHYS = 5
_BASE = "cause_base"


def section(complaint_id: int) -> None:
    """What was found out and what is done about it, with the buttons this person may use."""
    found = actions.ask(causes.analysis, complaint_id)
    with st.container(border=True, key="cause-section"):
        _head(found)
        if found.cause:
            _cause(found.cause)
        else:
            st.caption(_("No root cause has been recorded yet."))
        if found.actions:
            action_parts.action_list(found.actions, key="cause-actions", with_number=False)
        else:
            st.caption(_("No corrective action has been planned yet."))


def open_asked(complaint_id: int) -> None:
    """The dialog of `?analysis=cause`, `?analysis=plan` or `?action=7`; one at a time."""
    if complaint_address.move_asked() or complaint_address.deed_asked():
        return
    asked = st.query_params.get("analysis", "")
    if asked == "cause":
        st.dialog(_("Root cause"), width="medium", position="right", on_dismiss=_close)(_cause_dialog)(complaint_id)
    elif asked == "plan":
        st.dialog(_("Plan a corrective action"), width="medium", position="right", on_dismiss=_close)(_plan_dialog)(
            complaint_id
        )
    else:
        action_parts.open_asked()


def begin(what: str) -> None:
    actions.settle()
    current.forget(_BASE)
    for other in ("move", "do", "action"):
        close(other)
    st.query_params["analysis"] = what


def _close() -> None:
    close("analysis")
    current.forget(_BASE)
    actions.settle()


def _head(found: Analysis) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Cause and correction"), anchor=False, width="content")
        st.space("stretch")
        if found.may_record:
            words = _("Revise the cause") if found.cause else _("Record the cause")
            st.button(words, icon=":material/troubleshoot:", key="cause_begin", on_click=begin, args=("cause",))
        if found.may_plan:
            st.button(_("Plan an action"), icon=":material/build:", key="plan_begin", on_click=begin, args=("plan",))


def _cause(cause: CauseView) -> None:
    escaped = [_("escaped: {cause}").format(cause=cause_labels.escape(cause.escape))] if cause.escape else []
    st.markdown(esc(" · ".join([cause_labels.cause(cause.category), *escaped])))
    if cause.words:
        st.markdown(esc(cause.words))
    for place, why in enumerate(cause.whys, start=1):
        st.markdown(f"{place}\\. {esc(why)}")
    st.caption(esc(_("{name}, {day}").format(name=cause.by or "—", day=formats.local_day(cause.found_at))))


def _cause_dialog(complaint_id: int) -> None:
    if st.query_params.get("analysis") != "cause":
        st.rerun()
    found = actions.ask(causes.analysis, complaint_id)
    base = _base(complaint_id, found.cause)
    if met := actions.conflict():
        st.warning(esc(met.sentence), icon=":material/sync_problem:")
    with st.form("cause-form", border=False):
        cause = _fields(found.cause, whys_needed=found.whys_needed)
        sent = st.form_submit_button(_("Save"), key="cause_save", type="primary", width="stretch", shortcut="Ctrl+S")
    if sent:
        done = actions.perform(causes.record_cause, complaint_id, cause=cause, seen_version=base)
        if done is not None:
            current.flash(_("Saved."))
            _close()
        if done is not None or actions.problems() or actions.conflict():
            st.rerun()


def _base(complaint_id: int, cause: CauseView | None) -> int | None:
    """The version that was shown when the dialog opened, and after a conflict the newest."""
    base = current.remembered(_BASE)
    if base is None or base[0] != complaint_id or actions.conflict() is not None:
        base = (complaint_id, cause.version if cause else None)
        current.remember(_BASE, base)
    return base[1]  # type: ignore[no-any-return]


def _fields(cause: CauseView | None, *, whys_needed: int) -> NewCause:
    categories, escapes = list(CauseCategory), list(EscapeCause)
    left, right = st.columns(2)
    category = left.selectbox(
        _("Kind of cause"),
        categories,
        index=categories.index(cause.category) if cause else None,
        format_func=cause_labels.cause,
        key="cause_category",
        placeholder=_("Choose"),
    )
    escape = right.selectbox(
        _("Why did it reach the customer?"),
        escapes,
        index=escapes.index(cause.escape) if cause and cause.escape else None,
        format_func=cause_labels.escape,
        key="cause_escape",
        placeholder=_("Not decided"),
    )
    told("category")
    words = st.text_area(_("The cause in your own words"), cause.words if cause else "", key="cause_words", height=90)
    told("words")
    st.caption(_("Or ask “why?” until the root shows, at least {n} times.").format(n=whys_needed))
    whys = cause.whys if cause else ()
    fields = [_why(place, whys) for place in range(min(MOST_WHYS, max(_SHOWN_WHYS, whys_needed, len(whys))))]
    told("whys")
    return NewCause(category, words, tuple(fields), escape)


def _why(place: int, whys: tuple[str, ...]) -> str:
    value = whys[place] if place < len(whys) else ""
    return st.text_input(_("Why? ({n})").format(n=place + 1), value, key=f"cause_why_{place}", max_chars=1000)


def _plan_dialog(complaint_id: int) -> None:
    if st.query_params.get("analysis") != "plan":
        st.rerun()
    if action_forms.plan(complaint_id):
        _close()
        st.rerun()
