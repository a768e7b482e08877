"""Writing rules: a draft, a new version in force, the end of a rule. What is in force is never altered."""

import json
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, func, select

from auth import audit
from auth.actor import SYSTEM, Actor
from auth.permissions import Permission
from care.handbook.checks import catalogue
from care.handbook.finding import draft_of, hold, touch
from care.handbook.reviewing import months_of, next_review
from care.handbook.telling import tell_everybody
from care.handbook.wording import Words
from core import clock
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from db.models import Chapter, Rule, RuleState, RuleVersion

_MOST_REASON = 300


class NoDraft(Refusal):
    def __init__(self) -> None:
        super().__init__(_("There is no draft of this rule. Change its words first."))


class CodeTaken(Refusal):
    def __init__(self) -> None:
        super().__init__(_("There is a rule with this number already."))


def draft_rule(session: Session, actor: Actor, *, chapter_id: int, code: str, words: Words, reason: str) -> Rule:
    """A new rule, seen by those who write rules until it is put in force."""
    actor.require(Permission.HANDBOOK_EDIT)
    _check(words, reason)
    if not 0 < len(code.strip()) <= 20:
        raise Invalid({"code": _("Please give it a number such as 3.9.")})
    if session.exec(select(Chapter.id).where(col(Chapter.id) == chapter_id)).first() is None:
        raise NotFound
    rule = _unused(session, code.strip())
    last = session.exec(select(func.max(Rule.place)).where(col(Rule.chapter_id) == chapter_id)).one()
    rule.state, rule.chapter_id, rule.place, rule.owner_id = RuleState.DRAFT, chapter_id, (last or 0) + 1, actor.id
    session.add(rule)
    session.flush()
    session.add(_version(rule, actor, words, reason, number=1))
    audit.record(session, actor, "rule.drafted", rule, detail={"code": rule.code})
    return rule


def _unused(session: Session, code: str) -> Rule:
    """A rule with this number: one whose only draft was discarded gives its number back."""
    there = session.exec(select(Rule).where(col(Rule.code) == code).with_for_update()).first()
    if there is not None and (there.version or there.state is not RuleState.RETIRED):
        raise CodeTaken
    return there or Rule(code=code, chapter_id=0, place=0)


def revise_rule(session: Session, actor: Actor, rule_id: int, *, words: Words, reason: str, seen: int) -> RuleVersion:
    """A draft of the next version, in place of one that was being written; the version in force stays as it is.

    One that was to hold from some day waits until it is put in force anew.
    """
    actor.require(Permission.HANDBOOK_EDIT)
    rule = hold(session, rule_id, seen=seen)
    _check(words, reason)
    draft = draft_of(session, rule)
    if draft is None:
        newest = select(func.max(RuleVersion.version)).where(col(RuleVersion.rule_id) == rule.id)
        draft = _version(rule, actor, words, reason, number=(session.exec(newest).one() or 0) + 1)
    else:
        fresh = _version(rule, actor, words, reason, number=draft.version)
        for name in (*_WORDS, "reason", "drafted_at", "drafted_by_id", "effective_on"):
            setattr(draft, name, getattr(fresh, name))
    touch(rule)
    session.add(draft)
    audit.record(session, actor, "rule.revised", rule, detail={"version": draft.version})
    return draft


def discard_draft(session: Session, actor: Actor, rule_id: int, *, seen: int) -> Rule:
    """The draft goes; a rule that never was in force is retired with it."""
    actor.require(Permission.HANDBOOK_EDIT)
    rule = hold(session, rule_id, seen=seen)
    draft = draft_of(session, rule)
    if draft is None:
        raise NoDraft
    session.delete(draft)
    touch(rule)
    if not rule.version:
        rule.state = RuleState.RETIRED
    audit.record(session, actor, "rule.draft_discarded", rule, detail={"version": draft.version})
    return rule


def put_in_force(session: Session, actor: Actor, rule_id: int, *, effective_on: date, seen: int) -> Rule:
    """The draft holds from that day on, today at the earliest; everybody is asked to read it."""
    actor.require(Permission.HANDBOOK_EDIT)
    rule = hold(session, rule_id, seen=seen)
    draft = draft_of(session, rule)
    if draft is None:
        raise NoDraft
    if effective_on < clock.today():
        raise Invalid({"effective_on": _("A rule holds from today at the earliest.")})
    if effective_on > clock.today() and rule.state is RuleState.RETIRED:
        raise Invalid({"effective_on": _("A retired rule holds again from today, or not at all.")})
    draft.effective_on = effective_on
    touch(rule)
    if effective_on > clock.today():
        audit.record(session, actor, "rule.scheduled", rule, detail={"version": draft.version})
        return rule
    return enforce(session, actor, rule, draft)


def enforce(session: Session, actor: Actor, rule: Rule, draft: RuleVersion) -> Rule:
    now = clock.now()
    draft.in_force_at, draft.in_force_by_id = now, actor.id
    draft.effective_on = draft.effective_on or clock.today()
    rule.state, rule.version = RuleState.IN_FORCE, draft.version
    if rule.next_review_on is None:
        rule.next_review_on = next_review(clock.today(), months_of(session, rule))
    audit.record(session, actor, "rule.in_force", rule, detail={"version": draft.version})
    tell_everybody(session, rule, draft)
    return rule


def enforce_due(session: Session) -> int:
    """Drafts whose day has come; how many there were."""
    due = select(RuleVersion).where(
        col(RuleVersion.in_force_at).is_(None), col(RuleVersion.effective_on) <= clock.today()
    )
    waiting = [draft.rule_id for draft in session.exec(due)]
    return sum(_enforce_due(session, rule_id) for rule_id in waiting)


def _enforce_due(session: Session, rule_id: int) -> bool:
    """Looked at again once it is held: meanwhile it may have been retired, its draft discarded or written anew."""
    rule = hold(session, rule_id)
    draft = draft_of(session, rule)
    is_due = draft is not None and draft.effective_on is not None and draft.effective_on <= clock.today()
    if draft is None or not is_due or rule.state is RuleState.RETIRED:
        return False
    enforce(session, SYSTEM, rule, draft)
    return True


_WORDS = ("title_zh", "title_en", "text_zh", "text_en", "check_code", "parameters")


def _version(rule: Rule, actor: Actor, words: Words, reason: str, *, number: int) -> RuleVersion:
    check = catalogue().get(words.check_code)
    chosen = check.chosen(words.parameters) if check else {}
    words = replace(words, **{name: getattr(words, name).strip() for name in _WORDS[:4]})
    return RuleVersion(
        rule_id=rule.id, version=number, title_zh=words.title_zh, title_en=words.title_en, text_zh=words.text_zh,
        text_en=words.text_en, check_code=words.check_code,
        parameters=json.dumps(chosen, sort_keys=True, separators=(",", ":")), reason=reason.strip(),
        drafted_at=clock.now(), drafted_by_id=actor.id,
    )  # fmt: skip


def _check(words: Words, reason: str) -> None:
    problems = words.problems()
    if not reason.strip():
        problems["reason"] = _("Please say why, for whoever wonders later.")
    elif len(reason.strip()) > _MOST_REASON:
        problems["reason"] = _("At most {n} characters.").format(n=_MOST_REASON)
    if problems:
        raise Invalid(problems)
