"""Traces as they are kept: short texts that read back as the same."""

from care.kpis.trace_queries import Trace


def row(kind: str, subject_id: int, trace: Trace) -> tuple[str, int, str, str]:
    cuts = "\n".join(f"{cut}={key}" for cut, key in trace.cuts)
    amounts = ",".join(f"{place}:{amount}" for place, amount in (trace.amounts or {}).items())
    return kind, subject_id, cuts, amounts


def read(cuts: str, amounts: str) -> Trace:
    pairs = (part.split(":") for part in amounts.split(",") if part)
    return Trace(
        tuple((cut, key) for cut, _sign, key in (line.partition("=") for line in cuts.split("\n") if line)),
        {int(place): int(amount) for place, amount in pairs},
    )
