"""How soon the firm promises to act, and the other numbers of complaints it may change. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any, ClassVar, NamedTuple

from core.i18n import _
from db.models import ClockKind, ClockMode, ComplaintKind, Severity, Tier

MOST_MINUTES = 90 * 24 * 60
_H = 60
_MOST = {"repeat_days": 730, "reopen_days": 365, "warn_percent": 99}
_MOST_DAYS = 90
_MOST_WORDS = 200


class Promise(NamedTuple):
    """What one complaint was promised; None: no clock of that kind."""

    ack: timedelta | None
    response: timedelta | None
    resolve: timedelta | None
    mode: ClockMode

    def of(self, kind: ClockKind) -> timedelta | None:
        return {ClockKind.ACK: self.ack, ClockKind.RESPONSE: self.response, ClockKind.RESOLVE: self.resolve}[kind]


@dataclass(frozen=True)
class Targets:
    """Minutes from the moment the customer said it; None: nothing is promised."""

    ack: int | None
    response: int | None
    resolve: int | None


@dataclass(frozen=True)
class ComplaintTargets:
    """The table of complaints.md 5.3. That a complaint is resolved within 48 hours is the rulebook's law."""

    policy: ClassVar[str] = "complaint_targets"

    critical: Targets = Targets(30, 2 * _H, 24 * _H)
    major: Targets = Targets(2 * _H, 8 * _H, 48 * _H)
    normal: Targets = Targets(4 * _H, 24 * _H, 48 * _H)
    minor: Targets = Targets(8 * _H, 24 * _H, 48 * _H)
    inquiry: Targets = Targets(4 * _H, 24 * _H, 24 * _H)
    suggestion: Targets = Targets(None, 48 * _H, None)
    praise: Targets = Targets(None, 48 * _H, None)
    tier_a_resolve: int | None = None
    """Customers of tier A are not kept waiting longer than this, if it is shorter; None: as everybody."""
    mode: ClockMode = ClockMode.NATURAL

    repeat_days: int = 90
    """The same customer and category again within these is a repeat."""
    reopen_days: int = 30
    max_pause_days: int = 7
    confirm_days: int = 3
    follow_up_days: int = 3
    """Working days from closing to the call that asks whether all is well."""
    chase_days: tuple[int, ...] = (1, 3)
    safety_words: tuple[str, ...] = (
        "安全隐患", "不安全", "受伤", "伤人", "中毒", "起火", "着火", "爆炸", "漏电", "触电", "过敏", "住院", "送医",
        "媒体", "记者", "曝光", "律师", "起诉", "法院", "12315", "市场监管", "批量",
        "injured", "injury", "caught fire", "electric shock", "lawyer", "journalist",
    )  # fmt: skip
    """Found in what the customer says, they make a complaint critical: safety, press, law, whole batches."""

    warn_percent: int = 75
    """How much of a target is used when its handler is warned."""
    remind_minutes: int = 15
    unassigned_minutes: int = 120
    l2_after_minutes: int = 24 * _H
    l3_after_minutes: int = 72 * _H
    """Both after the due moment, counted as the clock counts."""

    def promised(self, kind: ComplaintKind, severity: Severity, tier: Tier | None = None) -> Promise:
        """By the kind; a complaint by its severity; and whatever is critical as critical, also an inquiry."""
        row = severity.value if kind is ComplaintKind.COMPLAINT or severity is Severity.CRITICAL else kind.value
        targets: Targets = getattr(self, row)
        resolve = targets.resolve
        if tier is Tier.A and resolve is not None and self.tier_a_resolve is not None:
            resolve = min(resolve, self.tier_a_resolve)
        return Promise(_within(targets.ack, resolve), _within(targets.response, resolve), _within(resolve), self.mode)

    def problems(self) -> dict[str, str]:
        """Field by field, such as `normal.resolve`, what cannot be."""
        return dict([*self._of_targets(), *self._of_numbers(), *self._of_lists()])

    def _of_targets(self) -> Iterator[tuple[str, str]]:
        for row in ROWS:
            targets: Targets = getattr(self, row)
            yield from _in_order(row, targets)
            if targets.response is None or (row in SEVERITIES and None in (targets.ack, targets.resolve)):
                missing = next(name for name in ("response", "ack", "resolve") if getattr(targets, name) is None)
                yield f"{row}.{missing}", _("This needs a time.")
        if self.tier_a_resolve is not None and not 0 < self.tier_a_resolve <= MOST_MINUTES:
            yield "tier_a_resolve", _out_of_bounds()

    def _of_numbers(self) -> Iterator[tuple[str, str]]:
        for field in fields(self):
            value: Any = getattr(self, field.name)
            if field.type is not int:
                continue
            default = MOST_MINUTES if field.name.endswith("_minutes") else _MOST_DAYS
            most = _MOST.get(field.name, default)
            if not 1 <= value <= most:
                yield field.name, _("A number from 1 to {most}, please.").format(most=most)
        if self.l3_after_minutes <= self.l2_after_minutes:
            yield "l3_after_minutes", _("The owner is told after the head of department, so this must be longer.")

    def _of_lists(self) -> Iterator[tuple[str, str]]:
        if not all(1 <= day <= _MOST_DAYS for day in self.chase_days):
            yield "chase_days", _("A number from 1 to {most}, please.").format(most=_MOST_DAYS)
        if len(self.safety_words) > _MOST_WORDS:
            yield "safety_words", _("At most {n} words.").format(n=_MOST_WORDS)
        elif not all(2 <= len(word.strip()) <= 40 for word in self.safety_words):
            yield "safety_words", _("Each word needs 2 to 40 characters: a shorter one would be found everywhere.")


SEVERITIES = tuple(severity.value for severity in Severity)
KINDS = tuple(kind.value for kind in ComplaintKind if kind is not ComplaintKind.COMPLAINT)
ROWS = (*SEVERITIES, *KINDS)


def _within(minutes: int | None, most: int | None = None) -> timedelta | None:
    if minutes is None:
        return None
    return timedelta(minutes=minutes if most is None else min(minutes, most))


def _in_order(row: str, targets: Targets) -> Iterator[tuple[str, str]]:
    given = [(name, getattr(targets, name)) for name in ("ack", "response", "resolve")]
    given = [(name, minutes) for name, minutes in given if minutes is not None]
    for name, minutes in given:
        if not 0 < minutes <= MOST_MINUTES:
            yield f"{row}.{name}", _out_of_bounds()
    for (_earlier, before), (later, after) in zip(given, given[1:], strict=False):
        if after < before:
            yield f"{row}.{later}", _("This comes after the step before it, so it cannot be shorter.")


def _out_of_bounds() -> str:
    return _("More than nothing and at most 90 days, please.")
