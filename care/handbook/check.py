"""What a check is: something whose cases can be counted, each kept or not. One file in `checks/` adds one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from care.handbook.number import Number
from core.i18n import _
from db.models import Subject


@dataclass(frozen=True)
class Parameter:
    """Something a rule chooses when it takes up the check; `choices` are codes with their words."""

    name: str
    label: str
    default: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    now: datetime
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cases:
    """Cases as the database has them; each must be named by one number, the same for ever and of no other case.

    What comes again, such as a file that is stale once more, is another case: see care.handbook.episodes.
    """

    source: Any
    """What to select from, with its joins."""
    where: tuple[Any, ...]
    case_id: Any
    subject_id: Any
    who_id: Any
    """Whose it was to keep the rule."""
    team_id: Any
    is_met: Any
    at: Any = None
    """The moment by which it belongs to a period; None: the check looks at what is now."""
    due_at: Any = None
    done_at: Any = None
    hint: tuple[Any, str] | None = None
    """The table and the index through which it is to be read."""


@dataclass(frozen=True)
class Case:
    """One case, where there are so few that they are judged one by one."""

    case_id: int
    subject_id: int | None
    who_id: int | None
    team_id: int | None
    is_met: bool
    at: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True)
class Check:
    code: str
    title: str
    counts: str
    """What a case is, and when it is met, in one sentence."""
    why: str
    """Why a case was not met, filled with {due} and {done}."""
    subject: Subject | None
    """What a case is about."""
    cases: Callable[[Session, Asked], Sequence[Cases] | Sequence[Case]]
    parameters: tuple[Parameter, ...] = ()
    numbers: tuple[Number, ...] = ()
    """The numbers in force by which it judges, or which belong to the same matter."""
    is_snapshot: bool = False
    """It looks at what is now, and cannot say how it was."""

    @property
    def name(self) -> str:
        return _(self.title)

    def chosen(self, parameters: Mapping[str, Any]) -> dict[str, str]:
        """What a rule chose, the rest as usual; what is no choice any more is as usual too."""
        found = {}
        for one in self.parameters:
            wanted = str(parameters.get(one.name, one.default))
            found[one.name] = wanted if wanted in dict(one.choices) else one.default
        return found
