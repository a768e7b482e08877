"""When a customer is to be visited next: the cycle since the last contact, on a working day. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from care.revisits.policy import Newcomers, RevisitPolicy
from care.worktime import NeverOpen, WorkCalendar


@dataclass(frozen=True)
class Due:
    """What a visit is planned by."""

    on: date
    grace: int
    since: datetime
    cycle: int

    @property
    def latest(self) -> date:
        return self.on + timedelta(days=self.grace)


@dataclass(frozen=True)
class Cadence:
    """The numbers and days in force today."""

    policy: RevisitPolicy
    calendar: WorkCalendar
    today: date
    newcomers: Newcomers = Newcomers()  # noqa: RUF009

    def due(self, since: datetime, cycle: int, *, backlog_key: int | None = None) -> Due:
        """A cycle after `since`; never in the past, where nobody could be in time any more.

        `backlog_key`: the id of a customer for whom nothing was ever planned. Whoever has waited beyond the grace
        already is laid somewhere into the coming cycle: a firm that begins to visit customers begins with all of them.
        """
        on, grace = self.day(since) + timedelta(days=cycle), self.policy.grace(cycle)
        if backlog_key is not None and on + timedelta(days=grace) < self.today:
            on = self.today + timedelta(days=_scattered(backlog_key, cycle))
        return Due(self.worked(max(on, self.today)), grace, since, cycle)

    def after_order(self, ordered_on: date | None, since: datetime, cycle: int) -> Due | None:
        """The first visit after an order; None: the firm makes none, it is too late, or they were spoken to since."""
        days = self.policy.after_order_days
        if ordered_on not in self.order_days or self.day(since) > ordered_on:
            return None
        on = self.worked(max(ordered_on + timedelta(days=days), self.today))
        return Due(on, self.policy.grace(days), since, cycle)

    @property
    def order_days(self) -> tuple[date, ...]:
        """The days whose orders may still be followed by a visit in time."""
        days = self.policy.after_order_days
        reach = days + self.policy.grace(days) if days else -1
        return tuple(self.today - timedelta(days=n) for n in range(reach + 1))

    def after_complaint(self, on: date, since: datetime, cycle: int) -> Due:
        return Due(self.worked(max(on, self.today)), self.policy.grace(0), since, cycle)

    def worked(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        try:
            return self.calendar.day_after(day, 0)
        except NeverOpen:
            return day  # a firm without any hours still visits its customers

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.calendar.zone).date()


def _scattered(key: int, below: int) -> int:
    """Evenly over the numbers below, the same for the same key: by the golden ratio, however keys are given out."""
    return (key * 2_654_435_761 % 2**32 * below) >> 32
