"""Traces as they are kept: short texts that read back as the same, whatever a part of the firm is called."""

import re

from care.kpis.trace_queries import Trace

TABLE, COLUMNS = "kpi_traces", ("kind", "subject_id", "cuts", "amounts")
_HIDDEN = str.maketrans({"\\": "\\\\", "\n": "\\n"})
_ESCAPE = re.compile(r"\\(.)")


def row(kind: str, subject_id: int, trace: Trace) -> tuple[str, int, str, str]:
    cuts = "\n".join(f"{cut}={key.translate(_HIDDEN)}" for cut, key in trace.cuts)
    amounts = ",".join(f"{place}:{amount}" for place, amount in (trace.amounts or {}).items())
    return kind, subject_id, cuts, amounts


def read(cuts: str, amounts: str) -> Trace:
    pairs = (part.split(":") for part in amounts.split(",") if part)
    return Trace(
        tuple((cut, _told(key)) for cut, _sign, key in (line.partition("=") for line in cuts.split("\n") if line)),
        {int(place): int(amount) for place, amount in pairs},
    )


def _told(key: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], key) if "\\" in key else key
