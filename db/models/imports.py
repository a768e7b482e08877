"""Spreadsheets brought in: the job, its staged rows, and the column choices it taught us."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class ImportState(StrEnum):
    UPLOADED = "uploaded"
    QUEUED = "queued"
    READING = "reading"
    READY = "ready"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    REVIEW = "review"
    SKIP = "skip"
    ERROR = "error"


class ImportJob(Stamped, table=True):
    __tablename__ = "import_jobs"

    id: int = Field(default=None, primary_key=True)
    by_id: int | None = Field(default=None, foreign_key="users.id")
    kind: str = Field(max_length=20)
    file_name: str = Field(max_length=200)
    file_path: str = Field(default="", max_length=300)
    file_sha256: str = Field(index=True, max_length=64)
    state: ImportState = Field(default=ImportState.UPLOADED, sa_type=Code(ImportState))
    choices: str = "{}"
    """JSON: sheet, header row, mapping, mode, match, what to do with unknown customers."""
    counts: str = "{}"
    message: str = ""
    rows_done: int = 0
    rows_total: int = 0
    worker_pid: int | None = None
    heartbeat_at: datetime | None = None
    finished_at: datetime | None = None


class ImportRow(Base, table=True):
    __tablename__ = "import_rows"

    job_id: int = Field(foreign_key="import_jobs.id", primary_key=True)
    row: int = Field(primary_key=True)
    values: str = "{}"
    problems: str = "[]"
    verdict: Verdict = Field(sa_type=Code(Verdict), index=True)
    target_id: int | None = None
    before: str = "{}"


class ImportMapping(Stamped, table=True):
    """The columns a person confirmed for a header, found again by the header's fingerprint."""

    __tablename__ = "import_mappings"

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    fingerprint: str = Field(unique=True, max_length=64)
    mapping: str
