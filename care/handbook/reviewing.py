"""Looking at a rule again: keep it, revise it, retire it; the next time is counted from this one."""

import json
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook, tasks
from care.handbook.finding import current, draft_of, find, hold
from care.handbook.policy import HandbookPolicy
from core import clock
from core.errors import Invalid, NotAllowed, Refusal
from core.i18n import _
from db.models import ReviewVerdict, Rule, RuleReview, RuleState, RuleVersion, User

_MOST, _MOST_REASON = 1000, 300


class NotInForce(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This rule is not in force."))


def next_review(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    for last in (day.day, 30, 29, 28):
        try:
            return date(count // 12, count % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def months_of(session: Session, rule: Rule) -> int:
    """Its own, or those of the policy."""
    return rule.review_months or rulebook.in_force(session, HandbookPolicy).review_months


def end(session: Session, rule: Rule) -> None:
    """It holds no longer: nobody reviews it, and no draft of it waits for its day."""
    tasks.drop_one(session, review_key(rule))
    if (draft := draft_of(session, rule)) is not None:
        session.delete(draft)
    rule.state, rule.next_review_on = RuleState.RETIRED, None


def may_review(actor: Actor, rule: Rule) -> bool:
    return actor.may(Permission.HANDBOOK_EDIT) or (actor.id is not None and rule.owner_id == actor.id)


def review_rule(
    session: Session,
    actor: Actor,
    rule_id: int,
    *,
    verdict: ReviewVerdict,
    words: str,
    members: Sequence[int],
    seen: int,
) -> RuleReview:
    """The rule's owner, or whoever may write rules, with the colleagues of the review team."""
    find(session, actor, rule_id)
    rule = hold(session, rule_id, seen=seen)
    due_on = _due(actor, rule)
    if not 0 < len(words.strip()) <= _MOST:
        raise Invalid({"words": _("Please say in a sentence what the review found.")})
    known = session.exec(select(User.id).where(col(User.id).in_(list(members)))).all()
    review = RuleReview(
        rule_id=rule.id, version=rule.version, due_on=due_on, on=clock.today(), at=clock.now(),
        by_id=actor.id, owner_id=rule.owner_id, verdict=verdict, words=words.strip(), members=json.dumps(sorted(known)),
    )  # fmt: skip
    session.add(review)
    tasks.settle_one(session, review_key(rule), by_id=actor.id, outcome=words)
    rule.next_review_on = next_review(clock.today(), months_of(session, rule))
    if verdict is ReviewVerdict.RETIRE:
        end(session, rule)
    if verdict is ReviewVerdict.REVISE:
        _open_draft(session, actor, rule, reason=words.strip())
    audit.record(session, actor, "rule.reviewed", rule, detail={"verdict": verdict.value})
    return review


def _open_draft(session: Session, actor: Actor, rule: Rule, *, reason: str) -> None:
    """The words in force, to be written anew for the reason that the review found; one being written stays."""
    words = current(session, rule)
    if words is None or draft_of(session, rule) is not None:
        return
    session.add(
        RuleVersion(
            rule_id=rule.id, version=words.version + 1, title_zh=words.title_zh, title_en=words.title_en,
            text_zh=words.text_zh, text_en=words.text_en, check_code=words.check_code, parameters=words.parameters,
            reason=reason[:_MOST_REASON], drafted_at=clock.now(), drafted_by_id=actor.id,
        )
    )  # fmt: skip


def _due(actor: Actor, rule: Rule) -> date:
    if not may_review(actor, rule):
        raise NotAllowed
    if rule.state is not RuleState.IN_FORCE or rule.next_review_on is None:
        raise NotInForce
    return rule.next_review_on


def review_key(rule: Rule) -> str:
    return f"rule-review:{rule.id}:{rule.next_review_on}"
