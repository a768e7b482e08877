"""For owner and administrators: bring a spreadsheet in, in four steps on one page; the preview is its heart."""

import streamlit as st

from auth.permissions import Permission
from care import imports
from care.imports import Choices, Kind, Progress
from core.errors import Refusal
from core.i18n import _, ngettext
from db.models import ImportState
from ui import current, formats, import_files, import_parts, import_preview
from ui.actions import ask, perform
from ui.address import open_one, opened
from ui.current import signed_in
from ui.import_choices import choose
from ui.safe import esc

_TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"]


def page() -> None:
    signed_in(Permission.IMPORT_RUN)
    st.title(_("Import"))
    if job_id := opened("job"):
        show(ask(imports.progress, job_id))
    else:
        choose_file()
        st.subheader(_("Earlier imports"))
        import_parts.past_imports(ask(imports.history))


def choose_file() -> None:
    import_parts.steps(1)
    kind = import_parts.kind_choice()
    file = import_files.file_box(_TYPES)
    if file is not None:
        begin(kind, file)
    import_files.template(kind)


def begin(kind: Kind, file: object) -> None:
    try:
        upload = imports.receive(current.actor(), file.name, file)  # type: ignore[attr-defined, arg-type]
    except Refusal as refusal:
        st.error(esc(refusal.sentence), icon=":material/block:")
        return
    if job := perform(imports.begin, upload=upload, choices=Choices(kind)):
        go_on(job.id)


def go_on(job_id: int) -> None:
    imports.start_worker()
    open_one("job", job_id)
    st.rerun()


def show(progress: Progress) -> None:
    st.caption(f"{esc(progress.file_name)} · {import_parts.kind_label(progress.kind)}")
    if progress.state in import_parts.AT_WORK:
        import_parts.steps(3 if progress.state is not ImportState.QUEUED else 2)
        import_parts.watch(progress.id)
    elif progress.state is ImportState.READY:
        decide(progress)
    elif progress.state is ImportState.DONE:
        tell(progress)
    else:
        st.error(esc(progress.message or _("This import was cancelled.")), icon=":material/block:")
        import_parts.another()


def decide(progress: Progress) -> None:
    unclear = bool(progress.findings.missing or progress.findings.conflicts)
    import_parts.steps(2 if unclear else 3)
    import_parts.found(progress)
    with st.expander(_("Columns and rules"), expanded=unclear, icon=":material/view_column:"):
        columns(progress)
    if not progress.findings.missing:
        preview(progress)


def columns(progress: Progress) -> None:
    chosen, complaints = choose(progress)
    for complaint in complaints:
        st.warning(complaint, icon=":material/warning:")
    again = st.button(_("Check again"), key="recheck", disabled=bool(complaints), icon=":material/refresh:")
    if again and perform(imports.recheck, progress.id, choices=chosen) is not None:
        go_on(progress.id)


def preview(progress: Progress) -> None:
    import_preview.preview(progress)
    counts = progress.counts
    coming = counts.created + counts.updated
    with st.container(horizontal=True):
        label = ngettext("Import {n} entry", "Import {n} entries", coming).format(n=formats.number(coming))
        sure = st.button(label, type="primary", key="confirm", disabled=not coming or bool(progress.findings.conflicts))
        if sure and perform(imports.confirm, progress.id) is not None:
            go_on(progress.id)
        import_files.failed_rows(progress)
        if st.button(_("Cancel"), key="cancel") and perform(imports.cancel, progress.id) is not None:
            import_parts.leave()


def tell(progress: Progress) -> None:
    import_parts.steps(4)
    import_parts.result(progress)
    if import_parts.is_flawless(progress.counts):
        st.success(_("Everything is in."), icon=":material/check:")
    else:
        st.warning(_("The good rows are in. Some rows were left out."), icon=":material/warning:")
    with st.container(horizontal=True, vertical_alignment="center"):
        import_files.failed_rows(progress)
        import_parts.onward(progress.kind)
        import_parts.another()


page()
