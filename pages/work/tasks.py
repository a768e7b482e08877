"""For everybody: what I have to do, what I asked others to do, and what my team has open."""

from collections.abc import Callable

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import tasks
from care.tasks import PAGE, TaskPage
from core.i18n import N_, _, ngettext
from ui import formats
from ui.actions import ask
from ui.address import open_one, opened
from ui.current import signed_in
from ui.task_form import give_dialog
from ui.task_parts import drawer, task_list

LISTS = {"mine": N_("Mine"), "given": N_("Given by me"), "team": N_("Team")}
QUESTIONS: dict[str, Callable[..., TaskPage]] = {"mine": tasks.mine, "given": tasks.given, "team": tasks.team}
NOTHING = {
    "mine": N_("Nothing to do. A good moment to call a customer you have not heard from."),
    "given": N_("You have asked nobody to do anything. Give a task, and you are told when it is done."),
    "team": N_("Nobody in your reach has anything to do."),
}


def page() -> None:
    actor = signed_in(Permission.TASK_WORK)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Tasks"), width="content", anchor=False)
        st.space("stretch")
        st.button(_("Give a task"), key="give-task-new", type="primary", icon=":material/add_task:",
                  on_click=open_one, args=("new", 1))  # fmt: skip
    which, done = choose(actor)
    show(which, done=done)
    if opened("new"):
        give_dialog(actor)
    elif task_id := opened("task"):
        drawer(task_id)


def choose(actor: Actor) -> tuple[str, bool]:
    """Which list, open or over; remembered."""
    lists = [name for name in LISTS if name != "team" or actor.scope(Permission.TASK_WORK) is not Scope.OWN]
    with st.container(horizontal=True, vertical_alignment="center", key="task-tools"):
        which = st.segmented_control(
            _("Whose"), lists, default="mine", required=True, format_func=lambda name: _(LISTS[name]),
            key="tasks-whose", label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        done = st.toggle(_("Finished ones"), key="tasks-done", persist_state="session")
    return which if which in lists else "mine", done


def show(which: str, *, done: bool) -> None:
    found = ask(QUESTIONS[which], done=done)
    if found.total > PAGE:
        number = st.pagination(-(-found.total // PAGE), key=f"tasks-page-{which}-{done}")
        found = ask(QUESTIONS[which], done=done, page=number) if number > 1 else found
    if not found.rows:
        st.info(_("Nothing finished yet.") if done else _(NOTHING[which]), icon=":material/sunny:")
        return
    st.caption(counted(found))
    task_list(found.rows, key=f"tasks-{which}")


def counted(found: TaskPage) -> str:
    words = ngettext("{n} task", "{n} tasks", found.total).format(n=formats.number(found.total))
    if not found.overdue:
        return words
    late = ngettext("▲ {n} overdue", "▲ {n} overdue", found.overdue).format(n=formats.number(found.overdue))
    return f"{words} · :red[{late}]"


page()
