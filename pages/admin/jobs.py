"""For owner, administrators and the auditor: what runs by itself, whether it went well, and when it runs next."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import jobs
from care.jobs import JobRow
from core.i18n import _, ngettext
from ui import current, formats
from ui.actions import ask, perform
from ui.current import signed_in
from ui.safe import esc

LOOK_AGAIN = 5
"""Seconds: whoever started something waits for its result."""


def page() -> None:
    actor = signed_in(Permission.JOB_READ)
    st.title(_("Schedule"), anchor=False)
    st.caption(_("What Guanjia does by itself. Each job is run by one server, however many there are."))
    show(actor)


@st.fragment(run_every=LOOK_AGAIN)
def show(actor: Actor) -> None:
    signed_in(Permission.JOB_READ)
    current.show_flash()
    for row in ask(jobs.overview):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"job-{row.name}"):
            with st.container(gap="xxsmall"):
                st.markdown(f"**{esc(_(row.label))}** &nbsp; {state(row)}")
                st.caption(esc(" · ".join(facts(row))))
                if row.error:
                    st.caption(f":red[{esc(failure(row))}]")
            if actor.may(Permission.SETTINGS_CHANGE):
                st.button(_("Run now"), key=f"run-{row.name}", icon=":material/play_arrow:",
                          disabled=row.is_running or row.next_at is None, on_click=start, args=(row.name,))  # fmt: skip


def start(name: str) -> None:
    if perform(jobs.run_now, name):
        jobs.wake()
        current.flash(_("It runs in a few seconds."))


def state(row: JobRow) -> str:
    """A shape, a word and a colour."""
    word, colour = _("✓ went well"), "green"
    if row.is_running:
        word, colour = _("◔ running"), "orange"
    elif row.failures:
        word, colour = _("▲ failing"), "red"
    elif row.is_late:
        word, colour = _("▲ waiting, nothing runs it"), "orange"
    elif row.ended_at is None:
        word, colour = _("– has not run yet"), "gray"
    return f":{colour}-badge[{esc(word)}]"


def facts(row: JobRow) -> list[str]:
    said = [row.rhythm.in_words()]
    if row.ended_at is not None:
        said.append(_("last run {moment}").format(moment=formats.near(row.ended_at)))
        if not row.error:
            said.append(ngettext("{n} thing done", "{n} things done", row.count).format(n=formats.number(row.count)))
    said.append(_("next run {moment}").format(moment=formats.near(row.next_at)))
    return said


def failure(row: JobRow) -> str:
    """What is stored is the kind of the fault and the reference under which the log tells it whole."""
    fault, _space, reference = row.error.partition(" ")
    known = {
        "MailServerDown": _("The mail server cannot be reached, or does not let us in."),
        "OperationalError": _("The database was busy or away."),
    }
    times = ngettext("Failed once.", "Failed {n} times in a row.", row.failures).format(n=formats.number(row.failures))
    return f"{times} {known.get(fault, fault)} " + _("The log has more under {reference}.").format(reference=reference)


page()
