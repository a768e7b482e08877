"""What is known of imports: how far one is, what it would do or did, which came before."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import imports_visible_to
from care.customers import phone_digits
from care.imports import complaint_choices, lead_choices
from care.imports.choices import Choices, Findings, load, load_findings
from care.imports.kinds import CASES, Kind
from care.imports.problems import Fault, Problem
from care.imports.settling import Counts
from core.errors import NotFound
from db.models import ImportJob, ImportRow, ImportState, User, Verdict

PAGE = 50
_HISTORY = 50


@dataclass(frozen=True)
class Progress:
    """An import as it stands."""

    id: int
    kind: Kind
    file_name: str
    state: ImportState
    rows_done: int
    rows_total: int
    message: str
    counts: Counts
    findings: Findings
    choices: Choices
    same_file_on: datetime | None
    """When this very file came in before, if it did."""


@dataclass(frozen=True)
class PreviewRow:
    row: int
    verdict: Verdict
    who: str
    what: str
    changes: tuple[tuple[str, str, str], ...]
    """Field, old value, new value."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Preview:
    rows: tuple[PreviewRow, ...]
    total: int
    by_verdict: dict[Verdict, int]


@dataclass(frozen=True)
class PastImport:
    id: int
    at: datetime
    file_name: str
    kind: Kind
    state: ImportState
    by: str
    counts: Counts
    message: str


def progress(session: Session, actor: Actor, job_id: int) -> Progress:
    """How far this import is."""
    job = _visible(session, actor, job_id)
    earlier = select(func.max(col(ImportJob.finished_at))).where(
        col(ImportJob.file_sha256) == job.file_sha256,
        col(ImportJob.kind) == job.kind,
        col(ImportJob.state) == ImportState.DONE,
        col(ImportJob.id) != job.id,
    )
    return Progress(
        id=job.id,
        kind=Kind(job.kind),
        file_name=job.file_name,
        state=job.state,
        rows_done=job.rows_done,
        rows_total=job.rows_total,
        message=job.message,
        counts=Counts(**json.loads(job.counts)),
        findings=load_findings(job.findings),
        choices=load(job.choices),
        same_file_on=session.execute(earlier).scalar_one_or_none(),
    )


def preview(session: Session, actor: Actor, job_id: int, *, verdict: Verdict | None = None, page: int = 1) -> Preview:
    """The staged rows, fifty at a time: this is what applying will do."""
    job = _visible(session, actor, job_id)
    query = select(col(ImportRow.verdict), func.count()).where(col(ImportRow.job_id) == job_id)
    found = session.execute(query.group_by(col(ImportRow.verdict))).all()
    counted = {Verdict(one): rows for one, rows in found}
    of_job = select(ImportRow).where(col(ImportRow.job_id) == job_id)
    if verdict is not None:
        of_job = of_job.where(col(ImportRow.verdict) == verdict)
    rows = session.exec(of_job.order_by(col(ImportRow.row)).offset((page - 1) * PAGE).limit(PAGE)).all()
    shown = tuple(_shown(row, Kind(job.kind)) for row in rows)
    return Preview(shown, counted.get(verdict, 0) if verdict else sum(counted.values()), counted)


def errors(session: Session, actor: Actor, job_id: int) -> list[Problem]:
    """Every fault of every row that does not come in because of one."""
    _visible(session, actor, job_id)
    failing = select(col(ImportRow.row), col(ImportRow.problems)).where(
        col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.ERROR
    )
    found = session.execute(failing.order_by(col(ImportRow.row)))
    return [problem for row, packed in found for problem in unpacked(row, packed)]


def held_back(session: Session, actor: Actor, job_id: int) -> dict[int, tuple[Problem, ...]]:
    """The rows that a person has to look at: errors and reviews, by row number."""
    _visible(session, actor, job_id)
    rows = select(col(ImportRow.row), col(ImportRow.problems)).where(
        col(ImportRow.job_id) == job_id, col(ImportRow.verdict).in_([Verdict.ERROR, Verdict.REVIEW])
    )
    return {row: unpacked(row, packed) for row, packed in session.execute(rows.order_by(col(ImportRow.row)))}


def source(session: Session, actor: Actor, job_id: int) -> ImportJob:
    """The job itself, for those of this capability that read its file again."""
    return _visible(session, actor, job_id)


def history(session: Session, actor: Actor) -> list[PastImport]:
    """The latest imports, newest first."""
    query = (
        select(ImportJob, col(User.name))
        .join(User, col(User.id) == col(ImportJob.by_id), isouter=True)
        .where(imports_visible_to(actor))
        .order_by(col(ImportJob.id).desc())
        .limit(_HISTORY)
    )
    return [
        PastImport(
            job.id,
            job.created_at,
            job.file_name,
            Kind(job.kind),
            job.state,
            name or "",
            Counts(**json.loads(job.counts)),
            job.message,
        )
        for job, name in session.execute(query)
    ]


def unpacked(row: int, packed: str) -> tuple[Problem, ...]:
    if not packed:
        return ()
    return tuple(Problem(row, column, value, Fault(fault)) for column, value, fault in json.loads(packed))


def _visible(session: Session, actor: Actor, job_id: int) -> ImportJob:
    actor.require(Permission.IMPORT_RUN)
    job = session.exec(select(ImportJob).where(col(ImportJob.id) == job_id, imports_visible_to(actor))).first()
    if job is None:
        raise NotFound
    return job


def _shown(row: ImportRow, kind: Kind) -> PreviewRow:
    changes: dict[str, list[Any]] = json.loads(row.changes) if row.changes else {}
    is_customer = kind is Kind.CUSTOMERS
    said = (phone_digits(row.phone or ""), row.email, row.region) if is_customer else (row.order_no, row.item)
    told = _TOLD.get(kind, _as_it_is)
    return PreviewRow(
        row=row.row,
        verdict=row.verdict,
        who=" ".join(filter(None, (row.name, row.number))),
        what=" · ".join(filter(None, said)),
        changes=tuple((code, told(code, old), told(code, new)) for code, (old, new) in changes.items()),
        problems=unpacked(row.row, row.problems),
    )


def _as_it_is(_code: str, value: Any) -> str:
    return "" if value is None else str(value)


_TOLD = dict.fromkeys(CASES, complaint_choices.shown) | {Kind.LEADS: lead_choices.shown}
