"""The form that gives a task: to oneself or a colleague, about something or nothing."""

from datetime import datetime, time, timedelta

import streamlit as st

from auth.actor import Actor
from care import tasks
from care.tasks import NewTask
from core import clock
from core.i18n import _
from core.settings import settings
from db.models import Subject
from ui import actions
from ui.address import opened
from ui.dialog_parts import told
from ui.task_parts import close_drawer, person_select, settled

_END_OF_WORK = time(18)


def give_dialog(actor: Actor) -> None:
    @st.dialog(_("Give a task"), on_dismiss=close_drawer)
    def dialog() -> None:
        names = {each.id: each.name for each in actions.ask(tasks.people)}
        with st.form("give-task", border=False):
            task = _new_task(names, actor)
            sent = st.form_submit_button(_("Give the task"), type="primary", width="stretch")
        if sent:
            settled(actions.perform(tasks.give, task=task), _("The task is given."))

    dialog()


def _new_task(names: dict[int, str], actor: Actor) -> NewTask:
    title = st.text_input(_("What is to be done?"), key="give-title", max_chars=300)
    told("title")
    to = person_select(_("To whom"), names, key="give-to", chosen=actor.id)
    told("assignee")
    with st.container(horizontal=True):
        day = st.date_input(_("Due"), value=clock.today() + timedelta(days=1), key="give-day", format="YYYY-MM-DD")
        hour = st.time_input(_("Time"), value=_END_OF_WORK, key="give-time", step=timedelta(minutes=30))
    told("due_at")
    subject, subject_id = _from_address()
    about = ""
    if subject is None:
        about = st.text_input(_("About (optional)"), key="give-about", max_chars=30,
                              placeholder=_("Number of a complaint or a customer"))  # fmt: skip
        told("about")
    due_at = datetime.combine(day, hour or _END_OF_WORK, settings().time_zone)
    return NewTask(title, to or 0, due_at, about=about, subject=subject, subject_id=subject_id)


def _from_address() -> tuple[Subject | None, int | None]:
    """Another screen sent the reader here to give a task about what it shows."""
    for subject, name in ((Subject.COMPLAINT, "complaint"), (Subject.CUSTOMER, "customer")):
        if (id_ := opened(name)) is not None:
            return subject, id_
    return None, None
