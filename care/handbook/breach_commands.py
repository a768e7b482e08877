"""What follows from a breach: its person explains, somebody above excuses it or not, or something is to be done."""

from datetime import timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook, tasks
from care.handbook.breach_queries import may_decide
from care.handbook.check import Check
from care.handbook.finding import find
from care.handbook.missing import Missed, checked, one_missed
from care.handbook.policy import HandbookPolicy
from care.handbook.telling import tell_concerned, tell_managers
from care.tasks import TaskKind
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, Refusal
from core.i18n import _
from db import dialect
from db.models import Breach, BreachState, Subject, User, UserStatus

_MOST = 1000


class BreachDecided(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This has been decided already."))


def explain_breach(session: Session, actor: Actor, rule_id: int, case_id: int, *, words: str) -> Breach:
    """The person whose it was says how it came; until it is decided they may say it anew."""
    check, missed = _missed(session, actor, rule_id, case_id)
    if actor.id is None or missed.who_id != actor.id:
        raise NotAllowed
    said = _said("words", words, _("Please say in a sentence how it came."))
    row = _held(session, rule_id, check, missed)
    if row.state is not BreachState.EXPLAINED:
        raise BreachDecided
    row.explanation, row.explained_at, row.explained_by_id = said, clock.now(), actor.id
    audit.record(session, actor, "breach.explained", row, detail={"check": check.code, "case": case_id})
    tell_managers(session, row, find(session, actor, rule_id).code)
    return row


def decide_breach(
    session: Session, actor: Actor, rule_id: int, case_id: int, *, excuse: bool, words: str, seen: int
) -> Breach:
    """Excused, it is shown apart and counts apart; either way with the reason."""
    actor.require(Permission.BREACH_DECIDE)
    check, missed = _missed(session, actor, rule_id, case_id)
    row = _to_decide(session, actor, rule_id, check, missed, seen=seen)
    said = _said("decision", words, _("Please say why."))
    row.state = BreachState.EXCUSED if excuse else BreachState.REFUSED
    _decided(session, actor, row, said)
    audit.record(session, actor, f"breach.{row.state.value}", row, detail={"check": check.code, "case": case_id})
    tell_concerned(session, row, find(session, actor, rule_id).code)
    return row


def act_on_breach(
    session: Session, actor: Actor, rule_id: int, case_id: int, *, deed: str, assignee_id: int, seen: int
) -> Breach:
    """Somebody is to put it right."""
    actor.require(Permission.BREACH_DECIDE)
    check, missed = _missed(session, actor, rule_id, case_id)
    row = _to_decide(session, actor, rule_id, check, missed, seen=seen)
    said = _said("deed", deed, _("Please say in a sentence what is to be done."))
    active = select(User.id).where(col(User.id) == assignee_id, col(User.status) == UserStatus.ACTIVE)
    if session.exec(active).first() is None:
        raise Invalid({"assignee": _("Please choose a colleague who works here.")})
    days = rulebook.in_force(session, HandbookPolicy).task_days
    task = tasks.make(
        session, kind=TaskKind.RULE_FOLLOW_UP, assignee_id=assignee_id, due_at=clock.now() + timedelta(days=days),
        key=f"breach:{check.code}:{case_id}", subject=Subject.RULE, subject_id=rule_id, title=said, by_id=actor.id,
    )  # fmt: skip
    row.state, row.task_id = BreachState.ACTED, task.id
    _decided(session, actor, row, said)
    audit.record(session, actor, "breach.acted", row, detail={"check": check.code, "case": case_id})
    tell_concerned(session, row, find(session, actor, rule_id).code)
    return row


def _decided(session: Session, actor: Actor, row: Breach, words: str) -> None:
    row.decision, row.decided_at, row.decided_by_id = words, clock.now(), actor.id
    session.flush()


def _missed(session: Session, actor: Actor, rule_id: int, case_id: int) -> tuple[Check, Missed]:
    check, asked = checked(session, actor, rule_id)
    return check, one_missed(session, actor, check, asked, case_id)


def _to_decide(session: Session, actor: Actor, rule_id: int, check: Check, missed: Missed, *, seen: int) -> Breach:
    if not may_decide(actor, missed.who_id, missed.team_id):
        raise NotAllowed
    row = _held(session, rule_id, check, missed)
    if row.state is not BreachState.EXPLAINED:
        raise BreachDecided
    if seen and row.row_version != seen:
        raise Conflict(version=row.row_version, theirs={"explanation": row.explanation}, yours={})
    return row


def _held(session: Session, rule_id: int, check: Check, missed: Missed) -> Breach:
    """Its row, made when there is none; of two who come at once one waits for the other."""
    now = clock.now()
    values = {
        "check_code": check.code, "case_id": missed.case_id, "rule_id": rule_id, "subject": check.subject,
        "subject_id": missed.subject_id, "who_id": missed.who_id, "team_id": missed.team_id, "at": missed.at,
        "state": BreachState.EXPLAINED, "explanation": "", "decision": "", "created_at": now, "updated_at": now,
        "row_version": 1,
    }  # fmt: skip
    dialect.insert_new(session, Breach, [values])
    its = select(Breach).where(col(Breach.check_code) == check.code, col(Breach.case_id) == missed.case_id)
    return session.exec(its.with_for_update()).one()


def _said(field: str, words: str, problem: str) -> str:
    if not words.strip():
        raise Invalid({field: problem})
    if len(words.strip()) > _MOST:
        raise Invalid({field: _("Please keep this below {n} characters.").format(n=_MOST)})
    return words.strip()
