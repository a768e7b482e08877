"""What stands out in a month or quarter, in sentences: missed targets, the largest changes, numbers of few. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from care.causes import CAUSES
from care.kpis import AMOUNTS, SCORES, SMALL_SAMPLE, Unit
from care.reports import shown
from care.reports.content import in_order
from core.i18n import _, language, ngettext
from db.models import CauseCategory

_MOST, _NAMED = 5, 6
_POINTS, _RELATIVE = 0.03, 0.15
_SCORES = {Unit.SCORE: 0.2, Unit.EASE: 0.3, Unit.HUNDRED: 4.0, Unit.BALANCE: 10.0}
"""A change below this is not told: of a share or ratio, of an amount or time, of a score."""


def standouts(content: Mapping[str, Any]) -> list[str]:
    kpis = in_order(content)
    return [
        *(_missed(content, one) for one in kpis if one["light"] == "red"),
        *_changes(content),
        *_causes(content["complaints"]),
        *_small(kpis),
        *_growing(kpis),
    ]


def title(told: Mapping[str, Any]) -> str:
    return str(told["words"][language()]["title"])


def _missed(content: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    unit, currency = Unit(told["unit"]), content["currency"]
    return _("▲ {title}: {value}, off target (target: {target}).").format(
        title=title(told),
        value=shown.value(told, unit, currency),
        target=shown.plain(told["target"]["value"], unit, currency),
    )


def _changes(content: Mapping[str, Any]) -> list[str]:
    """The largest first, each by its own measure; a small sample's change says nothing."""
    some = [one for one in in_order(content) if _size(one) >= 1]
    return [_changed(content, one) for one in sorted(some, key=_size, reverse=True)[:_MOST]]


def _size(told: Mapping[str, Any]) -> float:
    """From one on it is worth a sentence."""
    unit = Unit(told["unit"])
    moved: float | None = told["change"]
    few = unit in AMOUNTS and max(told["n"], told["previous"]["n"]) < SMALL_SAMPLE
    if moved is None or told["small_sample"] or told["previous"]["n"] < SMALL_SAMPLE or few:
        return 0
    if unit in SCORES:
        return abs(moved) / _SCORES[unit]
    return abs(moved) / (_POINTS if unit in (Unit.RATIO, Unit.SHARE) else _RELATIVE)


def _changed(content: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    unit, currency = Unit(told["unit"]), content["currency"]
    moved = told["change"]
    judged = {"up": moved > 0, "down": moved < 0}.get(told["good"])
    words = {
        True: _("{title} is better: {before} → {value} ({change})."),
        False: _("{title} is worse: {before} → {value} ({change})."),
        None: _("{title} has changed: {before} → {value} ({change})."),
    }[judged]
    return words.format(
        title=title(told),
        before=shown.value(told["previous"], unit, currency),
        value=shown.value(told, unit, currency),
        change=shown.change(told),
    )


def _causes(complaints: Mapping[str, Any]) -> Iterator[str]:
    bars = complaints["causes"]
    if bars:
        known, top = sum(bar["n"] for bar in bars), bars[0]
        words = ngettext(
            "The most frequent cause of complaints: {cause}, {n} of {known} with a known cause.",
            "The most frequent cause of complaints: {cause}, {n} of {known} with a known cause.",
            top["n"],
        )
        yield words.format(cause=cause(top["key"]), n=top["n"], known=known)


def cause(code: str) -> str:
    return _(CAUSES[CauseCategory(code)]) if code in list(CauseCategory) else code


def _small(kpis: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    few = [f"{title(one)} (n = {one['n']})" for one in kpis if one["small_sample"]]
    if few:
        comma = _(", ")
        more = " …" if len(few) > _NAMED else ""
        words = _("Counted from fewer than 30, so read with care: {titles}.")
        yield words.format(titles=comma.join(few[:_NAMED]) + more)


def _growing(kpis: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    some = [title(one) for one in kpis if one["can_still_grow"]]
    if some:
        yield _("Can still grow, since its last days are not over: {titles}.").format(titles=_(", ").join(some))
