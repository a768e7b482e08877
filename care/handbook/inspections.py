"""Supervision (R77): somebody looks whether a rule is kept; a finding becomes a task."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import rulebook, tasks
from care.handbook.finding import find
from care.handbook.policy import HandbookPolicy
from care.kpis import Period
from care.tasks import TaskKind
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Inspection, Rule, Subject, Task, Team, User, UserStatus

_MOST, _SHOWN = 1000, 100


@dataclass(frozen=True)
class Finding:
    words: str
    is_kept: bool
    team_id: int | None = None
    deed: str = ""
    """What is to be put right; empty: nothing."""
    assignee_id: int | None = None


@dataclass(frozen=True)
class InspectionRow:
    id: int
    rule_id: int
    code: str
    on: date
    by: str
    team: str
    finding: str
    is_kept: bool
    task_id: int | None
    is_put_right: bool


def inspect_rule(session: Session, actor: Actor, rule_id: int, *, finding: Finding) -> Inspection:
    actor.require(Permission.HANDBOOK_SUPERVISE)
    rule = find(session, actor, rule_id)
    if problems := _problems(session, actor, finding):
        raise Invalid(problems)
    row = Inspection(
        rule_id=rule.id, team_id=finding.team_id, on=clock.today(), finding=finding.words.strip(),
        is_kept=finding.is_kept, by_id=actor.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    if finding.deed.strip():
        days = rulebook.in_force(session, HandbookPolicy).task_days
        task = tasks.make(
            session, kind=TaskKind.RULE_FOLLOW_UP, assignee_id=finding.assignee_id,
            due_at=clock.now() + timedelta(days=days), key=f"inspection:{row.id}", subject=Subject.RULE,
            subject_id=rule.id, title=finding.deed.strip(), by_id=actor.id,
        )  # fmt: skip
        row.task_id = task.id
    audit.record(session, actor, "rule.inspected", row, detail={"kept": row.is_kept})
    return row


def inspections(
    session: Session, actor: Actor, *, rule_id: int | None = None, period: Period | None = None
) -> tuple[InspectionRow, ...]:
    """The latest first; a manager sees those of the own team and of the whole firm."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    query: Any = (
        select_columns(Inspection, col(Rule.code), col(User.name), col(Team.name), col(Task.done_at))
        .join(Rule, col(Rule.id) == col(Inspection.rule_id))
        .outerjoin(User, col(User.id) == col(Inspection.by_id))
        .outerjoin(Team, col(Team.id) == col(Inspection.team_id))
        .outerjoin(Task, col(Task.id) == col(Inspection.task_id))
    )
    if rule_id is not None:
        query = query.where(col(Inspection.rule_id) == rule_id)
    if period is not None:
        query = query.where(col(Inspection.on) >= period.start, col(Inspection.on) < period.end)
    if actor.scope(Permission.HANDBOOK_SUPERVISE) is Scope.TEAM:
        of_team = col(Inspection.team_id).is_(None) | (col(Inspection.team_id) == (actor.team_id or 0))
        query = query.where(of_team)
    found = session.execute(query.order_by(col(Inspection.on).desc(), col(Inspection.id).desc()).limit(_SHOWN))
    return tuple(
        InspectionRow(one.id, one.rule_id, code, one.on, by or "", team or "", one.finding, one.is_kept, one.task_id,
                      done is not None)
        for one, code, by, team, done in found
    )  # fmt: skip


def inspected_teams(session: Session, actor: Actor) -> dict[int, str]:
    """The departments whose practice the actor may look into, by name."""
    actor.require(Permission.HANDBOOK_SUPERVISE)
    query = select(Team.id, Team.name).order_by(col(Team.name))
    if actor.scope(Permission.HANDBOOK_SUPERVISE) is Scope.TEAM:
        query = query.where(col(Team.id) == (actor.team_id or 0))
    return dict(session.exec(query).all())


def _problems(session: Session, actor: Actor, finding: Finding) -> dict[str, str]:
    problems = {}
    if finding.team_id is not None and finding.team_id not in inspected_teams(session, actor):
        problems["team_id"] = _("Please choose one of your departments.")
    if not 0 < len(finding.words.strip()) <= _MOST:
        problems["finding"] = _("Please say in a sentence what you found.")
    active = select(User.id).where(col(User.id) == (finding.assignee_id or 0), col(User.status) == UserStatus.ACTIVE)
    if finding.deed.strip() and session.exec(active).first() is None:
        problems["assignee"] = _("Please choose a colleague who works here.")
    if len(finding.deed.strip()) > 300:
        problems["deed"] = _("At most {n} characters.").format(n=300)
    return problems
