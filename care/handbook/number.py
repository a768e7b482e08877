"""Numbers that stand in a rule's text: each has its one home in a policy, and is read and changed there."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from care import rulebook
from core.i18n import N_, _, ngettext

_DAY_SECONDS = 24 * 3600


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

    def of(self, policy: Any) -> int:
        return self.said(_at(policy, self.paths[0]))

    def within(self, policy: Any, number: int) -> Any:
        """The policy with this number in it."""
        present = _at(policy, self.paths[0])
        for path in self.paths:
            if _at(policy, path) == present:
                policy = _with(policy, path.split("."), self._stored(present, number))
        return policy

    def words(self, number: int) -> str:
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

    def said(self, stored: Any) -> int:
        """As it is said, of what a policy holds or stores: spans are stored as seconds."""
        if isinstance(stored, timedelta):
            return stored // timedelta(days=1)
        if isinstance(stored, float) and self.unit is NumberUnit.DAYS:
            return int(stored // _DAY_SECONDS)
        return int(stored or 0) // self.per

    def _stored(self, present: Any, number: int) -> Any:
        return timedelta(days=number) if isinstance(present, timedelta) else number * self.per


UNITS = {
    NumberUnit.HOURS: N_("hours"),
    NumberUnit.DAYS: N_("days"),
    NumberUnit.MONTHS: N_("months"),
    NumberUnit.TIMES: N_("a number"),
    NumberUnit.PERCENT: N_("per cent"),
}


def in_force(session: Session, number: Number) -> int:
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
