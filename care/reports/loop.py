"""Complaints in a report: what came and ended, promises kept, why, and what is being done about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from care.complaints import CATEGORIES, SEVERITIES
from care.kpis import Unit
from care.reports import pictures, shown
from care.reports.blocks import Block, Charts, Heading, Table, Words
from care.reports.standouts import cause
from core.i18n import N_, _
from db.models import ActionState, ComplaintCategory, ImprovementState, Severity

STATES = {
    ActionState.PLANNED: N_("To be started"),
    ActionState.DOING: N_("Under way"),
    ActionState.TO_VERIFY: N_("To verify"),
    ActionState.EFFECTIVE: N_("Effective"),
    ActionState.INEFFECTIVE: N_("Not effective"),
    ImprovementState.PROPOSED: N_("To be decided"),
    ImprovementState.ACCEPTED: N_("Taken up"),
    ImprovementState.DISMISSED: N_("Put aside"),
    ImprovementState.DOING: N_("Being carried out"),
    ImprovementState.DONE: N_("Carried out"),
    ImprovementState.MEASURED: N_("Effect counted"),
}


def complaints(content: Mapping[str, Any]) -> Iterator[Block]:
    told = content["complaints"]
    yield Heading(_("Complaints: received, closed, and why"))
    line = _("Received in the period: {received}. Closed in the period: {closed}. Without a known cause: {without}.")
    yield Words(line.format(received=told["received"], closed=told["closed"], without=told["without_cause"]))
    if told["causes"] or told["categories"]:
        yield Charts(tuple(_pareto(told)))
    if told["causes"]:
        yield _ranked(_("Root cause"), [(cause(bar["key"]), bar["n"]) for bar in told["causes"]])
    if told["promises"]:
        kept = [(severity(one["severity"]), *_kept(one)) for one in told["promises"]]
        names = (_("Severity"), _("Acknowledged"), _("Responded"), _("Resolved"))
        yield Table(names, tuple(kept), (1, 1, 1, 1), ends=(1, 2, 3))
    if told["closed"]:
        head = (_("From receipt to closing"), _("Complaints"), _("Share"))
        yield Table(head, tuple(_band(band) for band in told["bands"]), (2, 1, 1), ends=(1, 2))


def _pareto(told: Mapping[str, Any]) -> Iterator[Any]:
    unit = _("number of complaints")
    if told["causes"]:
        named = [(cause(bar["key"]), bar["n"]) for bar in told["causes"]]
        yield pictures.bars(_("Complaints by root cause, and added up"), unit, named, adds_up=True)
    if told["categories"]:
        named = [(category(bar["key"]), bar["n"]) for bar in told["categories"]]
        yield pictures.bars(_("Complaints by type, and added up"), unit, named, adds_up=True)


def _ranked(name: str, parts: list[tuple[str, int]]) -> Table:
    whole, so_far, rows = sum(n for _name, n in parts), 0, []
    for label, n in parts:
        so_far += n
        rows.append((label, str(n), f"{shown.decimal(n / whole * 100)}%", f"{shown.decimal(so_far / whole * 100)}%"))
    return Table((name, _("Complaints"), _("Share"), _("Added up")), tuple(rows), (2, 1, 1, 1), ends=(1, 2, 3))


def _kept(one: Mapping[str, Any]) -> Iterator[str]:
    """97.5% (40); a fraction of a few."""
    for name in ("ack", "response", "resolution"):
        value = shown.value(one[name], Unit.SHARE, "")
        yield f"{value} ({one[name]['n']})" if value.endswith("%") else value


def _band(band: Mapping[str, Any]) -> tuple[str, ...]:
    hours, share = band["hours"], band["share"]
    name = _("longer") if hours is None else _("within {n} hours").format(n=hours)
    return name, str(band["n"]), shown.NOTHING if share is None else f"{shown.decimal(share * 100)}%"


def review(content: Mapping[str, Any], *, with_lines: bool) -> Iterator[Block]:
    """`with_lines`: for the meeting that goes through them one by one."""
    yield Heading(_("Corrective actions and improvements"))
    told, proposed = content["actions"], content["improvements"]
    states = [(_(STATES[state]), str(told["by_state"].get(state, 0))) for state in ActionState]
    states.append((_("of these late"), str(told["late"])))
    yield Table((_("Corrective actions"), _("How many")), tuple(states), (3, 1), ends=(1,))
    states = [(_(STATES[state]), str(proposed["by_state"].get(state, 0))) for state in ImprovementState]
    yield Table((_("Improvements"), _("How many")), tuple(states), (3, 1), ends=(1,))
    recurring = [one for one in proposed["lines"] if one["cause"]]
    if recurring:
        rows = [(cause(one["cause"]), _recurred(one), one["proposed_on"], _state(one)) for one in recurring]
        yield Table((_("Recurring cause"), _("How often"), _("Proposed on"), _("Standing")), tuple(rows), (2, 2, 1, 1))
    if with_lines:
        yield from _actions(told)
        yield from _proposals(proposed)


def _actions(told: Mapping[str, Any]) -> Iterator[Block]:
    if told["lines"]:
        head = (_("Complaint"), _("Corrective action"), _("In charge"), _("Due"), _("Standing"))
        rows = [(one["number"], one["deed"], one["owner"], one["due_on"], _state(one)) for one in told["lines"]]
        yield Table(head, tuple(rows), (1.5, 3, 1, 1.2, 1.1))


def _proposals(proposed: Mapping[str, Any]) -> Iterator[Block]:
    rows = [(one["proposal"], one["proposed_on"], _state(one)) for one in proposed["lines"] if not one["cause"]]
    if rows:
        yield Table((_("Improvement"), _("Proposed on"), _("Standing")), tuple(rows), (4, 1, 1))


def _recurred(one: Mapping[str, Any]) -> str:
    return _("{n} complaints within {days} days").format(n=one["complaints"], days=one["days"])


def _state(one: Mapping[str, Any]) -> str:
    known = {state.value: words for state, words in STATES.items()}
    words = _(known[one["state"]])
    return _("▲ {standing} · late").format(standing=words) if one.get("is_late") else words


def category(code: str) -> str:
    return _(CATEGORIES[ComplaintCategory(code)]) if code in list(ComplaintCategory) else code


def severity(code: str) -> str:
    return _(SEVERITIES[Severity(code)]) if code in list(Severity) else code or "—"
