"""The parts of the import screen: steps, what was found, preview, result, history."""

import streamlit as st

from care import imports
from care.imports import Counts, Kind, PastImport, Progress
from core.i18n import N_, _, ngettext
from db.models import ImportState
from ui import formats
from ui.actions import ask
from ui.address import close, open_one
from ui.import_choices import date_order_label
from ui.links import link_to
from ui.menu import SCREENS, screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list

KINDS = {
    Kind.CUSTOMERS: N_("Customers"),
    Kind.ORDERS: N_("Orders"),
    Kind.COMPLAINTS: N_("Complaints"),
    Kind.INQUIRIES: N_("Inquiries"),
    Kind.LEADS: N_("Leads"),
    Kind.REVISITS: N_("Revisits"),
    Kind.SURVEYS: N_("Answers to surveys"),
}
_STATES = {
    ImportState.QUEUED: N_("Waiting"),
    ImportState.READING: N_("Checking"),
    ImportState.READY: N_("Waiting for you"),
    ImportState.CONFIRMED: N_("Waiting"),
    ImportState.APPLYING: N_("Importing"),
    ImportState.SETTLING: N_("Importing"),
    ImportState.DONE: N_("Done"),
    ImportState.REFUSED: N_("Refused"),
    ImportState.FAILED: N_("Failed"),
    ImportState.CANCELLED: N_("Cancelled"),
}
AT_WORK = {
    ImportState.QUEUED, ImportState.READING, ImportState.CONFIRMED, ImportState.APPLYING, ImportState.SETTLING,
}  # fmt: skip
_LEADS = "leads/board.py"
_STEPS = (N_("File"), N_("Columns"), N_("Check"), N_("Done"))


def steps(current: int) -> None:
    """Where one is among the four."""
    shown = [
        f"**{place} {_(name)}**" if place == current else f"{place} {_(name)}" for place, name in enumerate(_STEPS, 1)
    ]
    st.markdown(" › ".join(shown))


def kind_label(kind: Kind) -> str:
    return _(KINDS[kind])


def kind_choice() -> Kind:
    asked = _("What is in the file?")
    chosen = st.segmented_control(
        asked, list(Kind), default=Kind.CUSTOMERS, format_func=kind_label, key="kind", required=True
    )
    return chosen or Kind.CUSTOMERS


@st.fragment(run_every=1)
def watch(job_id: int) -> None:
    """Looks again every second, until there is something to decide or to tell."""
    progress = ask(imports.progress, job_id)
    if progress.state not in AT_WORK:
        st.rerun()
    under_way(progress)


def under_way(progress: Progress) -> None:
    """A bar with counts; the page may be left."""
    done, total = progress.rows_done, max(progress.rows_total, 1)
    share = min(done / total, 1.0) if progress.state is ImportState.READING else None
    label = _("{state} · {done} rows").format(state=_(_STATES[progress.state]), done=formats.number(done))
    if share is None:
        st.status(label, state="running")
    else:
        st.progress(share, label)
    st.caption(_("You may leave this page: the import goes on, and its result waits here."))


def found(progress: Progress) -> None:
    """What the file was taken for, in one line, and what was left out."""
    what = progress.findings
    parts = [esc(what.sheet)] if what.sheet else []
    if what.header_row:
        parts.append(_("header in row {row}").format(row=what.header_row))
    if what.encoding:
        parts.append(esc(what.encoding))
    parts.append(ngettext("{n} row", "{n} rows", progress.counts.rows).format(n=formats.number(progress.counts.rows)))
    st.caption(" · ".join(parts))
    for sentence in _notes(progress):
        st.caption(":material/info: " + sentence)


def _notes(progress: Progress) -> list[str]:
    what, notes = progress.findings, []
    left_out = [*what.totals, *what.signatures, *what.examples]
    if left_out:
        rows = _(", ").join(str(row) for row in sorted(left_out)[:12])
        notes.append(_("Left out as totals, signatures or examples: row {rows}.").format(rows=rows))
    if what.hidden_rows or what.hidden_columns:
        hidden = _("{rows} rows and {columns} columns are hidden in the file; they are imported too.")
        notes.append(hidden.format(rows=what.hidden_rows, columns=what.hidden_columns))
    if what.date_order_guessed:
        order = date_order_label(what.date_order)
        notes.append(_("Dates were read as {order}. Change it below if that is wrong.").format(order=order))
    if progress.same_file_on:
        on = formats.moment(progress.same_file_on)
        notes.append(_("This very file was imported before, on {on}.").format(on=on))
    return notes


def result(progress: Progress) -> None:
    """What came of it, in numbers."""
    counts = progress.counts
    shown = [(_("New"), counts.created), (_("Changed"), counts.updated), (_("Unchanged"), counts.unchanged)]
    shown += [
        (_("Skipped"), counts.skipped),
        (_("To be looked at"), counts.review),
        (_("Rows with errors"), counts.errors),
    ]
    if counts.new_customers:
        shown.insert(1, (_("New customers"), counts.new_customers))
    with st.container(horizontal=True, gap="large"):
        for title, number in shown:
            st.metric(title, formats.number(number), width="content")


def is_flawless(counts: Counts) -> bool:
    return not (counts.errors or counts.review)


def onward(kind: Kind) -> None:
    """To where the new ones are seen."""
    if kind in imports.CASES:
        link_to("complaints/board.py", _("To the complaints"), icon=":material/view_kanban:")
    elif kind is Kind.LEADS and any(known.file == _LEADS for known in SCREENS):
        link_to(_LEADS, _("To the leads"), icon=":material/person_raised_hand:")
    else:
        link_to("customers/directory.py", _("To the customers"), icon=":material/group:")


def another() -> None:
    if st.button(_("Import another file"), key="another", icon=":material/upload_file:"):
        leave()


def leave() -> None:
    close("job")
    st.rerun()


def past_imports(past: list[PastImport]) -> None:
    if not past:
        st.caption(_("Nothing has been imported yet. Start with your customers, then their orders."))
        return
    columns = [
        Column(_("File")),
        Column(_("State")),
        Column(_("When")),
        Column(_("By")),
        Column(_("Kind"), "desk"),
        Column(_("New"), "end desk"),
        Column(_("Changed"), "end desk"),
        Column(_("Rows with errors"), "end desk"),
        Column(_("Note")),
    ]
    if job_id := linked_list(columns, [_past(one) for one in past], key="past-imports"):
        open_one("job", job_id)
        st.rerun()


def _past(one: PastImport) -> ListRow:
    counts = (one.counts.created, one.counts.updated, one.counts.errors)
    words = (_(_STATES[one.state]), formats.moment(one.at), one.by or formats.NOTHING, kind_label(one.kind))
    cells = (one.file_name, *words, *map(formats.number, counts), one.message)
    return ListRow(one.id, f"/{screen('imports/import_file.py').address}?job={one.id}", tuple(map(Cell, cells)))
