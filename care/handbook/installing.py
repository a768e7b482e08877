"""The rulebook the product comes with: installed once, and the firm's own from then on."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM
from care import rulebook
from care.handbook.policy import HandbookPolicy
from care.handbook.reviewing import next_review
from core import clock
from db import dialect
from db.models import Chapter, Role, Rule, RuleState, RuleVersion, User, UserStatus

_BOOK = Path(__file__).with_name("default_rulebook.json")
_REASON = "随产品提供的初始制度"


def install(session: Session) -> int:
    """Chapters and rules where there is no rulebook yet; how many rules. Twice, or on two servers, it is there once."""
    if session.exec(select(Chapter.id).limit(1)).first() is not None:
        return 0
    book: list[dict[str, Any]] = json.loads(_BOOK.read_text(encoding="utf8"))["chapters"]
    now = clock.now()
    rows = [
        {"code": one["code"], "place": place, "title_zh": one["zh"], "title_en": one["en"], "created_at": now,
         "updated_at": now}
        for place, one in enumerate(book, 1)
    ]  # fmt: skip
    if dialect.insert_new(session, Chapter, rows) < len(rows):
        return 0  # another server is at it
    chapters = dict(session.exec(select(Chapter.code, Chapter.id)).all())
    months, today = rulebook.in_force(session, HandbookPolicy).review_months, clock.today()
    count = 0
    for one in book:
        for place, rule in enumerate(one["rules"], 1):
            _install(session, chapters[one["code"]], place, rule, months, today)
            count += 1
    audit.record(session, SYSTEM, "handbook.installed", count=count)
    return count


def adopt(session: Session) -> int:
    """Rules nobody answers for are the owner's, as soon as there is one; how many."""
    able = (col(User.role) == Role.OWNER, col(User.status) == UserStatus.ACTIVE)
    owner = session.exec(select(User.id).where(*able).order_by(col(User.id)).limit(1)).first()
    if owner is None:
        return 0
    orphans = session.exec(select(Rule).where(col(Rule.owner_id).is_(None))).all()
    for rule in orphans:
        rule.owner_id = owner
    session.flush()
    return len(orphans)


def _install(session: Session, chapter_id: int, place: int, rule: dict[str, Any], months: int, today: date) -> None:
    row = Rule(
        code=rule["code"], chapter_id=chapter_id, place=place, state=RuleState.IN_FORCE, version=1,
        next_review_on=next_review(today, months),
    )  # fmt: skip
    session.add(row)
    session.flush()
    now = clock.now()
    session.add(
        RuleVersion(
            rule_id=row.id, version=1, title_zh=rule["zh"], title_en=rule["en"], text_zh=rule["text_zh"],
            text_en=rule["text_en"], check_code=rule.get("check", ""),
            parameters=json.dumps(rule.get("parameters", {}), sort_keys=True, separators=(",", ":")), reason=_REASON,
            drafted_at=now, effective_on=today, in_force_at=now,
        )
    )  # fmt: skip
    session.flush()
