"""One rule's page: its words, versions, numbers, practice, receipts and reviews."""

import json
from dataclasses import dataclass
from datetime import date, datetime
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
from care.handbook.reviewing import may_review
from care.handbook.wording import Piece, Words, compared, filled, spoken
from care.kpis import Period
from core.errors import NotFound
from core.i18n import language
from db.models import Chapter, ReviewVerdict, Rule, RuleReview, RuleState, RuleVersion


@dataclass(frozen=True)
class VersionRow:
    version: int
    reason: str
    drafted_at: datetime
    drafted_by: str
    effective_on: date | None
    in_force_at: datetime | None
    title: tuple[Piece, ...]
    """Compared with the version before; all of it is `added` in the first."""
    text_zh: tuple[Piece, ...]
    text_en: tuple[Piece, ...]
    check_name: str


@dataclass(frozen=True)
class ReviewRow:
    id: int
    on: date
    due_on: date
    by: str
    verdict: ReviewVerdict
    words: str
    members: tuple[str, ...]


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
        review_months=rule.review_months,
        next_review_on=rule.next_review_on,
        **_in_practice(session, actor, rule, words, period, known),
        versions=tuple(reversed(_versions(versions, known.people))),
        reviews=_reviews(session, rule, known.people),
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
        "chosen": _chosen(words),
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


def _chosen(version: RuleVersion) -> tuple[tuple[str, str], ...]:
    check = catalogue().get(version.check_code)
    if check is None:
        return ()
    values = check.chosen(json.loads(version.parameters))
    return tuple((one.label, dict(one.choices)[values[one.name]]) for one in check.parameters)


def _versions(versions: list[RuleVersion], people: dict[int, str] | Any) -> list[VersionRow]:
    rows, before = [], ("", "", "")
    for one in versions:
        title = titled(one)[0]
        check = catalogue().get(one.check_code)
        rows.append(
            VersionRow(
                one.version, one.reason, one.drafted_at, people.get(one.drafted_by_id or 0, ""), one.effective_on,
                one.in_force_at, compared(before[0], title), compared(before[1], one.text_zh),
                compared(before[2], one.text_en), check.name if check else "",
            )
        )  # fmt: skip
        before = (title, one.text_zh, one.text_en)
    return rows


def _reviews(session: Session, rule: Rule, people: Any) -> tuple[ReviewRow, ...]:
    query = select(RuleReview).where(col(RuleReview.rule_id) == rule.id).order_by(col(RuleReview.id).desc())
    return tuple(
        ReviewRow(
            one.id, one.on, one.due_on, people.get(one.by_id or 0, ""), one.verdict, one.words,
            tuple(people[id_] for id_ in json.loads(one.members) if id_ in people),
        )
        for one in session.exec(query.limit(50))
    )  # fmt: skip
