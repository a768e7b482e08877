"""Who answers for a rule and when it is looked at again; its end; the chapters."""

from datetime import date

from sqlmodel import Session, col, func, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import tasks
from care.handbook.finding import hold
from care.handbook.reviewing import end, review_key
from core.errors import Invalid
from core.i18n import _
from db.models import Chapter, Rule, RuleState, User, UserStatus

_MOST_REASON, _MOST_MONTHS = 300, 24


def retire_rule(session: Session, actor: Actor, rule_id: int, *, reason: str, seen: int) -> Rule:
    """It holds no longer; its versions, receipts and breaches stay to be read."""
    actor.require(Permission.HANDBOOK_EDIT)
    rule = hold(session, rule_id, seen=seen)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever wonders later.")})
    end(session, rule)
    audit.record(session, actor, "rule.retired", rule, detail={"reason": reason.strip()[:_MOST_REASON]})
    return rule


def entrust_rule(
    session: Session,
    actor: Actor,
    rule_id: int,
    *,
    owner_id: int,
    review_months: int | None,
    next_review_on: date,
    seen: int,
) -> Rule:
    """Who answers for it, and when it is looked at again; without months of its own as the policy says."""
    actor.require(Permission.HANDBOOK_EDIT)
    rule = hold(session, rule_id, seen=seen)
    able = select(User.id).where(col(User.id) == owner_id, col(User.status) == UserStatus.ACTIVE)
    problems = {}
    if session.exec(able).first() is None:
        problems["owner_id"] = _("Please choose a colleague who works here.")
    if review_months is not None and not 1 <= review_months <= _MOST_MONTHS:
        problems["review_months"] = _("A number from 1 to {most}, please.").format(most=_MOST_MONTHS)
    if problems:
        raise Invalid(problems)
    tasks.drop_one(session, review_key(rule))
    rule.owner_id, rule.review_months = owner_id, review_months or 0
    rule.next_review_on = next_review_on if rule.state is RuleState.IN_FORCE else None
    audit.record(session, actor, "rule.entrusted", rule)
    return rule


def add_chapter(session: Session, actor: Actor, *, title_zh: str, title_en: str) -> Chapter:
    actor.require(Permission.HANDBOOK_EDIT)
    if not (0 < len(title_zh.strip()) <= 100 and 0 < len(title_en.strip()) <= 100):
        raise Invalid({"title_zh": _("Please write it in both languages.")})
    last = session.exec(select(func.max(Chapter.place))).one() or 0
    chapter = Chapter(code=f"own-{last + 1}", place=last + 1, title_zh=title_zh.strip(), title_en=title_en.strip())
    session.add(chapter)
    audit.record(session, actor, "chapter.added", chapter)
    return chapter
