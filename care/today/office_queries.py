"""What an administrator looks at first: imports on their way, people who have not come yet, first steps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import imports_visible_to
from core import clock
from core.errors import NotAllowed
from db.models import Customer, ImportJob, ImportState, User, UserStatus

_SHOWN = 8
_FAILED_SINCE = timedelta(days=7)
_OVER = (ImportState.DONE, ImportState.CANCELLED)
_FAILED = (ImportState.FAILED, ImportState.REFUSED)


@dataclass(frozen=True)
class OpenImport:
    job_id: int
    file_name: str
    state: ImportState
    at: datetime
    rows_done: int
    rows_total: int

    @property
    def has_failed(self) -> bool:
        return self.state in _FAILED


@dataclass(frozen=True)
class Office:
    imports: tuple[OpenImport, ...]
    invited: tuple[str, ...]
    """Names of those who were invited and have not come."""
    invited_total: int


@dataclass(frozen=True)
class FirstSteps:
    """How far the firm has come with setting up: the same for everybody, whoever's the customers are."""

    has_customers: bool
    colleagues: int


def office(session: Session, actor: Actor) -> Office:
    actor.require(Permission.PEOPLE_MANAGE)
    invited = select(User.name).where(User.status == UserStatus.INVITED).order_by(col(User.created_at))
    names = session.exec(invited).all()
    return Office(_imports(session, actor), tuple(names[:_SHOWN]), len(names))


def _imports(session: Session, actor: Actor) -> tuple[OpenImport, ...]:
    is_open = col(ImportJob.state).not_in((*_OVER, *_FAILED))
    failed_lately = col(ImportJob.state).in_(_FAILED) & (col(ImportJob.created_at) >= clock.now() - _FAILED_SINCE)
    jobs = select(ImportJob).where(imports_visible_to(actor), is_open | failed_lately)
    newest = session.exec(jobs.order_by(col(ImportJob.id).desc()).limit(_SHOWN))
    return tuple(
        OpenImport(job.id, job.file_name, job.state, job.created_at, job.rows_done, job.rows_total) for job in newest
    )


def first_steps(session: Session, actor: Actor) -> FirstSteps:
    if not (actor.may(Permission.CUSTOMER_READ) or actor.may(Permission.KPI_READ)):
        raise NotAllowed
    there = select(Customer.id).where(col(Customer.deleted_at).is_(None)).limit(1)
    others = select(func.count()).select_from(User).where(User.status != UserStatus.DISABLED, User.id != actor.id)
    return FirstSteps(session.exec(there).first() is not None, session.exec(others).one())
