"""The heart of the import screen: every row with what will happen to it, by verdict and page."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from care import imports
from care.imports import PAGE, Kind, Preview, PreviewRow, Progress
from core.i18n import N_, _
from db.models import Verdict
from ui import formats
from ui.actions import ask
from ui.import_choices import field_label

_VERDICTS = {
    Verdict.CREATE: N_("＋ New"),
    Verdict.UPDATE: N_("✎ Changed"),
    Verdict.UNCHANGED: N_("＝ Unchanged"),
    Verdict.REVIEW: N_("？ To be looked at"),
    Verdict.ERROR: N_("▲ Error"),
    Verdict.SKIP: N_("– Skipped"),
}


def preview(progress: Progress) -> None:
    """The staged rows, by verdict and page: this is what will happen."""
    everything = ask(imports.preview, progress.id)
    verdict = verdict_filter(everything, progress.id)
    found = ask(imports.preview, progress.id, verdict=verdict) if verdict else everything
    pages = -(-found.total // PAGE)
    if pages > 1:
        number = st.pagination(pages, key=f"preview-{progress.id}-{verdict}")
        found = ask(imports.preview, progress.id, verdict=verdict, page=number)
    preview_table(found, progress.kind)
    if progress.counts.errors or progress.counts.review:
        st.caption(
            _("Rows with errors and rows to be looked at stay out; download them, correct them, import them again.")
        )


def verdict_filter(preview: Preview, job_id: int) -> Verdict | None:
    options = [verdict for verdict in Verdict if preview.by_verdict.get(verdict)]
    if not options:
        return None
    return st.segmented_control(
        _("Show"),
        options,
        format_func=lambda one: f"{_(_VERDICTS[one])} {formats.number(preview.by_verdict[one])}",
        key=f"verdict-{job_id}",
        label_visibility="collapsed",
    )


def preview_table(preview: Preview, kind: Kind) -> None:
    label = field_label(kind)
    st.dataframe(
        pd.DataFrame([_line(row, label) for row in preview.rows], columns=["row", "verdict", "who", "what", "note"]),
        hide_index=True,
        width="stretch",
        column_config={
            "row": st.column_config.NumberColumn(_("Row"), width=56, format="%d"),
            "verdict": st.column_config.TextColumn(_("What happens"), width=110),
            "who": st.column_config.TextColumn(_("Customer")),
            "what": st.column_config.TextColumn(_("Content")),
            "note": st.column_config.TextColumn(_("Changes and problems"), width=560),
        },
    )


def _line(row: PreviewRow, label: Callable[[str], str]) -> dict[str, object]:
    changes = [f"{label(code)}: {old or '—'} → {new}" for code, old, new in row.changes if new]
    problems = [f"{p.column} “{p.value}” {p.message} {p.hint}".strip() for p in row.problems]
    note = "; ".join([*problems, *changes])
    return {"row": row.row, "verdict": _(_VERDICTS[row.verdict]), "who": row.who, "what": row.what, "note": note}
