"""What the files of one person's customers ask for: numbers and first lines, each in one pass over an index."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, union_all
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.customer_ways import in_own_hands
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care.customers import VerificationPolicy
from care.today.items import SHOWN, Kind
from care.today.lines import Line, day_of
from core import clock
from db import dialect
from db.models import AuditEntry, Customer, Tier

AHEAD = timedelta(days=7)
_SINCE = timedelta(days=7)
_DAY = timedelta(days=1)
_SCAN = "ix_customers_scan"
_FALLING_DUE = ("overdue", "today", "coming")


class Heap(StrEnum):
    """Lines that are counted, and shown, together."""

    OVERDUE = "overdue"
    VERIFY_TODAY = "verify_today"
    VERIFY_COMING = "verify_coming"
    LOSE_TODAY = "lose_today"
    LOSE_COMING = "lose_coming"
    NEW = "new"
    RECENT = "recent"
    SILENT = "silent"


@dataclass(frozen=True)
class Counts:
    mine: int
    overdue: int
    verify_today: int
    verify_coming: int
    lose_today: int
    lose_coming: int
    new: int
    """Handed over, or added for this person, within a week."""
    recent: int
    """Bought lately."""
    silent: int
    """Nobody may write to them."""


class Files:
    """Of the customers whose files the actor keeps; of whoever looks after the whole firm, those of their own."""

    def __init__(self, session: Session, actor: Actor, policy: VerificationPolicy) -> None:
        self._session, self._policy, self._today = session, policy, clock.today()
        self._rows = _scanned(actor, policy, self._today)

    def counts(self) -> Counts:
        of = self._conditions()
        sums = [func.coalesce(func.sum(case((of[Heap(field.name)], 1), else_=0)), 0) for field in fields(Counts)[1:]]
        columns: Any = (func.count(self._rows.c.id), *sums)
        return Counts(*(int(number) for number in self._session.execute(select(*columns)).one()))

    def first(self, counts: Counts) -> dict[Heap, list[Line]]:
        """At most as many of each heap as fit on the screen."""
        heaps = [heap for heap in Heap if getattr(counts, heap)]
        found: dict[Heap, list[Line]] = {heap: [] for heap in Heap}
        if heaps:
            parts = [part for heap in heaps for part in self._firsts(heap)]
            for heap, *facts in self._session.execute(union_all(*parts)):
                found[Heap(heap)].append(self._line(Heap(heap), *facts))
        return {heap: sorted(lines, key=_in_turn)[:SHOWN] if heap in _DATED else lines for heap, lines in found.items()}

    def _conditions(self) -> dict[Heap, ColumnElement[bool]]:
        row, today, week = self._rows.c, self._today, self._today + AHEAD
        return {
            Heap.OVERDUE: row.due == _FALLING_DUE[0],
            Heap.VERIFY_TODAY: row.due == _FALLING_DUE[1],
            Heap.VERIFY_COMING: row.due == _FALLING_DUE[2],
            Heap.LOSE_TODAY: row.lapses_on == today + _DAY,
            Heap.LOSE_COMING: and_(row.lapses_on > today + _DAY, row.lapses_on <= week + _DAY),
            Heap.NEW: row.is_new == 1,
            Heap.RECENT: row.last_order_on >= today - _SINCE,
            Heap.SILENT: ~row.has_consent,
        }

    def _firsts(self, heap: Heap) -> Iterator[Any]:
        """Of files to verify the first of each tier: tiers have their own intervals, and a moment tells no day."""
        row, where = self._rows.c, self._conditions()[heap]
        if heap in (Heap.OVERDUE, Heap.VERIFY_COMING):
            for tier in Tier:
                yield self._some(heap, and_(where, row.tier == tier), row.checked, row.id)
        else:
            yield self._some(heap, where, *_ORDER[heap](row))

    def _some(self, heap: Heap, where: ColumnElement[bool], *order: Any) -> Any:
        row = self._rows.c
        shown: Any = (
            literal(heap.value).label("heap"), row.id, row.tier, row.checked, row.lapses_on, row.last_order_on,
            row.created_at,
        )  # fmt: skip
        some = select(*shown).where(where).order_by(*order).limit(SHOWN).subquery()
        return select(*some.c)

    def _line(self, heap: Heap, id_: int, tier: Tier, checked: Any, lapses: date, last: date, created: Any) -> Line:
        match heap:
            case Heap.OVERDUE | Heap.VERIFY_TODAY | Heap.VERIFY_COMING:
                return Line(day_of(checked) + self._policy.interval(tier), id_, Kind.VERIFY)
            case Heap.LOSE_TODAY | Heap.LOSE_COMING:
                return Line(lapses - _DAY, id_, Kind.LAPSE)
            case Heap.NEW:
                return Line(day_of(created), id_, Kind.ASSIGNED)
        return Line(last, id_, Kind.BOUGHT if heap is Heap.RECENT else Kind.CONSENT)


_DATED = (Heap.OVERDUE, Heap.VERIFY_TODAY, Heap.VERIFY_COMING, Heap.LOSE_TODAY, Heap.LOSE_COMING)
_ORDER: dict[Heap, Any] = {
    Heap.VERIFY_TODAY: lambda row: (row.id,),
    Heap.LOSE_TODAY: lambda row: (row.id,),
    Heap.LOSE_COMING: lambda row: (row.lapses_on, row.id),
    Heap.NEW: lambda row: (row.id.desc(),),
    Heap.RECENT: lambda row: (row.last_order_on.desc().nulls_last(), row.id.desc()),
    Heap.SILENT: lambda row: (row.last_order_on.desc().nulls_last(), row.id.desc()),
}


def _in_turn(line: Line) -> tuple[date, int]:
    return line.day or date.max, line.customer_id


def _scanned(actor: Actor, policy: VerificationPolicy, today: date) -> Any:
    """One's own are few and found by their keys; a team's are read off an index that holds every column asked for."""
    checked: Any = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))
    columns: Any = (
        col(Customer.id), col(Customer.tier), checked.label("checked"), _due(checked, policy, today).label("due"),
        col(Customer.lapses_on), col(Customer.last_order_on), col(Customer.has_consent), col(Customer.created_at),
        case((_is_new(actor), 1), else_=0).label("is_new"),
    )  # fmt: skip
    query: Any = select(*columns).where(customers_visible_to(actor, Permission.CUSTOMER_EDIT))
    if actor.scope(Permission.CUSTOMER_EDIT) is Scope.OWN or actor.may(Permission.SETTINGS_CHANGE):
        return dialect.by_key(query.where(in_own_hands(actor)), Customer).cte("mine")
    return dialect.by_index(query, Customer, _SCAN).cte("mine")


def _due(checked: Any, policy: VerificationPolicy, today: date) -> ColumnElement[str]:
    """Whether the file fell due, falls due today or in the coming week."""
    ends = (today, today + _DAY, today + AHEAD + _DAY)
    of_tier = {
        tier: case(
            *[
                (checked < clock.start_of(end - policy.interval(tier)), name)
                for name, end in zip(_FALLING_DUE, ends, strict=True)
            ],
            else_="",
        )
        for tier in Tier
    }
    return case(*[(col(Customer.tier) == tier, due) for tier, due in of_tier.items()], else_="")


def _is_new(actor: Actor) -> ColumnElement[bool]:
    """Another stand-in is entered as handing over too, and makes nobody's customer new."""
    since = clock.now() - _SINCE
    handed = select(AuditEntry.subject_id).where(
        col(AuditEntry.action) == "customer.assigned",
        col(AuditEntry.at) >= since,
        col(AuditEntry.detail).contains('"owner_id":', autoescape=True),
    )
    is_fresh = or_(col(Customer.created_at) >= since, col(Customer.id).in_(handed))
    return and_(col(Customer.owner_id) == actor.id, is_fresh)
