"""The numbers about the rules themselves: how many people were taught them, how many were reviewed in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import learning
from care.kpis.figures import Bounds, Value
from care.kpis.formulas import Formula, Group, Unit
from care.kpis.numbers import Reading
from care.kpis.people import Person, people
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share
from core import clock
from core.i18n import N_, language
from db.models import Rule, RuleVersion, Subject


class RuleKpi(StrEnum):
    TAUGHT = "training_coverage"
    REVIEWED = "reviews_in_time"


_FORMULAS = (
    Formula(
        RuleKpi.TAUGHT,
        N_("Training coverage"),
        N_(
            "Over all rules in force: people who can sign in and passed a training on the very version in force ÷ "
            "people who can sign in."
        ),
        N_(
            "As of today. Each person counts once for each rule, and a new version is taught anew. Of people, only "
            "teams and persons can be told apart: any other filter leaves none."
        ),
        Unit.SHARE,
        N_("Trainings passed, and rules in force"),
        group=Group.RULES,
        is_of_today=True,
    ),
    Formula(
        RuleKpi.REVIEWED,
        N_("Rules reviewed on schedule"),
        N_("Reviews of the period that were held up to the day they were due and its grace ÷ all reviews of it."),
        N_(
            "By the day a review was due, or held if that was sooner. One that is still owed beyond its grace counts "
            "as missed, one within it not yet. By the owner of the rule; of people, only teams and persons can be told "
            "apart."
        ),
        Unit.SHARE,
        N_("Reviews of rules by the day they were due"),
        group=Group.RULES,
    ),
)


@dataclass(frozen=True)
class _Taught:
    rule: Rule
    words: RuleVersion
    person: Person
    is_hit: bool


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    pairs = _pairs(session, actor, asked)
    covered = share(sum(one.is_hit for one in pairs), len(pairs))
    counted = _reviews(session, actor, asked)

    def value(span: Bounds) -> Value:
        some = [one for one in counted if span.start <= one.counted_on < span.end]
        return share(sum(one.is_in_time for one in some), len(some))

    return {RuleKpi.TAUGHT.value: Reading(covered, covered), RuleKpi.REVIEWED.value: reading(asked, value)}


def _pairs(session: Session, actor: Actor, asked: Question) -> list[_Taught]:
    """Every rule in force with everybody whom the actor's numbers are about."""
    taught, ours = learning.taught(session), people(session, actor, asked.filters)
    return [
        _Taught(rule, words, one, (words.id, one.id) in taught)
        for rule, words in learning.in_force(session)
        for one in ours.values()
        if one.is_here
    ]


def _reviews(session: Session, actor: Actor, asked: Question) -> list[learning.Review]:
    ours = people(session, actor, asked.filters)
    found = learning.reviews(session, today=clock.today())
    return [one for one in found if one.owner_id in ours]


def _rows(
    session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int
) -> tuple[int, Sequence[PlainRow]]:
    """What was missed comes first."""
    words = {rule.id: _name(rule, version) for rule, version in learning.in_force(session)}
    if kpi == RuleKpi.TAUGHT:
        pairs = sorted(_pairs(session, actor, asked), key=lambda one: one.is_hit)
        rows = [
            PlainRow(Subject.RULE, one.rule.id, words[one.rule.id], "", one.person.name, None, one.is_hit)
            for one in pairs[start : start + most]
        ]
        return len(pairs), rows
    ours, span = people(session, actor, asked.filters), asked.now
    some = [one for one in _reviews(session, actor, asked) if span.start <= one.counted_on < span.end]
    some.sort(key=lambda one: (one.is_in_time, one.counted_on, one.rule_id))
    return len(some), [
        PlainRow(
            Subject.RULE, one.rule_id, words.get(one.rule_id, f"#{one.rule_id}"), "", ours[one.owner_id].name,
            one.counted_on, one.is_in_time,
        )
        for one in some[start : start + most]
    ]  # fmt: skip


def _name(rule: Rule, version: RuleVersion) -> str:
    title = version.title_zh if language() == "zh_CN" else version.title_en
    return f"{rule.code} {title}"


PROVIDER = Provider(_FORMULAS, _read, Permission.HANDBOOK_SUPERVISE, _rows)
