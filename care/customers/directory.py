"""The list of customers: searched, filtered, sorted, a page of fifty at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from auth.actor import Actor
from care import rulebook
from care.customers.contentment import discontent_among
from care.customers.lifecycle import LifecyclePolicy, Purchases, lifecycle
from care.customers.looking import COUNTED, Sort, look
from care.customers.phones import mask_phone
from care.customers.selection import DirectoryFilters, terms
from core import clock
from db.models import Customer, Lifecycle, Tier, User

PER_PAGE = 50
_FURTHEST = 2_000


@dataclass(frozen=True)
class Line:
    id: int
    number: str
    name: str
    company: str
    tier: Tier
    lifecycle: Lifecycle
    mobile: str
    """Masked."""
    region: str
    owner: str
    last_order_on: date | None
    revenue_cents: int
    has_consent: bool
    created_at: datetime


@dataclass(frozen=True)
class Directory:
    lines: tuple[Line, ...]
    total: int
    is_counted: bool
    """False: there are more than `total`."""
    page: int
    pages: int


def directory(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    filters: DirectoryFilters | None = None,
    sort: Sort = Sort.RECENT,
    page: int = 1,
) -> Directory:
    """Customers the actor may see."""
    seen = look(session, actor, filters or DirectoryFilters(), terms(search), sort)
    page = min(max(page, 1), _FURTHEST)
    few = seen.few()
    if few is None:
        ids = seen.page_of_many(PER_PAGE, offset=(page - 1) * PER_PAGE)
        total, pages = COUNTED, page + 10 if len(ids) == PER_PAGE else page
    else:
        total, pages = len(few), max(1, -(-len(few) // PER_PAGE))
        page = min(page, pages)
        ids = seen.in_order(few)[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Directory(_lines(session, ids), total, few is not None, page, pages)


def _lines(session: Session, ids: list[int]) -> tuple[Line, ...]:
    customer, owner = Customer.__table__.c, User.__table__.c  # type: ignore[attr-defined]
    columns = [
        customer[name]
        for name in (
            "id", "number", "name", "company", "tier", "mobile", "region", "last_order_on", "revenue_cents",
            "has_consent", "created_at", "first_order_on", "third_last_order_on", "lapses_on",
        )
    ]  # fmt: skip
    joined = Customer.__table__.outerjoin(User.__table__, owner.id == customer.owner_id)  # type: ignore[attr-defined]
    rows = session.execute(
        select(*columns, func.coalesce(owner.name, "").label("owner")).select_from(joined).where(customer.id.in_(ids))
    )
    today, poor = clock.today(), discontent_among(session, ids)
    policy = rulebook.in_force(session, LifecyclePolicy)
    by_id = {row.id: _line(row, today, policy, is_discontent=row.id in poor) for row in rows}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _line(row: Row[Any], today: date, policy: LifecyclePolicy, *, is_discontent: bool) -> Line:
    bought = Purchases(
        first_on=row.first_order_on,
        last_on=row.last_order_on,
        third_last_on=row.third_last_order_on,
        lapses_on=row.lapses_on,
        is_discontent=is_discontent,
    )
    return Line(
        id=row.id,
        number=row.number,
        name=row.name,
        company=row.company,
        tier=row.tier,
        lifecycle=lifecycle(bought, today, policy),
        mobile=mask_phone(row.mobile) if row.mobile else "",
        region=row.region,
        owner=row.owner,
        last_order_on=row.last_order_on,
        revenue_cents=row.revenue_cents,
        has_consent=row.has_consent,
        created_at=row.created_at,
    )
