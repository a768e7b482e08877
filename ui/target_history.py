"""Who changed which complaint targets, when and why."""

from collections.abc import Sequence

import streamlit as st

from care.rulebook import PolicyChange
from core.i18n import _
from ui import formats, target_labels
from ui.safe import esc


def history(changes: Sequence[PolicyChange]) -> None:
    if not changes:
        st.caption(_("Nobody has changed these numbers yet: they are those the product came with."))
    for change in changes:
        with st.container(border=True, gap="xsmall", key=f"targets-version-{change.version}"):
            version = _("Version {n}").format(n=change.version)
            st.markdown(f"**{esc(version)}** · {esc(change.reason)}")
            st.caption(f"{formats.moment(change.at)} · {esc(change.by or _('System'))}")
            for one in change.changes:
                before, after = (target_labels.value(one.path, stored) for stored in (one.before, one.after))
                st.markdown(esc(target_labels.said(one.path, f"{before} → {after}")))
