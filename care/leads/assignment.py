"""Who gets a lead by rule: the first rule that fits and has somebody to give it to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from auth.permissions import Permission
from core.i18n import _
from db.models import Source

MOST_RULES = 50


class GivenBy(StrEnum):
    LOAD = "load"
    """Whoever has the fewest open leads."""
    TURNS = "turns"
    """One after another."""


@dataclass(frozen=True)
class AssignmentRule:
    """What it is about, empty meaning any; and to whom it gives."""

    sources: tuple[Source, ...] = ()
    regions: tuple[str, ...] = ()
    """Parts of a region's name: 上海 fits 上海市浦东."""
    team_id: int | None = None
    """Everybody of this team, besides the people named."""
    people: tuple[int, ...] = ()
    by: GivenBy = GivenBy.TURNS


@dataclass(frozen=True)
class AssignmentRules:
    """In order; a lead that none fits waits in the queue."""

    policy: ClassVar[str] = "lead_assignment"
    changed_with: ClassVar[Permission] = Permission.LEAD_RULES

    rules: tuple[AssignmentRule, ...] = field(default=())

    def problems(self) -> dict[str, str]:
        found = {
            f"rule_{place}": _("Please say who gets these leads: a team, or people.")
            for place, rule in enumerate(self.rules)
            if rule.team_id is None and not rule.people
        }
        if len(self.rules) > MOST_RULES:
            found["rules"] = _("At most {n} rules.").format(n=MOST_RULES)
        return found


class Candidate(NamedTuple):
    """Somebody who works today and may have leads."""

    id: int
    team_id: int | None
    open_leads: int
    turn: int
    """Grows with every lead that a rule gave them."""


def fits(rule: AssignmentRule, source: Source, region: str) -> bool:
    is_source = not rule.sources or source in rule.sources
    return is_source and (not rule.regions or any(part and part in region for part in rule.regions))


def chosen(rules: Iterable[AssignmentRule], source: Source, region: str, here: Sequence[Candidate]) -> Candidate | None:
    """None: no rule fits, or nobody of those that fit is here."""
    for rule in rules:
        if not fits(rule, source, region):
            continue
        able = [one for one in here if one.id in rule.people or (rule.team_id and one.team_id == rule.team_id)]
        if able:
            return min(able, key=_by_load if rule.by is GivenBy.LOAD else _by_turns)
    return None


def _by_load(one: Candidate) -> tuple[int, int, int]:
    return one.open_leads, one.turn, one.id


def _by_turns(one: Candidate) -> tuple[int, int, int]:
    return one.turn, one.open_leads, one.id
