"""The lanes of one person's day, each a bounded query over the customers that person looks after."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.customers import VERIFICATION
from care.today.items import SHOWN, Day, Item, Kind, Lane, together
from core import clock
from db.models import AuditEntry, Customer, Tier

AHEAD_DAYS = 7
_SINCE = timedelta(days=7)
_checked = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))


def my_day(session: Session, actor: Actor) -> Day:
    """Whoever looks after the whole firm sees, of single customers, those that are their own."""
    actor.require(Permission.CUSTOMER_EDIT)
    mine, today = _mine(actor), clock.today()
    week = today + timedelta(days=AHEAD_DAYS)
    tomorrow = today + timedelta(days=1)
    lanes = _Lanes(session, mine)
    return Day(
        overdue=lanes.verify(None, today),
        today=together([lanes.verify(today, tomorrow), lanes.birthdays([today]), lanes.lapses(today, tomorrow)]),
        coming=together([
            lanes.verify(tomorrow, week + timedelta(days=1)),
            lanes.birthdays([today + timedelta(days=n) for n in range(1, AHEAD_DAYS + 1)]),
            lanes.lapses(tomorrow, week + timedelta(days=1)),
        ]),
        assigned=lanes.assigned(actor),
        bought=lanes.bought(today),
        unconsented=lanes.unconsented(),
    )  # fmt: skip


def _mine(actor: Actor) -> ColumnElement[bool]:
    reach = customers_visible_to(actor, Permission.CUSTOMER_EDIT)
    if not actor.may(Permission.SETTINGS_CHANGE):
        return reach
    return and_(reach, or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id))


class _Lanes:
    def __init__(self, session: Session, mine: ColumnElement[bool]) -> None:
        self.session = session
        self.mine = mine

    def verify(self, start: date | None, end: date) -> Lane:
        """Files that fall due from `start` on and before `end`."""
        due = [self._due(tier, start, end) for tier in Tier]
        interval = case(
            *[(col(Customer.tier) == tier, VERIFICATION.interval(tier).days) for tier in Tier], else_=0
        ).label("interval")
        found = self._lane(or_(*due), (_checked.label("checked"), interval), _checked)
        return self._as_lane(found, Kind.VERIFY, lambda row: _day(row.checked) + timedelta(days=row.interval))

    def _due(self, tier: Tier, start: date | None, end: date) -> ColumnElement[bool]:
        interval = VERIFICATION.interval(tier)
        is_due = _checked < clock.start_of(end - interval)
        if start is not None:
            is_due = and_(is_due, _checked >= clock.start_of(start - interval))
        return and_(col(Customer.tier) == tier, is_due)

    def birthdays(self, days: list[date]) -> Lane:
        birthday = col(Customer.birthday)
        dates = dict(_birthdays(days))
        born = or_(*[and_(extract("month", birthday) == m, extract("day", birthday) == d) for m, d in dates])
        found = self._lane(and_(birthday.is_not(None), born), (birthday,), col(Customer.id))
        return self._as_lane(found, Kind.BIRTHDAY, lambda row: dates[row.birthday.month, row.birthday.day])

    def lapses(self, start: date, end: date) -> Lane:
        """The last day before they count as lost lies in here."""
        lapses = col(Customer.lapses_on)
        day = timedelta(days=1)
        found = self._lane(and_(lapses >= start + day, lapses < end + day), (lapses,), lapses)
        return self._as_lane(found, Kind.LAPSE, lambda row: row.lapses_on - day)

    def assigned(self, actor: Actor) -> Lane:
        """Handed over, or added for this person, within a week."""
        since = clock.now() - _SINCE
        handed = select(AuditEntry.subject_id).where(
            col(AuditEntry.action) == "customer.assigned", col(AuditEntry.at) >= since
        )
        is_new = and_(
            col(Customer.owner_id) == actor.id, or_(col(Customer.created_at) >= since, col(Customer.id).in_(handed))
        )
        found = self._lane(is_new, (col(Customer.created_at),), col(Customer.id).desc())
        return self._as_lane(found, Kind.ASSIGNED, lambda row: _day(row.created_at))

    def bought(self, today: date) -> Lane:
        last = col(Customer.last_order_on)
        found = self._lane(last >= today - _SINCE, (last,), last.desc())
        return self._as_lane(found, Kind.BOUGHT, lambda row: row.last_order_on)

    def unconsented(self) -> Lane:
        """Nobody may write to them: whoever bought last is asked first."""
        last = col(Customer.last_order_on)
        found = self._lane(~col(Customer.has_consent), (last, col(Customer.created_at)), last.desc().nulls_last())
        return self._as_lane(found, Kind.CONSENT, lambda row: row.last_order_on or _day(row.created_at))

    def _lane(self, which: ColumnElement[bool], columns: Iterable[Any], order: Any) -> tuple[list[Any], int]:
        where = and_(self.mine, which)
        total = self.session.exec(select(func.count()).select_from(Customer).where(where)).one()
        if not total:
            return [], 0
        wanted = (col(Customer.id), col(Customer.name), col(Customer.has_consent), *columns)
        query = select(*wanted).where(where).order_by(order, col(Customer.id)).limit(SHOWN)
        return list(self.session.exec(query)), total

    def _as_lane(self, found: tuple[list[Any], int], kind: Kind, day: Any) -> Lane:
        rows, total = found
        return Lane(tuple(Item(row.id, row.name, kind, day(row), row.has_consent) for row in rows), total)


def _birthdays(days: list[date]) -> Iterable[tuple[tuple[int, int], date]]:
    """The month and day that is celebrated on each; who was born on 29 February celebrates on the 28th."""
    for day in days:
        yield (day.month, day.day), day
        if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
            yield (2, 29), day


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
