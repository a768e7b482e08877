"""Spreadsheets brought in: the job, its staged rows, and the column choices it taught us."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class ImportState(StrEnum):
    QUEUED = "queued"
    """Waiting for its turn to be read and checked."""
    READING = "reading"
    READY = "ready"
    """Checked: a person looks at the preview."""
    CONFIRMED = "confirmed"
    """Waiting for its turn to be applied."""
    APPLYING = "applying"
    SETTLING = "settling"
    """Everything is in; what customers' files keep of their orders is being brought in step."""
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
    state: ImportState = Field(default=ImportState.QUEUED, sa_type=Code(ImportState))
    choices: str = "{}"
    """JSON: sheet, header row, mapping, mode, match, what to do with unknown customers."""
    findings: str = "{}"
    """JSON: what was found in the file: sheets, headers, mapping, guesses, rows left out."""
    counts: str = "{}"
    message: str = ""
    rows_done: int = 0
    rows_total: int = 0
    finished_at: datetime | None = None


class ImportRow(Base, table=True):
    """A row of the file as read and checked; None is a blank cell. The kinds share what they share."""

    __tablename__ = "import_rows"

    job_id: int = Field(foreign_key="import_jobs.id", primary_key=True)
    row: int = Field(primary_key=True)
    verdict: Verdict = Field(sa_type=Code(Verdict))
    problems: str = ""
    """JSON: [[column, value, fault], …]."""
    target_id: int | None = None
    """The customer or order that the row meets in the database."""
    changes: str = ""
    """JSON: {field: [old, new]}, the old values being what an undo puts back."""

    number: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    region: str | None = None
    note: str | None = None

    kind: str | None = None
    company: str | None = None
    contact: str | None = None
    title: str | None = None
    phone2: str | None = None
    wechat: str | None = None
    qq: str | None = None
    address: str | None = None
    industry: str | None = None
    scale: str | None = None
    source: str | None = None
    tier: str | None = None
    birthday: date | None = None
    birthday_lunar: str | None = Field(default=None, max_length=8)
    owner_id: int | None = None
    tags: str | None = None
    needs: str | None = None
    preferences: str | None = None
    finance_note: str | None = None

    order_no: str | None = None
    position: int | None = None
    ordered_at: datetime | None = None
    ordered_on: date | None = None
    customer_id: int | None = None
    new_customer: int | None = None
    """The row that describes the customer to be made for this order."""
    sku: str | None = None
    item: str | None = None
    quantity: float | None = None
    price_cents: int | None = Field(default=None, sa_type=BigInteger)
    amount_cents: int | None = Field(default=None, sa_type=BigInteger)
    status: str | None = None
    payment: str | None = None
    store: str | None = None

    said: str | None = None
    """JSON: what a complaint or an inquiry says that no other kind does."""

    # SQLite then keeps the rows in the order of their key: staging appends, deleting a job is one sweep.
    __table_args__ = ({"sqlite_with_rowid": False},)


class ImportMapping(Stamped, table=True):
    """The columns a person confirmed for a header, found again by the header's fingerprint."""

    __tablename__ = "import_mappings"

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    fingerprint: str = Field(unique=True, max_length=64)
    mapping: str
