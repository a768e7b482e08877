"""What one says on a visit, by kind of customer, in both languages: changed with a reason, every version kept."""

import streamlit as st

from care import rulebook
from care.revisits import Script, VisitScripts
from core.i18n import _
from db.models import CustomerKind
from ui import current, formats, labels
from ui.actions import ask, conflict, perform, settle
from ui.dialog_parts import told
from ui.safe import esc

_TURN, _SEEN = "scripts_turn", "scripts_seen"
_LANGUAGES = {"zh": "中文", "en": "English"}


def scripts_form() -> None:
    """What a colleague saved meanwhile is told, and what was typed stays."""
    policy, version = ask(rulebook.present, VisitScripts)
    seen = current.remembered(_SEEN)
    if seen is None:
        current.remember(_SEEN, seen := version)
    st.subheader(_("What to say on a revisit"), anchor=False)
    if conflict() is not None:
        st.warning(_("A colleague has changed these texts meanwhile. Save again to put yours over them."))
    with st.form("scripts", border=True):
        for kind, tab in zip(CustomerKind, st.tabs([_(word) for word in labels.KINDS.values()]), strict=True):
            with tab:
                _texts(kind, policy.of(kind))
        st.text_input(_("Why is this changed?"), key=_key("reason"), max_chars=300)
        told("reason")
        st.form_submit_button(_("Save"), key="scripts_save", type="primary", on_click=_save, args=(seen,))
    for one in ask(rulebook.history, VisitScripts):
        st.caption(esc(" · ".join(filter(None, [formats.moment(one.at), one.by, one.reason]))))


def _texts(kind: CustomerKind, script: Script) -> None:
    for place, (language, name) in zip(st.columns(2), _LANGUAGES.items(), strict=True):
        with place:
            st.text_area(name, getattr(script, language), key=_key(f"{kind.value}_{language}"), height=190)
            told(f"{kind.value}.{language}")


def _key(name: str) -> str:
    return f"script_{name}_{current.remembered(_TURN, 0)}"


def _save(seen: int) -> None:
    settle()
    texts = {
        kind.value: Script(*(str(current.remembered(_key(f"{kind.value}_{code}")) or "") for code in _LANGUAGES))
        for kind in CustomerKind
    }
    reason = str(current.remembered(_key("reason")) or "")
    if perform(rulebook.change, VisitScripts(**texts), reason=reason, seen_version=seen) is not None:
        current.forget(_SEEN)
        current.remember(_TURN, current.remembered(_TURN, 0) + 1)
        current.flash(_("Saved. It holds from now on."))
    elif (met := conflict()) is not None:
        current.remember(_SEEN, met.version)
