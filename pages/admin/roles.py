"""For owner, administrators and the auditor: what each role may do, and to whose rows."""

import pandas as pd
import streamlit as st

from auth.meanings import MEANINGS
from auth.permissions import MATRIX, Permission, scope_of
from core.i18n import _
from db.models import Role
from ui import labels
from ui.current import signed_in


def page() -> None:
    signed_in(Permission.ROLES_READ)
    st.title(_("Permissions"))
    st.caption(
        _("Own: what one is responsible for. Own team: the same, and one's team's. All: everybody's. —: not at all.")
    )
    table = matrix()
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        column_config={table.columns[0]: st.column_config.TextColumn(pinned=True, width="medium")},
    )


def matrix() -> pd.DataFrame:
    """One line a permission, one column a role: the very table that every command asks."""
    columns = {_("What"): [_(MEANINGS[permission]) for permission in MATRIX]}
    for role in Role:
        columns[labels.role(role)] = [labels.scope(scope_of(role, permission)) for permission in MATRIX]
    return pd.DataFrame(columns)


page()
