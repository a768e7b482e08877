"""Commands around an import: bring a file, decide about it, let it happen. The work itself is the worker's."""

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import delete
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import imports_visible_to
from care.imports.choices import Choices, load, load_findings
from care.imports.refusals import FileRefused
from care.imports.spreadsheet.limits import MAX_BYTES, Fault
from core import clock, i18n
from core.errors import NotFound, Refusal
from core.i18n import _
from core.settings import settings
from db.models import ImportJob, ImportMapping, ImportRow, ImportState

_CHANGEABLE = (ImportState.READY, ImportState.REFUSED)
_STOPPABLE = (ImportState.QUEUED, ImportState.READY, ImportState.CONFIRMED, ImportState.REFUSED)


class NotNow(Refusal):
    """The import is in a state in which this cannot be done."""

    def __init__(self) -> None:
        super().__init__(_("This import is no longer waiting for you. Please look at its result."))


class NothingToImport(Refusal):
    def __init__(self) -> None:
        super().__init__(_("No row of this file can be imported as it is. Please correct the columns or the file."))


@dataclass(frozen=True)
class Upload:
    """A file kept in the data folder under a name that says nothing."""

    path: Path
    name: str
    sha256: str


def receive(actor: Actor, name: str, file: BinaryIO) -> Upload:
    """Write an upload to disk at once; no transaction is open meanwhile."""
    actor.require(Permission.IMPORT_RUN)
    folder = settings().uploads_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as kept:
        path.chmod(0o600)
        while chunk := file.read(1 << 20):
            size += len(chunk)
            if size > MAX_BYTES:
                break
            digest.update(chunk)
            kept.write(chunk)
    if not 0 < size <= MAX_BYTES:
        path.unlink()
        raise FileRefused(Fault.TOO_LARGE if size else Fault.EMPTY)
    return Upload(path, Path(name.replace("\\", "/")).name[:200] or "-", digest.hexdigest())


def begin(session: Session, actor: Actor, *, upload: Upload, choices: Choices) -> ImportJob:
    """Queue an upload to be read and checked."""
    actor.require(Permission.IMPORT_RUN)
    job = ImportJob(
        by_id=actor.id,
        kind=choices.kind.value,
        file_name=upload.name,
        file_path=upload.path.name,
        file_sha256=upload.sha256,
        choices=replace(choices, language=choices.language or actor.language or i18n.language()).dump(),
    )
    session.add(job)
    session.flush()
    audit.record(session, actor, "import.uploaded", job, detail={"kind": job.kind, "sha256": job.file_sha256[:16]})
    return job


def recheck(session: Session, actor: Actor, job_id: int, *, choices: Choices) -> ImportJob:
    """Check the same file again with other choices; a confirmed mapping is remembered for files like it."""
    job = _find(session, actor, job_id, _CHANGEABLE)
    job.choices = choices.dump()
    job.state = ImportState.QUEUED
    job.message, job.rows_done = "", 0
    if choices.mapping:
        _remember(session, job, choices)
    return job


def confirm(session: Session, actor: Actor, job_id: int) -> ImportJob:
    """Let the good rows of a checked file come in."""
    job = _find(session, actor, job_id, (ImportState.READY,))
    counts: dict[str, int] = json.loads(job.counts)
    if not counts.get("rows") or counts["rows"] == counts["errors"]:
        raise NothingToImport
    job.state = ImportState.CONFIRMED
    audit.record(session, actor, "import.confirmed", job, detail={"counts": counts})
    return job


def cancel(session: Session, actor: Actor, job_id: int) -> ImportJob:
    """Give an import up; nothing of it was in force."""
    job = _find(session, actor, job_id, _STOPPABLE)
    job.state = ImportState.CANCELLED
    job.finished_at = clock.now()
    session.execute(delete(ImportRow).where(col(ImportRow.job_id) == job.id))
    audit.record(session, actor, "import.cancelled", job)
    return job


def file_of(job: ImportJob) -> Path:
    return settings().uploads_dir / Path(job.file_path).name


def choices_of(job: ImportJob) -> Choices:
    return load(job.choices)


def _find(session: Session, actor: Actor, job_id: int, states: tuple[ImportState, ...]) -> ImportJob:
    actor.require(Permission.IMPORT_RUN)
    visible = select(ImportJob).where(col(ImportJob.id) == job_id, imports_visible_to(actor))
    job = session.exec(visible.with_for_update()).first()
    if job is None:
        raise NotFound
    if job.state not in states:
        raise NotNow
    return job


def _remember(session: Session, job: ImportJob, choices: Choices) -> None:
    found = load_findings(job.findings)
    chosen: dict[int, str] = choices.mapping or {}
    by_header: dict[str, Any] = {column.header: chosen.get(column.index, "") for column in found.columns}
    if not found.fingerprint or choices.sheet != found.sheet:
        return
    kept = session.exec(select(ImportMapping).where(col(ImportMapping.fingerprint) == found.fingerprint)).first()
    kept = kept or ImportMapping(kind=job.kind, fingerprint=found.fingerprint, mapping="")
    kept.mapping = json.dumps(by_header, ensure_ascii=False)
    session.add(kept)
