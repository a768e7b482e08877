"""The files of a complaint: choose or drop them, fetch them, remove them."""

import streamlit as st

from auth.permissions import Permission
from care import casefile
from care.casefile import FileRow, NewFile
from core.i18n import _
from ui import current, formats
from ui.actions import ask, perform, problems, settle
from ui.downloads import download_link, start_download
from ui.safe import esc
from ui.upload_parts import speak_our_language

_ICONS = {
    "pdf": ":material/picture_as_pdf:",
    "docx": ":material/description:",
    "xlsx": ":material/table:",
    "txt": ":material/notes:",
    "mp3": ":material/audio_file:",
    "m4a": ":material/audio_file:",
    "amr": ":material/audio_file:",
    "mp4": ":material/video_file:",
}
_MEGABYTE = 1024 * 1024


def files_panel(complaint_id: int) -> None:
    rows, may_add = ask(casefile.attachments, complaint_id), current.actor().may(Permission.COMPLAINT_OPEN)
    if rows or may_add:
        st.subheader(_("Files"), anchor=False)
    for row in rows:
        _line(row)
    _offer_waiting_download()
    if may_add:
        _take_in(complaint_id)
    for sentence in current.remembered("files_refused", ()):
        st.error(esc(sentence))
    current.forget("files_refused")


def _line(row: FileRow) -> None:
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                esc(row.name),
                key=f"file_{row.id}",
                icon=_ICONS.get(row.ending, ":material/image:"),
                type="tertiary",
                on_click=_fetch,
                args=(row.id,),
            )
            st.space("stretch")
            if row.may_remove:
                _removal(row)
        st.caption(esc(f"{_size(row.size)} · {formats.moment(row.at)} · {row.by}"))


def _removal(row: FileRow) -> None:
    with st.popover("", icon=":material/delete:", help=_("Remove"), type="tertiary", key=f"drop_{row.id}"):
        st.markdown(_("{name} will be deleted; that it was here stays in the story.").format(name=esc(row.name)))
        st.button(_("Remove"), key=f"remove_{row.id}", type="primary", on_click=_remove, args=(row.id,))


def _size(octets: int) -> str:
    if octets >= _MEGABYTE:
        return f"{octets / _MEGABYTE:.1f} MB"
    return f"{max(1, round(octets / 1024))} KB"


def _fetch(attachment_id: int) -> None:
    if url := perform(casefile.hand_out_attachment, attachment_id):
        current.remember("file_url", url)


def _offer_waiting_download() -> None:
    if url := current.remembered("file_url"):
        current.forget("file_url")
        start_download(url)
        download_link(_("If nothing happens, click here to download."), url)


def _remove(attachment_id: int) -> None:
    if perform(casefile.detach, attachment_id) is not None:
        current.flash(_("Removed."))


def _take_in(complaint_id: int) -> None:
    """Each file is kept at once; what was refused is told, and the box is empty again."""
    turn = current.remembered("files_turn", 0)
    megabytes = casefile.LARGEST // _MEGABYTE
    speak_our_language(refused=_("Too large: at most {mb} MB.").format(mb=megabytes))
    chosen = st.file_uploader(
        _("Photographs, documents, recordings: up to {mb} MB each").format(mb=megabytes),
        accept_multiple_files=True,
        max_upload_size=megabytes,
        key=f"files_{complaint_id}_{turn}",
    )
    if not chosen:
        return
    refused = []
    for one in chosen:
        if perform(casefile.attach, complaint_id, file=NewFile(one.name, one.getvalue())) is None and problems():
            refused.append(_("{field}: {value}").format(field=one.name, value=problems()["file"]))
    settle()
    current.remember("files_refused", refused)
    current.remember("files_turn", turn + 1)
    st.rerun()
