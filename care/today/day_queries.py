"""The lanes of one person's day, worked out from passes over an index of the customers that person looks after."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import rulebook
from care.customers import VerificationPolicy
from care.today.items import SHOWN, Day, Kind, Lane
from care.today.lines import Dated, Group, Line, by_day, day_of, group, in_time, in_turn, named
from care.today.promised import promised
from care.today.unplanned import unplanned
from core import clock
from db import dialect
from db.models import AuditEntry, Customer, Tier

AHEAD = timedelta(days=7)
_SINCE = timedelta(days=7)
_DAY = timedelta(days=1)
_SCAN = "ix_customers_scan"
_ID = col(Customer.id)
_LAST = col(Customer.last_order_on)
_IS_SILENT = ~col(Customer.has_consent)
_checked = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))


def my_day(session: Session, actor: Actor) -> Day:
    """Whoever looks after the whole firm sees, of single customers, those that are their own."""
    actor.require(Permission.CUSTOMER_EDIT)
    mine, today = _mine(actor), clock.today()
    since = today - _SINCE
    counts = _counts(session, mine, since, today)
    if not counts.mine:
        return Day(*(Lane() for _lane in fields(Day)))
    overdue = _overdue(session, mine, today) if counts.overdue else []
    lines = sorted(_deadlines(session, mine, today), key=by_day)
    due = promised(session, actor, only_own=actor.may(Permission.SETTINGS_CHANGE))
    new = _ids(session, and_(mine, _is_new(actor)), col(Customer.created_at), _ID.desc())
    bought = _ids(session, and_(mine, since <= _LAST), _LAST, _LAST.desc(), limit=SHOWN) if counts.recent else []
    asked = _ids(session, and_(mine, _IS_SILENT), _LAST, _LAST.desc(), limit=SHOWN) if counts.silent else []
    groups = {
        "overdue": in_turn(*due.overdue, Group(overdue, counts.overdue)),
        "today": in_turn(*due.today, group([line for line in lines if line.day == today])),
        "coming": in_time(*due.coming, group([line for line in lines if line.day > today])),
        "assigned": group([Line(day_of(at), id_, Kind.ASSIGNED) for id_, at in new]),
        "bought": Group([Line(on, id_, Kind.BOUGHT) for id_, on in bought], counts.recent),
        "unplanned": unplanned(session, actor),
        "unconsented": Group([Line(on, id_, Kind.CONSENT) for id_, on in asked], counts.silent),
    }
    return named(session, groups)


def _mine(actor: Actor) -> ColumnElement[bool]:
    reach = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    if not actor.may(Permission.SETTINGS_CHANGE):
        return reach
    return and_(reach, or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id))


def _overdue(session: Session, mine: ColumnElement[bool], today: date) -> list[Dated]:
    """The first to have fallen due: whoever looks after a whole firm may be behind with most of it."""
    found, policy = [], rulebook.in_force(session, VerificationPolicy)
    for tier in Tier:
        query = (
            select(_ID, _checked)
            .where(mine, _due_between(policy, tier, None, today))
            .order_by(_checked, _ID)
            .limit(SHOWN)
        )
        for id_, checked in _scan(session, query):
            found.append(Dated(day_of(checked) + policy.interval(tier), id_, Kind.VERIFY))
    return sorted(found, key=by_day)


def _due_between(policy: VerificationPolicy, tier: Tier, start: date | None, end: date) -> ColumnElement[bool]:
    """Files of this tier that fall due on one of these days; the last is outside."""
    interval = policy.interval(tier)
    due = and_(col(Customer.tier) == tier, _checked < clock.start_of(end - interval))
    return due if start is None else and_(due, _checked >= clock.start_of(start - interval))


def _deadlines(session: Session, mine: ColumnElement[bool], today: date) -> Iterable[Dated]:
    """Files to be verified and customers about to be lost, from today to the end of the coming week."""
    end, policy = today + AHEAD, rulebook.in_force(session, VerificationPolicy)
    lapses = col(Customer.lapses_on)
    is_due = or_(*[_due_between(policy, tier, today, end + _DAY) for tier in Tier])
    lapses_soon = and_(lapses > today, lapses <= end + _DAY)
    columns: Any = (_ID, col(Customer.tier), _checked, lapses)
    for id_, tier, checked, lost_on in _scan(session, select(*columns).where(mine, or_(is_due, lapses_soon))):
        due = day_of(checked) + policy.interval(tier)
        if today <= due <= end:
            yield Dated(due, id_, Kind.VERIFY)
        if lost_on and today < lost_on <= end + _DAY:
            yield Dated(lost_on - _DAY, id_, Kind.LAPSE)


@dataclass(frozen=True)
class _Counts:
    mine: int
    overdue: int
    recent: int
    """Bought lately."""
    silent: int
    """Nobody may write to them."""


def _counts(session: Session, mine: ColumnElement[bool], since: date, today: date) -> _Counts:
    policy = rulebook.in_force(session, VerificationPolicy)
    overdue = or_(*[_due_between(policy, tier, None, today) for tier in Tier])
    sums = [func.coalesce(func.sum(case((it, 1), else_=0)), 0) for it in (overdue, since <= _LAST, _IS_SILENT)]
    columns: Any = (func.count(_ID), *sums)
    return _Counts(*(int(number) for number in _scan(session, select(*columns).where(mine)).one()))


def _is_new(actor: Actor) -> ColumnElement[bool]:
    """Handed over, or added for this person, within a week."""
    since = clock.now() - _SINCE
    handed = select(AuditEntry.subject_id).where(
        col(AuditEntry.action) == "customer.assigned", col(AuditEntry.at) >= since
    )
    return and_(col(Customer.owner_id) == actor.id, or_(col(Customer.created_at) >= since, _ID.in_(handed)))


def _ids(session: Session, where: ColumnElement[bool], day: Any, order: Any, limit: int = 1_000) -> list[Any]:
    query = select(_ID, day).where(where).order_by(order.nulls_last(), _ID.desc()).limit(limit)
    return list(_scan(session, query))


def _scan(session: Session, query: Any) -> Any:
    """The index holds every column asked for: the wide rows are never touched."""
    hinted: Any = dialect.by_index(query, Customer, _SCAN)
    return session.exec(hinted)
