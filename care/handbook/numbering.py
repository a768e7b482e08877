"""Changing a rule's number where it is read: in the policy that is its one home."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.handbook.checks import catalogue, numbers
from care.handbook.finding import current, find
from care.handbook.number import Number, in_force
from care.handbook.telling import tell_of_number
from care.handbook.wording import used
from core.errors import Invalid, NotFound
from core.i18n import _
from db.models import PolicyVersion, RuleVersion

_SHOWN = 6


@dataclass(frozen=True)
class NumberChange:
    at: datetime
    by: str
    reason: str
    before: str
    after: str


@dataclass(frozen=True)
class NumberRow:
    name: str
    label: str
    value: int | None
    """None: no whole number of its unit says it."""
    words: str
    unit: str
    least: int
    most: int
    version: int
    """Of the policy that holds it: a second writer is told."""
    history: tuple[NumberChange, ...]
    """Empty for whoever may not change settings."""


def change_number(
    session: Session, actor: Actor, rule_id: int, *, name: str, value: int | None, reason: str, seen: int
) -> PolicyVersion:
    """Everything that runs by this number follows; what runs already keeps the one it began with."""
    actor.require(Permission.SETTINGS_CHANGE)
    rule = find(session, actor, rule_id)
    version = current(session, rule)
    if version is None or name not in names_of(version):
        raise NotFound
    number = numbers()[name]
    if value is None or not number.least <= value <= number.most:
        sentence = _("A number from {least} to {most}, please.")
        raise Invalid({"value": sentence.format(least=number.least, most=number.most)})
    wanted = number.within(rulebook.in_force(session, number.policy), value)
    try:
        changed = rulebook.change(session, actor, wanted, reason=reason, seen_version=seen)
    except Invalid as invalid:
        raise Invalid(_beside(invalid.problems)) from invalid
    tell_of_number(session, rule, number, version=changed.version, value=value)
    return changed


def numbers_of(session: Session, actor: Actor, version: RuleVersion) -> tuple[NumberRow, ...]:
    return tuple(_row(session, actor, numbers()[name]) for name in names_of(version))


def names_of(version: RuleVersion) -> list[str]:
    """Those in its text; without any, those of its check."""
    there = [name for name in numbers() if name in used(version.title_zh + version.text_zh)]
    check = catalogue().get(version.check_code)
    return there or [number.name for number in (check.numbers if check else ())]


def _row(session: Session, actor: Actor, number: Number) -> NumberRow:
    stored = in_force(session, number)
    history = rulebook.history(session, actor, number.policy) if actor.may(Permission.SETTINGS_CHANGE) else ()
    changes = [
        NumberChange(one.at, one.by, one.reason, number.words(change.before), number.words(change.after))
        for one in history
        for change in one.changes
        if change.path == number.paths[0]
    ]
    return NumberRow(
        number.name, _(number.label), number.said(stored), number.words(stored), number.unit.value, number.least,
        number.most, rulebook.version_in_force(session, number.policy), tuple(changes[:_SHOWN]),
    )  # fmt: skip


def _beside(problems: dict[str, str]) -> dict[str, str]:
    """What the policy objects to is told beside the one field there is."""
    ours = [problem for path, problem in problems.items() if path != "reason"]
    told = {"reason": problems["reason"]} if "reason" in problems else {}
    return told | ({"value": " ".join(dict.fromkeys(ours))} if ours else {})
