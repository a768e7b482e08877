"""Finding rules and their versions; which checks are in practice."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.handbook.check import Check
from care.handbook.checks import catalogue
from care.learning import in_force as in_force
from core import clock
from core.errors import Conflict, NotFound
from db.models import Rule, RuleVersion


def find(session: Session, actor: Actor, rule_id: int) -> Rule:
    """A draft is seen by those who may write rules."""
    actor.require(Permission.HANDBOOK_READ)
    rule = session.exec(select(Rule).where(col(Rule.id) == rule_id)).first()
    if rule is None or (not rule.version and not actor.may(Permission.HANDBOOK_EDIT)):
        raise NotFound
    return rule


def hold(session: Session, rule_id: int, *, seen: int | None = None) -> Rule:
    """To be changed: one at a time; Conflict when somebody saved it since it was seen."""
    one = select(Rule).where(col(Rule.id) == rule_id).with_for_update()
    rule = session.exec(one.execution_options(populate_existing=True)).first()
    if rule is None:
        raise NotFound
    if seen is not None and rule.row_version != seen:
        raise Conflict(version=rule.row_version, theirs={"state": rule.state.value}, yours={})
    return rule


def touch(rule: Rule) -> None:
    """Its draft has changed: whoever saw the rule before is told."""
    rule.updated_at = clock.now()
    flag_modified(rule, "updated_at")


def versions_of(session: Session, rule_id: int) -> Sequence[RuleVersion]:
    """The oldest first."""
    theirs = select(RuleVersion).where(col(RuleVersion.rule_id) == rule_id)
    return session.exec(theirs.order_by(col(RuleVersion.version))).all()


def draft_of(session: Session, rule: Rule) -> RuleVersion | None:
    waiting = select(RuleVersion).where(col(RuleVersion.rule_id) == rule.id, col(RuleVersion.in_force_at).is_(None))
    return session.exec(waiting.execution_options(populate_existing=True)).first()


def current(session: Session, rule: Rule) -> RuleVersion | None:
    """The version in force, or the last that was; None: a draft."""
    its = select(RuleVersion).where(col(RuleVersion.rule_id) == rule.id, col(RuleVersion.version) == rule.version)
    return session.exec(its).first()


def in_practice(session: Session) -> list[tuple[Check, dict[str, Any]]]:
    """The checks that rules in force ask for, with their parameters."""
    known = catalogue()
    return [
        (known[version.check_code], json.loads(version.parameters))
        for _rule, version in in_force(session)
        if version.check_code in known
    ]
