"""The cases in which a rule was not kept, each with what was said and decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care import tasks
from care.handbook.check import Check
from care.handbook.measuring import Names, names
from care.handbook.missing import PAGE, Missed, checked, missed, one_missed
from care.kpis import Bounds, Period, Stretches
from core import clock
from db.models import Breach, BreachState, Subject


@dataclass(frozen=True)
class BreachRow:
    case_id: int
    subject: Subject | None
    subject_id: int | None
    about: str
    """Empty: the actor may not see what it is about, or it has no name."""
    who_id: int | None
    who: str
    team_id: int | None
    team: str
    at: datetime | None
    due_at: datetime | None
    done_at: datetime | None
    why: str
    """To be translated and filled with {due} and {done}."""
    state: BreachState | None = None
    explanation: str = ""
    explained_by: str = ""
    decision: str = ""
    decided_by: str = ""
    task_id: int | None = None
    may_explain: bool = False
    may_decide: bool = False
    version: int = 0
    id: int | None = None
    """Of its row, once somebody spoke of it."""


@dataclass(frozen=True)
class BreachPage:
    total: int
    page: int
    pages: int
    rows: tuple[BreachRow, ...]


def breaches(session: Session, actor: Actor, rule_id: int, *, period: Period, page: int = 1) -> BreachPage:
    """The latest first: exactly those that the rate counts, as far as the actor's reach goes."""
    check, asked = checked(session, actor, rule_id)
    days = Stretches.of([Bounds(period.start, max(period.start, period.counted_to(clock.today())))])
    page = max(1, page)
    total, found = missed(session, actor, check, asked, days=days, most=page * PAGE)
    rows = told(session, actor, check, found[(page - 1) * PAGE : page * PAGE])
    return BreachPage(total, page, max(1, -(-total // PAGE)), rows)


def breach(session: Session, actor: Actor, rule_id: int, case_id: int) -> BreachRow:
    """One of them."""
    check, asked = checked(session, actor, rule_id)
    return told(session, actor, check, [one_missed(session, actor, check, asked, case_id)])[0]


def told(session: Session, actor: Actor, check: Check, found: Sequence[Missed]) -> tuple[BreachRow, ...]:
    known = names(session)
    about = tasks.named(session, actor, [(check.subject, one.subject_id) for one in found])
    said = {
        row.case_id: row
        for row in session.exec(
            select(Breach).where(
                col(Breach.check_code) == check.code, col(Breach.case_id).in_([one.case_id for one in found])
            )
        )
    }
    return tuple(_with(actor, _row(check, one, known, about), said.get(one.case_id), known) for one in found)


def may_decide(actor: Actor, who_id: int | None, team_id: int | None) -> bool:
    """The owner, or the manager of the team; never on one's own."""
    if not actor.may(Permission.BREACH_DECIDE) or (who_id is not None and who_id == actor.id):
        return False
    is_all = actor.scope(Permission.BREACH_DECIDE) is Scope.ALL
    return is_all or (actor.team_id is not None and team_id == actor.team_id)


def _row(check: Check, one: Missed, known: Names, about: dict[tuple[Subject, int], str]) -> BreachRow:
    name = about.get((check.subject, one.subject_id), "") if check.subject and one.subject_id else ""
    return BreachRow(
        one.case_id, check.subject, one.subject_id, name, one.who_id, known.people.get(one.who_id or 0, ""),
        one.team_id, known.teams.get(one.team_id or 0, ""), one.at, one.due_at, one.done_at, check.why,
    )  # fmt: skip


def _with(actor: Actor, row: BreachRow, said: Breach | None, known: Names) -> BreachRow:
    is_mine = row.who_id is not None and row.who_id == actor.id
    is_over = said is not None and said.state is not BreachState.EXPLAINED
    decides = may_decide(actor, row.who_id, row.team_id)
    row = replace(row, may_explain=is_mine and not is_over, may_decide=decides and not is_over)
    if said is None:
        return row
    return replace(
        row, state=said.state, explanation=said.explanation, decision=said.decision, task_id=said.task_id,
        explained_by=known.people.get(said.explained_by_id or 0, ""),
        decided_by=known.people.get(said.decided_by_id or 0, ""), version=said.row_version, id=said.id,
    )  # fmt: skip
