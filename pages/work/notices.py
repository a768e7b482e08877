"""For everybody: what one was told, the newest first, each a way to what it is about."""

import streamlit as st

from auth.permissions import Permission
from care import notices
from care.notices import PAGE, Inbox
from core.i18n import _, ngettext
from ui import formats, links
from ui.actions import ask
from ui.current import signed_in
from ui.notice_parts import mark_all_read, notice_list


def page() -> None:
    signed_in(Permission.TASK_WORK)
    found = ask(notices.inbox)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Notices"), width="content", anchor=False)
        st.space("stretch")
        if found.unread:
            st.button(_("Mark all read"), key="all-read", icon=":material/done_all:", on_click=mark_all_read)
    if found.total > PAGE:
        number = st.pagination(-(-found.total // PAGE), key="notices-page")
        found = ask(notices.inbox, page=number) if number > 1 else found
    show(found)


def show(found: Inbox) -> None:
    if not found.rows:
        st.info(_("Nothing yet. Here you are told what needs you."), icon=":material/notifications:")
        return
    st.caption(ngettext("{n} notice", "{n} notices", found.total).format(n=formats.number(found.total)))
    if way := notice_list(found.rows):
        links.to(way.file, **way.query)


page()
