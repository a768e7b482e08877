"""What an administrator looks at first."""

import streamlit as st

from care.today import Office, OpenImport
from core.i18n import N_, _, ngettext
from core.settings import settings
from db.models import ImportState
from ui import formats, links
from ui.safe import esc

_STATES = {
    ImportState.QUEUED: N_("waiting its turn"),
    ImportState.READING: N_("being read"),
    ImportState.READY: N_("checked, waiting for your word"),
    ImportState.CONFIRMED: N_("waiting its turn"),
    ImportState.APPLYING: N_("being saved"),
    ImportState.SETTLING: N_("being saved"),
    ImportState.REFUSED: N_("refused"),
    ImportState.FAILED: N_("failed"),
}


def show(office: Office) -> None:
    left, right = st.columns(2)
    with left, st.container(border=True, gap="xsmall", height="stretch"):
        _heading(":material/upload_file:", _("Imports on their way"))
        for job in office.imports:
            _import(job)
        if not office.imports:
            st.caption(_("None is open, none has failed."))
    with right, st.container(border=True, gap="xsmall", height="stretch"):
        _heading(":material/badge:", _("Invited, not here yet"))
        _invited(office)


def notice() -> None:
    """Passwords travel in the clear until somebody sets up https."""
    if not settings().tls:
        st.caption(
            ":material/lock_open: "
            + _("Browsers reach this installation without encryption. Before it is used over a network, set up https.")
        )


def _heading(icon: str, words: str) -> None:
    st.markdown(f"{icon} **{esc(words)}**")


def _import(job: OpenImport) -> None:
    icon = ":material/error:" if job.has_failed else ":material/pending:"
    links.link_to("imports/import_file.py", esc(job.file_name), icon=icon, job=str(job.job_id))
    words = [_(_STATES[job.state]), formats.moment(job.at)] if job.state in _STATES else [formats.moment(job.at)]
    if job.rows_total:
        words.append(_("{done} of {total} rows").format(done=job.rows_done, total=job.rows_total))
    st.caption(esc(" · ".join(words)))


def _invited(office: Office) -> None:
    if not office.invited_total:
        st.caption(_("Everybody who was invited has come."))
        return
    st.markdown(esc(_(", ").join(office.invited)))
    more = ngettext("See {n} invitation", "See {n} invitations", office.invited_total)
    links.link_to("admin/people.py", more.format(n=office.invited_total), icon=":material/mail:")
