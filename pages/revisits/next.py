"""For whoever calls customers today: one after the other, each with their story, what to say and one form."""

import streamlit as st

from auth.permissions import Permission
from care import customers, revisits
from care.revisits import Queue, Visit
from core.i18n import _
from db.models import VisitState
from ui import links, revisit_labels, visit_dialogs, visit_form, visit_queue, visit_story
from ui.actions import ask
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    actor = signed_in(Permission.REVISIT_WORK)
    with st.container(horizontal=True, vertical_alignment="center", key="visits-title"):
        st.title(_("Next revisit"), anchor=False, width="content")
        only_own = visit_queue.whose(actor)
    queue = ask(revisits.queue, only_own=only_own)
    visit_queue.how_many(queue)
    revisit_id = visit_queue.present(queue)
    if revisit_id is None:
        nothing_due()
        return
    visit = ask(revisits.visit, revisit_id)
    if not visit.may_work:
        over(visit)
        return
    work(visit, queue)
    visit_dialogs.open_asked(visit)


def work(visit: Visit, queue: Queue) -> None:
    file = ask(customers.profile, visit.customer_id)
    left, right = st.columns(2, gap="large")
    with left:
        visit_story.who(file, visit)
        visit_story.script(visit)
        visit_story.before(file, visit)
    with right, st.container(key="visit-work"):
        visit_form.visit_form(visit)
        otherwise(visit)
        visit_queue.after_it(queue, visit.id)


def otherwise(visit: Visit) -> None:
    with st.container(horizontal=True, gap="small", key="visit-otherwise"):
        st.button(
            _("Later"), key="visit_later", icon=":material/low_priority:", on_click=visit_queue.put_off,
            args=(visit.id,), shortcut="Alt+N",
        )  # fmt: skip
        for what, label, icon in (
            ("day", _("Another day"), ":material/event:"),
            ("skip", _("Leave out"), ":material/event_busy:"),
        ):
            st.button(label, key=f"visit_{what}", icon=icon, on_click=visit_dialogs.begin, args=(what,))


def nothing_due() -> None:
    st.success(_("All revisits up to today are made. The next ones come by themselves."), icon=":material/task_alt:")
    links.link_to("customers/directory.py", _("Customers"), icon=":material/group:")


def over(visit: Visit) -> None:
    """Somebody was quicker, or it is somebody else's to make."""
    if visit.state is VisitState.OPEN:
        st.warning(_("You may look at this revisit and not make it."), icon=":material/block:")
    else:
        words = _("This revisit is over: {state}.").format(state=revisit_labels.state(visit.state))
        st.info(" ".join(filter(None, [words, esc(visit.done_by)])), icon=":material/task_alt:")
    st.button(_("To the next one"), key="visit_go_on", on_click=visit_queue.go_on, args=(visit.id,), type="primary")


page()
