"""One rule's page: its words, numbers, practice, receipts, and how it came to be."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.checks import catalogue
from care.handbook.finding import current, find, versions_of
from care.handbook.measuring import Compliance, Names, compliance, names
from care.handbook.numbering import NumberRow, numbers_of
from care.handbook.practice import titled
from care.handbook.receipts import Receipts, receipts
from care.handbook.reviewing import may_review, months_of
from care.handbook.version_queries import ReviewRow, VersionRow, chosen, review_rows, version_rows
from care.handbook.wording import Words, filled, spoken
from care.kpis import Period
from core.errors import NotFound
from core.i18n import language
from db.models import Chapter, Rule, RuleState, RuleVersion


@dataclass(frozen=True)
class RuleFile:
    id: int
    code: str
    chapter_id: int
    chapter: str
    state: RuleState
    version: int
    title: str
    text: str
    other_title: str
    other_text: str
    """In the other language."""
    owner_id: int | None
    owner: str
    effective_on: date | None
    review_months: int
    own_review_months: int | None
    """None: as the policy says."""
    next_review_on: date | None
    check_code: str
    check_name: str
    check_counts: str
    chosen: tuple[tuple[str, str], ...]
    """What the check was asked with: label and choice, to be translated."""
    kept: Compliance | None
    numbers: tuple[NumberRow, ...]
    receipts: Receipts | None
    versions: tuple[VersionRow, ...]
    """The newest first, with a draft for those who write rules."""
    reviews: tuple[ReviewRow, ...]
    draft: Words | None
    words: Words
    """Of the newest version, as they are stored."""
    may_review: bool
    may_edit: bool
    seen: int


def rule_file(session: Session, actor: Actor, rule_id: int, *, period: Period) -> RuleFile:
    rule = find(session, actor, rule_id)
    may_edit = actor.may(Permission.HANDBOOK_EDIT)
    versions = [one for one in versions_of(session, rule.id) if one.in_force_at or may_edit]
    if not versions:
        raise NotFound
    words, known = current(session, rule) or versions[-1], names(session)
    return RuleFile(
        id=rule.id,
        code=rule.code,
        chapter_id=rule.chapter_id,
        chapter=_chapter(session, rule),
        state=rule.state,
        version=rule.version,
        **_texts(session, words),
        owner_id=rule.owner_id,
        owner=known.people.get(rule.owner_id or 0, ""),
        effective_on=words.effective_on,
        review_months=months_of(session, rule),
        own_review_months=rule.review_months or None,
        next_review_on=rule.next_review_on,
        **_in_practice(session, actor, rule, words, period, known),
        versions=tuple(reversed(version_rows(versions, known.people))),
        reviews=review_rows(session, rule, known.people),
        draft=next((stored(one) for one in versions if one.in_force_at is None), None),
        words=stored(versions[-1]),
        may_edit=may_edit,
        seen=rule.row_version,
    )


def _texts(session: Session, words: RuleVersion) -> dict[str, Any]:
    said, otherwise = spoken(session), spoken(session, "en" if language() == "zh_CN" else "zh_CN")
    (title, text), (other_title, other_text) = titled(words), _other(words)
    return {
        "title": filled(title, said),
        "text": filled(text, said),
        "other_title": filled(other_title, otherwise),
        "other_text": filled(other_text, otherwise),
    }


def _in_practice(
    session: Session, actor: Actor, rule: Rule, words: RuleVersion, period: Period, known: Names
) -> dict[str, Any]:
    check = catalogue().get(words.check_code)
    is_in_force = rule.state is RuleState.IN_FORCE
    kept = None
    if check and is_in_force:
        kept = compliance(session, actor, check, json.loads(words.parameters), period=period, known=known)
    return {
        "check_code": check.code if check else "",
        "check_name": check.name if check else "",
        "check_counts": check.counts if check else "",
        "chosen": chosen(words),
        "kept": kept,
        "numbers": numbers_of(session, actor, words),
        "receipts": receipts(session, actor, words) if is_in_force else None,
        "may_review": is_in_force and may_review(actor, rule),
    }


def stored(version: RuleVersion) -> Words:
    return Words(
        version.title_zh, version.title_en, version.text_zh, version.text_en, version.check_code,
        json.loads(version.parameters),
    )  # fmt: skip


def _other(version: RuleVersion) -> tuple[str, str]:
    if language() == "zh_CN":
        return version.title_en, version.text_en
    return version.title_zh, version.text_zh


def _chapter(session: Session, rule: Rule) -> str:
    chapter = session.exec(select(Chapter).where(col(Chapter.id) == rule.chapter_id)).one()
    return chapter.title_zh if language() == "zh_CN" else chapter.title_en
