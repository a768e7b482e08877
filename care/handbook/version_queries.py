"""How a rule came to be: its versions, each compared with the one before, and the reviews it has had."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from care.handbook.checks import catalogue
from care.handbook.practice import titled
from care.handbook.wording import Piece, compared
from core.i18n import _
from db.models import ReviewVerdict, Rule, RuleReview, RuleVersion


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
    check: tuple[Piece, ...]
    """Its name, and what it is asked with."""


@dataclass(frozen=True)
class ReviewRow:
    id: int
    on: date
    due_on: date
    by: str
    verdict: ReviewVerdict
    words: str
    members: tuple[str, ...]


def chosen(version: RuleVersion) -> tuple[tuple[str, str], ...]:
    """What its check is asked with: label and choice, to be translated."""
    check = catalogue().get(version.check_code)
    if check is None:
        return ()
    values = check.chosen(json.loads(version.parameters))
    return tuple((one.label, dict(one.choices)[values[one.name]]) for one in check.parameters)


def version_rows(versions: Sequence[RuleVersion], people: Mapping[int, str]) -> list[VersionRow]:
    rows, before = [], ("", "", "", "")
    for one in versions:
        title, check = titled(one)[0], _checked(one)
        rows.append(
            VersionRow(
                one.version, one.reason, one.drafted_at, people.get(one.drafted_by_id or 0, ""), one.effective_on,
                one.in_force_at, compared(before[0], title), compared(before[1], one.text_zh),
                compared(before[2], one.text_en), compared(before[3], check),
            )
        )  # fmt: skip
        before = (title, one.text_zh, one.text_en, check)
    return rows


def _checked(version: RuleVersion) -> str:
    """Empty: it is text alone."""
    check = catalogue().get(version.check_code)
    asked = [f"{_(label)}: {_(choice)}" for label, choice in chosen(version)]
    return " · ".join([check.name, *asked]) if check else ""


def review_rows(session: Session, rule: Rule, people: Mapping[int, str]) -> tuple[ReviewRow, ...]:
    query = select(RuleReview).where(col(RuleReview.rule_id) == rule.id).order_by(col(RuleReview.id).desc())
    return tuple(
        ReviewRow(
            one.id, one.on, one.due_on, people.get(one.by_id or 0, ""), one.verdict, one.words,
            tuple(people[id_] for id_ in json.loads(one.members) if id_ in people),
        )
        for one in session.exec(query.limit(50))
    )  # fmt: skip
