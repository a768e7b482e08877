"""For owner, administrators and the auditor: everything that is set once and looked at now and then, on one page."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from core.i18n import N_, _
from ui import links, menu
from ui.current import signed_in

# What stands behind each: in the order in which a new firm comes to them.
_BEHIND = {
    "imports/import_file.py": N_("Customers, orders, complaints, leads, visits and answers from Excel and CSV files."),
    "admin/people.py": N_("Who works here, in which team and role; invitations, sessions, calendars let out."),
    "admin/calendar.py": N_("Office hours, public holidays, make-up days: what working time means here."),
    "admin/targets.py": N_("How soon each kind of complaint is answered and solved, and who is told when it is not."),
    "admin/web_form.py": N_("The page on which strangers leave their number: opened or closed, its address and code."),
    "admin/small_policies.py": N_("When a cause recurs, how customers are asked, who is lost, how numbers are told."),
    "leads/rules.py": N_("To whom new leads go by themselves: by source, region, load, or one after another."),
    "admin/revisits.py": N_("How often customers are visited, how soon again when nobody answers, and what is said."),
    "admin/jobs.py": N_("What runs by itself, when it last ran and what came of it."),
    "admin/audit_log.py": N_("Who did what and when, in a log that cannot be changed."),
    "admin/roles.py": N_("What each role may do, and to whose customers."),
}


def page() -> None:
    actor = signed_in(Permission.ROLES_READ)
    st.title(_("Settings"), anchor=False)
    shown = [(file, words) for file, words in _BEHIND.items() if _opens(actor, file)]
    for first in range(0, len(shown), 2):
        for place, (file, words) in zip(st.columns(2), shown[first : first + 2], strict=False):
            with place:
                card(file, words)


def card(file: str, words: str) -> None:
    screen = menu.screen(file)
    with st.container(border=True, gap="xsmall", height="stretch"):
        links.link_to(file, _(screen.title), icon=screen.icon)
        st.caption(_(words))


def _opens(actor: Actor, file: str) -> bool:
    permission = menu.screen(file).permission
    return permission is None or actor.may(permission)


page()
