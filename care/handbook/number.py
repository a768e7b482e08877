"""Numbers that stand in a rule's text: each has its one home in a policy, and is read and changed there."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from care import rulebook, worktime
from core.i18n import N_, _, ngettext

_HOUR, _DAY = 60, 24 * 60


class NumberUnit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    TIMES = "times"
    PERCENT = "percent"


@dataclass(frozen=True)
class Number:
    """`complaint.resolve_hours`: where it lives, and in what it is said."""

    name: str
    label: str
    policy: type[Any]
    paths: tuple[str, ...]
    """Fields that hold it. The first one is read; those that say the same change with it."""
    unit: NumberUnit
    per: int = 1
    """How many of what is stored make one of what is said: 60 minutes an hour."""
    most: int = 9999
    least: int = 1
    """0: where nothing may be promised."""

    def of(self, policy: Any) -> Any:
        """As it is stored."""
        return _at(policy, self.paths[0])

    def within(self, policy: Any, number: int) -> Any:
        """The policy with this number in it."""
        present = _at(policy, self.paths[0])
        for path in self.paths:
            if _at(policy, path) == present:
                policy = _with(policy, path.split("."), self._stored(present, number))
        return policy

    def words(self, stored: Any) -> str:
        """Of what a policy holds or stores."""
        number = self.said(stored)
        if not stored:
            return _("nothing promised")
        if number is None:
            return worktime.span(self._minutes(stored) or 0)
        match self.unit:
            case NumberUnit.HOURS:
                return ngettext("{n} hour", "{n} hours", number).format(n=number)
            case NumberUnit.DAYS:
                return ngettext("{n} day", "{n} days", number).format(n=number)
            case NumberUnit.MONTHS:
                return ngettext("{n} month", "{n} months", number).format(n=number)
            case NumberUnit.PERCENT:
                return f"{number}%"
        return str(number)

    def said(self, stored: Any) -> int | None:
        """As a whole number of its unit; None: there is none, or no whole number says it."""
        if stored is None:
            return None
        minutes = self._minutes(stored)
        if minutes is None:
            return int(stored)
        whole, rest = divmod(minutes, _HOUR if self.unit is NumberUnit.HOURS else _DAY)
        return None if rest else whole

    def _minutes(self, stored: Any) -> int | None:
        """Of a span, which policies hold as such, and store as seconds; None of a plain number."""
        if isinstance(stored, timedelta):
            return stored // timedelta(minutes=1)
        if isinstance(stored, float) and self.unit is NumberUnit.DAYS:
            return int(stored // 60)
        return int(stored) if self.per == _HOUR else None

    def _stored(self, present: Any, number: int) -> Any:
        return timedelta(days=number) if isinstance(present, timedelta) else number * self.per


UNITS = {
    NumberUnit.HOURS: N_("hours"),
    NumberUnit.DAYS: N_("days"),
    NumberUnit.MONTHS: N_("months"),
    NumberUnit.TIMES: N_("a number"),
    NumberUnit.PERCENT: N_("per cent"),
}


def in_force(session: Session, number: Number) -> Any:
    return number.of(rulebook.in_force(session, number.policy))


def unit_word(unit: NumberUnit) -> str:
    return _(UNITS[unit])


def _at(policy: Any, path: str) -> Any:
    for name in path.split("."):
        policy = getattr(policy, name)
    return policy


def _with(policy: Any, names: list[str], value: Any) -> Any:
    first, *rest = names
    return replace(policy, **{first: _with(getattr(policy, first), rest, value) if rest else value})
