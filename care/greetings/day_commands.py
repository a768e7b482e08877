"""Days of one's own, and what is due for service so long after it was bought."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.greetings.named_days import is_day, next_day
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from db import dialect
from db.models import Customer, NamedDay, ServiceInterval

_LONGEST_NAME, _LONGEST_SKU, _LONGEST_INTERVAL = 60, 60, 3_660
_OLDEST_YEAR = 1900


@dataclass(frozen=True)
class NewDay:
    """`code` is 05-21, or in the lunar calendar as care.almanac writes it."""

    name: str
    code: str
    is_lunar: bool = False
    since_year: int | None = None
    industry: str = ""


@dataclass(frozen=True)
class DayRow:
    id: int
    name: str
    code: str
    is_lunar: bool
    since_year: int | None
    industry: str
    next_on: date


@dataclass(frozen=True)
class IntervalRow:
    id: int
    sku: str
    name: str
    days: int


def named_days(session: Session, actor: Actor, *, customer_id: int | None = None) -> tuple[DayRow, ...]:
    """The firm's own, or those of one customer; the next first."""
    actor.require(Permission.GREETING_READ)
    if customer_id is not None:
        _see(session, actor, customer_id, Permission.GREETING_READ)
    kept = (col(NamedDay.customer_id) == customer_id, col(NamedDay.removed_at).is_(None))
    rows = session.exec(select(NamedDay).where(*kept).limit(500)).all()
    today = clock.today()
    found = [_row(row, today) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.next_on, row.id)))


def add_day(session: Session, actor: Actor, *, day: NewDay, customer_id: int | None = None) -> NamedDay:
    """Of the firm, for whoever may change what is kept; of a customer, for whoever greets that customer."""
    if customer_id is None:
        actor.require(Permission.GREETING_TEMPLATES)
    else:
        _see(session, actor, customer_id, Permission.GREETING_SEND)
    _check(day)
    row = NamedDay(
        name=" ".join(day.name.split()), code=day.code, is_lunar=day.is_lunar, since_year=day.since_year,
        industry=day.industry.strip()[:60] if customer_id is None else "", customer_id=customer_id, by_id=actor.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, actor, "greeting.day_added", row)
    return row


def remove_day(session: Session, actor: Actor, day_id: int) -> None:
    """What stands on the list for it is called off in the night; what was sent stays."""
    actor.require(Permission.GREETING_SEND)
    row = session.exec(select(NamedDay).where(col(NamedDay.id) == day_id).with_for_update()).first()
    if row is None or row.removed_at is not None:
        raise NotFound
    if row.customer_id is None:
        actor.require(Permission.GREETING_TEMPLATES)
    else:
        _see(session, actor, row.customer_id, Permission.GREETING_SEND)
    row.removed_at = clock.now()
    audit.record(session, actor, "greeting.day_removed", row)


def service_intervals(session: Session, actor: Actor) -> tuple[IntervalRow, ...]:
    actor.require(Permission.GREETING_READ)
    rows = session.exec(select(ServiceInterval).order_by(col(ServiceInterval.sku)).limit(500))
    return tuple(IntervalRow(row.id, row.sku, row.name, row.days) for row in rows)


def set_interval(session: Session, actor: Actor, *, sku: str, name: str, days: int) -> ServiceInterval:
    """So many days after this was bought its customer hears from us; of each item there is one interval."""
    actor.require(Permission.GREETING_TEMPLATES)
    sku, name = sku.strip(), " ".join(name.split())
    _check_interval(sku, name, days)
    now = clock.now()
    stamps = {"created_at": now, "updated_at": now, "row_version": 1}
    dialect.insert_new(session, ServiceInterval, [{"sku": sku, "name": name, "days": days, **stamps}])
    row = session.exec(select(ServiceInterval).where(col(ServiceInterval.sku) == sku).with_for_update()).one()
    row.name, row.days, row.by_id = name, days, actor.id
    audit.record(session, actor, "greeting.interval_set", row, detail={"sku": sku, "days": days})
    return row


def remove_interval(session: Session, actor: Actor, interval_id: int) -> None:
    actor.require(Permission.GREETING_TEMPLATES)
    row = session.exec(select(ServiceInterval).where(col(ServiceInterval.id) == interval_id).with_for_update()).first()
    if row is None:
        raise NotFound
    audit.record(session, actor, "greeting.interval_removed", row, detail={"sku": row.sku})
    session.delete(row)


def _row(row: NamedDay, today: date) -> DayRow:
    return DayRow(row.id, row.name, row.code, row.is_lunar, row.since_year, row.industry, next_day(row, today))


def _see(session: Session, actor: Actor, customer_id: int, permission: Permission) -> None:
    reach = customers_visible_to(actor, permission)
    if session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, reach)).first() is None:
        raise NotFound


def _check(day: NewDay) -> None:
    problems = {}
    if not 0 < len(day.name.strip()) <= _LONGEST_NAME:
        problems["name"] = _("Please give the day a name.")
    if not is_day(day.code, is_lunar=day.is_lunar):
        problems["code"] = _("There is no such day.")
    if day.since_year is not None and not _OLDEST_YEAR <= day.since_year <= clock.today().year:
        problems["since_year"] = _("This year cannot be right.")
    if problems:
        raise Invalid(problems)


def _check_interval(sku: str, name: str, days: int) -> None:
    problems = {}
    if not 0 < len(sku) <= _LONGEST_SKU:
        problems["sku"] = _("Please enter the code of the item, as orders have it.")
    if not 0 < len(name) <= _LONGEST_NAME:
        problems["name"] = _("Please say what is due then.")
    if not 1 <= days <= _LONGEST_INTERVAL:
        problems["days"] = _("A number from 1 to {most}, please.").format(most=_LONGEST_INTERVAL)
    if problems:
        raise Invalid(problems)
