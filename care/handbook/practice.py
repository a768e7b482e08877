"""Rules in practice 制度执行: one line a rule, with its rate where it can be measured."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.check import Check
from care.handbook.checks import catalogue
from care.handbook.finding import in_force
from care.handbook.measuring import Compliance, Names, compliance, names
from care.handbook.receipts import unread
from care.handbook.wording import filled, spoken
from care.kpis import Period
from core import clock
from core.i18n import language
from db.models import AuditEntry, Chapter, Rule, RuleState, RuleVersion


@dataclass(frozen=True)
class RuleLine:
    id: int
    code: str
    title: str
    text: str
    owner: str
    next_review_on: date | None
    is_review_due: bool
    is_unread: bool
    """The actor has still to confirm it."""
    check_code: str
    check_name: str
    kept: Compliance | None


@dataclass(frozen=True)
class ChapterLines:
    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class Practice:
    chapters: tuple[ChapterLines, ...]
    unread: int
    drafts: tuple[tuple[int, str, str], ...]
    """Rules that were never in force: id, number, title; for those who write rules."""
    retired: tuple[tuple[int, str, str], ...]


def practice(session: Session, actor: Actor, *, period: Period) -> Practice:
    actor.require(Permission.HANDBOOK_READ)
    said, known, mine = spoken(session), names(session), set(unread(session, actor))
    lines: dict[int, list[RuleLine]] = {}
    for rule, version in in_force(session):
        lines.setdefault(rule.chapter_id, []).append(
            _line(session, actor, rule, version, said, known, period, is_unread=rule.id in mine)
        )
    chapters = session.exec(select(Chapter).order_by(col(Chapter.place), col(Chapter.id))).all()
    shown = tuple(ChapterLines(_of(one), tuple(lines[one.id])) for one in chapters if one.id in lines)
    return Practice(
        shown,
        len(mine),
        _others(session, actor, RuleState.DRAFT, said),
        _others(session, actor, RuleState.RETIRED, said),
    )


def practice_stamp(session: Session, actor: Actor) -> int:
    """Grows with everything the actor does, on whichever server: what was kept before is then out of date."""
    actor.require(Permission.HANDBOOK_READ)
    newest = select(AuditEntry.id).where(col(AuditEntry.actor_id) == actor.id).order_by(col(AuditEntry.id).desc())
    return session.exec(newest.limit(1)).first() or 0


def chapters(session: Session, actor: Actor) -> tuple[tuple[int, str], ...]:
    """By id and title, in the order of the book."""
    actor.require(Permission.HANDBOOK_READ)
    found = session.exec(select(Chapter).order_by(col(Chapter.place), col(Chapter.id)))
    return tuple((one.id, _of(one)) for one in found)


def measurable(session: Session, actor: Actor, *, period: Period) -> tuple[tuple[RuleLine, Compliance], ...]:
    """Each executable rule in force, with how it was kept."""
    lines = [line for chapter in practice(session, actor, period=period).chapters for line in chapter.rules]
    return tuple((line, line.kept) for line in lines if line.kept is not None)


def _line(
    session: Session, actor: Actor, rule: Rule, version: RuleVersion, said: Mapping[str, str], known: Names,
    period: Period, *, is_unread: bool,
) -> RuleLine:  # fmt: skip
    check = catalogue().get(version.check_code)
    title, text = titled(version)
    kept = _kept(session, actor, check, version, period, known) if check else None
    is_due = rule.next_review_on is not None and rule.next_review_on <= clock.today()
    return RuleLine(
        rule.id, rule.code, filled(title, said), filled(text, said), known.people.get(rule.owner_id or 0, ""),
        rule.next_review_on, is_due, is_unread, version.check_code, check.name if check else "", kept,
    )  # fmt: skip


def _kept(
    session: Session, actor: Actor, check: Check, version: RuleVersion, period: Period, known: Names
) -> Compliance:
    return compliance(session, actor, check, json.loads(version.parameters), period=period, known=known)


def titled(version: RuleVersion) -> tuple[str, str]:
    """Title and text in the reader's language."""
    if language() == "zh_CN":
        return version.title_zh, version.text_zh
    return version.title_en, version.text_en


def _of(chapter: Chapter) -> str:
    return chapter.title_zh if language() == "zh_CN" else chapter.title_en


def _others(
    session: Session, actor: Actor, state: RuleState, said: Mapping[str, str]
) -> tuple[tuple[int, str, str], ...]:
    """By their newest version."""
    if state is RuleState.DRAFT and not actor.may(Permission.HANDBOOK_EDIT):
        return ()
    query = select(Rule, RuleVersion).join(RuleVersion, col(RuleVersion.rule_id) == col(Rule.id))
    found: dict[int, tuple[int, str, str]] = {}
    for rule, version in session.exec(query.where(col(Rule.state) == state).order_by(col(RuleVersion.version))):
        if rule.version or state is RuleState.DRAFT:
            found[rule.id] = (rule.id, rule.code, filled(titled(version)[0], said))
    return tuple(found.values())
